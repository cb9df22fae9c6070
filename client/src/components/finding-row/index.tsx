import { Box, Text } from '../box'
import { Icon } from '../icon'
import styles from './finding-row.module.scss'

export interface FindingRowProps {
  kind: 'blocker' | 'advice'
  /** What is wrong. */
  what: string
  /** How to mend it. */
  mend: string
  rule: string
  value?: string
  limit?: string
}

/** One thing a rule found: what, the value against the limit, how to mend it, and the rule to quote. */
export function FindingRow({ kind, what, mend, rule, value, limit }: FindingRowProps) {
  return (
    <Box as="li" className={styles.row}>
      <Box className={styles[kind]}>
        <Icon name={kind === 'blocker' ? 'stop' : 'info'} />
      </Box>
      <Box className={styles.body}>
        <Box className={styles.what}>{`${kind === 'blocker' ? '必须修改' : '建议'}：${what}`}</Box>
        <Box className={styles.mend}>{mend}</Box>
        <Box className={styles.facts}>
          {value !== undefined && <Text>{`现在：${value}`}</Text>}
          {limit !== undefined && <Text>{`要求：${limit}`}</Text>}
          <Text selectable>{rule}</Text>
        </Box>
      </Box>
    </Box>
  )
}
