import type { SolutionView } from '@shared/contract/solution'
import { Box, Text } from '../../components/box'
import { DataTable } from '../../components/data-table'
import { Link } from '../../components/link'
import { StateChip } from '../../components/state-chip'
import { TimeText } from '../../components/time-text'
import styles from './solution.module.scss'

/** The provider's solutions: whether each is public, and what customers say. */
export function SolutionTable({ rows }: { rows: readonly SolutionView[] }) {
  return (
    <DataTable
      label="方案"
      rows={rows}
      idOf={(row) => row.id}
      columns={[
        {
          id: 'name',
          title: '方案',
          cell: (row) => (
            <Box>
              <Link to={{ route: '/console/solution/index', query: { id: row.id } }}>{row.name}</Link>
              <Box className={styles.soft}>{row.overview}</Box>
            </Box>
          ),
        },
        {
          id: 'state',
          title: '推广页',
          cell: ({ published }) => (
            <Box>
              <StateChip mood={published ? 'done' : 'waiting'} word={published ? '已发布' : '未发布'} />
              {published?.isSelfReviewed && <Text className={styles.soft}> 自审</Text>}
            </Box>
          ),
        },
        { id: 'apps', title: '关联应用', cell: (row) => row.linkedApps.map((app) => app.name).join('、') },
        {
          id: 'reviews',
          title: '客户评价',
          cell: (row) =>
            row.starAverage === undefined ? '还没有' : `${row.starAverage.toFixed(1)} 分 · ${row.reviewCount} 条`,
        },
        { id: 'at', title: '最近修改', cell: (row) => <TimeText at={row.updatedAt} /> },
      ]}
    />
  )
}
