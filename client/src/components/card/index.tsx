import type { ReactNode } from 'react'
import { Box, Heading } from '../box'
import { join } from '../class-names'
import styles from './card.module.scss'

export interface CardProps {
  title?: ReactNode
  level?: 2 | 3 | 4
  /** Beside the title: a chip or one action. */
  aside?: ReactNode
  /** No padding: rows inside draw their own. */
  flush?: boolean
  as?: 'section' | 'article' | 'li' | 'div'
  id?: string
  className?: string
  children?: ReactNode
}

/** A surface that holds one thing. */
export function Card({ title, level = 2, aside, flush, as = 'section', id, className, children }: CardProps) {
  return (
    <Box as={as} id={id} className={join(styles.card, flush && styles.flush, className)}>
      {(title || aside) && (
        <Box className={styles.head}>
          {title && (
            <Heading level={level} className={styles.title}>
              {title}
            </Heading>
          )}
          {aside}
        </Box>
      )}
      {children}
    </Box>
  )
}
