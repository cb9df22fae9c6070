import type { ReactNode } from 'react'
import { Box, Text } from '../box'
import styles from './guide.module.scss'

/** Numbered advice for something that is done outside our pages. */
export function Guide({ steps, label }: { steps: readonly ReactNode[]; label?: string }) {
  return (
    <Box as="ol" label={label} className={styles.guide}>
      {steps.map((step, at) => (
        <Box as="li" key={at} className={styles.step}>
          <Text hidden className={styles.number}>
            {String(at + 1)}
          </Text>
          <Box className={styles.words}>{step}</Box>
        </Box>
      ))}
    </Box>
  )
}
