import type { ReactNode } from 'react'
import { Box, Heading } from '../box'
import styles from './section.module.scss'

/** A titled part of a page that is no card. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <Box as="section" className={styles.section}>
      <Box className={styles.head}>
        <Heading level={2} className={styles.title}>
          {title}
        </Heading>
        {aside}
      </Box>
      {children}
    </Box>
  )
}
