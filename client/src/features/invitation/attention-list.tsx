import { Box, Text } from '../../components/box'
import { Card } from '../../components/card'
import { Link } from '../../components/link'
import { StateChip } from '../../components/state-chip'
import { useNow } from '../../platform/now'
import { needsAttention } from './attention'
import type { InvitationRow } from './invitation-table'
import styles from './invitation.module.scss'

/** Who is stuck, in ten seconds; nothing stuck is said too. */
export function AttentionList({ rows }: { rows: readonly InvitationRow[] }) {
  const stuck = needsAttention(rows, useNow())
  if (stuck.length === 0) {
    return (
      <Card title="需要留意" aside={<StateChip mood="done" word="没有卡住的客户" />}>
        <Box className={styles.soft}>客户超过 2 天没有动作，或授权后没有连通，会列在这里。</Box>
      </Card>
    )
  }
  return (
    <Card title="需要留意" aside={<StateChip mood="attention" word={`${stuck.length} 个客户`} />}>
      <Box as="ul" className={styles.list}>
        {stuck.map((row) => (
          <Box as="li" key={row.id} className={styles.app}>
            <Link to={{ route: '/console/invitation/index', query: { id: row.id } }}>{row.customerName}</Link>
            <Text className={styles.soft}>{row.why}</Text>
          </Box>
        ))}
      </Box>
    </Card>
  )
}
