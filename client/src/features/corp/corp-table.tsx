import { list, type CorpAppView } from '@shared/contract/corp'
import { Box } from '../../components/box'
import { DataTable } from '../../components/data-table'
import { StateChip } from '../../components/state-chip'
import { Link } from '../../components/link'
import { TimeText } from '../../components/time-text'
import { useRead } from '../../platform/query'
import { corpAppState, publishState, rangeWords } from './words'

/** A page of apps in customer corps. */
export const useCorpApps = (search: string, cursor: string) =>
  useRead(list, { ...(search === '' ? {} : { search }), ...(cursor === '' ? {} : { cursor }) })

/** Leads to the app's own page; the sign-in suite has no permissions to confirm and nothing to launch. */
const nameCell = (row: CorpAppView) =>
  row.kind === 'suite' ? (
    row.corpName
  ) : (
    <Link to={{ route: '/console/customer/index', query: { corp: row.corpId, suite: row.suiteId } }}>
      {row.corpName}
    </Link>
  )

/** Each app of each customer, with what WeCom was last seen to say about it. */
export function CorpTable({ rows }: { rows: readonly CorpAppView[] }) {
  return (
    <DataTable
      label="客户的应用"
      rows={rows}
      idOf={(row) => `${row.corpId}|${row.suiteId}`}
      columns={[
        { id: 'corp', title: '客户', cell: nameCell },
        { id: 'app', title: '应用', cell: (row) => row.appName },
        { id: 'state', title: '授权', cell: (row) => <StateChip {...corpAppState(row)} /> },
        {
          id: 'publish',
          title: '进度',
          cell: (row) => (row.publishStatus ? <StateChip {...publishState(row.publishStatus)} /> : '—'),
        },
        { id: 'range', title: '可见范围', cell: (row) => rangeWords(row.range?.value) },
        {
          id: 'at',
          title: '授权时间',
          cell: (row) => (
            <Box>
              <TimeText at={row.authorisedAt} />
            </Box>
          ),
        },
      ]}
    />
  )
}
