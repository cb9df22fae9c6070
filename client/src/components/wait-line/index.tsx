import type { ReactNode } from 'react'
import { Box, Text } from '../box'
import styles from './wait-line.module.scss'

/** A true wait: the page looks every few seconds while this is shown. */
export function WaitLine({ children }: { children: ReactNode }) {
  return (
    <Box role="status" live="polite" className={styles.wait}>
      <Box hidden className={styles.pulse} />
      <Text>{children}</Text>
    </Box>
  )
}
