import { list, type CorpAppView } from '@shared/contract/corp'
import { Box } from '../../components/box'
import { DataTable } from '../../components/data-table'
import { StateChip } from '../../components/state-chip'
import { TimeText } from '../../components/time-text'
import { useRead } from '../../platform/query'
import { corpAppState, publishState, rangeWords } from './words'

/** A page of apps in customer corps. */
export const useCorpApps = (search: string, cursor: string) =>
  useRead(list, { ...(search === '' ? {} : { search }), ...(cursor === '' ? {} : { cursor }) })

/** Each app of each customer, with what WeCom was last seen to say about it. */
export function CorpTable({ rows }: { rows: readonly CorpAppView[] }) {
  return (
    <DataTable
      label="客户的应用"
      rows={rows}
      idOf={(row) => `${row.corpId}|${row.suiteId}`}
      columns={[
        { id: 'corp', title: '客户', cell: (row) => row.corpName },
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
