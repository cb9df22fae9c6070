import type { list } from '@shared/contract/invitation'
import type { OutputOf } from '@shared/contract/define'
import { Box, Text } from '../../components/box'
import { DataTable } from '../../components/data-table'
import type { Column } from '../../components/data-table/props'
import { Link } from '../../components/link'
import { StateChip } from '../../components/state-chip'
import { TimeText } from '../../components/time-text'
import { appProgress, phaseWords } from './words'
import styles from './invitation.module.scss'

export type InvitationRow = OutputOf<typeof list>['items'][number]

const columns: readonly Column<InvitationRow>[] = [
  {
    id: 'customer',
    title: '客户',
    cell: (row) => <Link to={{ route: '/console/invitation/index', query: { id: row.id } }}>{row.customerName}</Link>,
  },
  { id: 'phase', title: '状态', cell: (row) => <StateChip {...phaseWords(row.phase)} /> },
  {
    id: 'apps',
    title: '应用',
    cell: (row) => (
      <Box>
        <Box>{row.apps.map((app) => app.name).join('、')}</Box>
        <Text className={styles.soft}>{appProgress(row.apps)}</Text>
      </Box>
    ),
  },
  {
    id: 'opens',
    title: '最近打开',
    cell: ({ opens }) => (opens.lastAt === undefined ? '还没有' : <TimeText at={opens.lastAt} />),
  },
  { id: 'owner', title: '发起人', cell: (row) => row.ownerName },
  { id: 'at', title: '发起时间', cell: (row) => <TimeText at={row.createdAt} /> },
]

/** Invitations with how far each is and when it was last looked at. */
export function InvitationTable({ rows, brief }: { rows: readonly InvitationRow[]; brief?: boolean }) {
  const wanted = brief ? ['customer', 'phase', 'apps', 'opens'] : undefined
  return (
    <DataTable
      label="邀请"
      rows={rows}
      idOf={(row) => row.id}
      columns={columns.filter((column) => !wanted || wanted.includes(column.id))}
    />
  )
}
