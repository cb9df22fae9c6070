import { Box, Text } from '../box'
import { join } from '../class-names'
import styles from './diff-view.module.scss'

export type Difference = 'added' | 'removed' | 'changed' | 'same'

export interface DiffLine {
  id: string
  name: string
  difference: Difference
  /** For a change: what it was and is; else one more sentence. */
  note?: string
}

const WORD: Readonly<Record<Difference, string>> = { added: '新增', removed: '减少', changed: '改动', same: '不变' }

/** Two states compared line by line; the word says what the colour says. */
export function DiffView({ lines, label }: { lines: readonly DiffLine[]; label: string }) {
  return (
    <Box as="ul" label={label} className={styles.list}>
      {lines.map((line) => (
        <Box as="li" key={line.id} className={join(styles.row, styles[line.difference])}>
          <Text className={styles.mark}>{WORD[line.difference]}</Text>
          <Box className={styles.body}>
            <Text>{line.name}</Text>
            {line.note && <Box className={styles.note}>{line.note}</Box>}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
