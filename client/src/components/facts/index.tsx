import type { ReactNode } from 'react'
import { Box } from '../box'
import styles from './facts.module.scss'

/** Term and value pairs. */
export function Facts({ facts }: { facts: readonly (readonly [term: string, value: ReactNode])[] }) {
  return (
    <Box as="dl" className={styles.facts}>
      {facts.map(([term, value]) => (
        <Box key={term} className={styles.fact}>
          <Box as="dt" className={styles.term}>
            {term}
          </Box>
          <Box as="dd" className={styles.value}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
