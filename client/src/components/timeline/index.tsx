import type { ReactNode } from 'react'
import { Box, Text } from '../box'
import { BASIS_WORD, type Basis } from '../state-chip'
import { TimeText } from '../time-text'
import styles from './timeline.module.scss'

export interface TimelineEntry {
  id: string
  /** Epoch ms. */
  at: number
  what: ReactNode
  /** Who did it, or where it was read. */
  who?: string
  note?: ReactNode
  basis?: Basis
}

/** What happened, newest first as given. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <Box as="ol" label={label} className={styles.line}>
      {entries.map((entry) => (
        <Box as="li" key={entry.id} className={styles.entry}>
          <Box className={styles.head}>{entry.what}</Box>
          {entry.note && <Box className={styles.note}>{entry.note}</Box>}
          <Box className={styles.meta}>
            <TimeText at={entry.at} />
            {entry.who && <Text>{entry.who}</Text>}
            {entry.basis && <Text>{BASIS_WORD[entry.basis]}</Text>}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
