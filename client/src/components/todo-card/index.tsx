import type { ReactNode } from 'react'
import { Box, Heading, Text } from '../box'
import { TimeText } from '../time-text'
import styles from './todo-card.module.scss'

export interface TodoCardProps {
  /** The task, as an act: 确认 3 项权限. */
  title: string
  /** Who asks. */
  asker: ReactNode
  why: ReactNode
  /** What does not work without it. */
  consequence?: ReactNode
  /** Epoch ms. */
  since: number
  /** The one button that does it, or opens or explains the right page. */
  action: ReactNode
  chip?: ReactNode
  level?: 2 | 3
}

/** One thing to do: who asked, why, what breaks without it, since when, and one button. */
export function TodoCard({ title, asker, why, consequence, since, action, chip, level = 2 }: TodoCardProps) {
  return (
    <Box as="article" className={styles.todo}>
      {chip}
      <Heading level={level} className={styles.title}>
        {title}
      </Heading>
      <Box className={styles.asker}>{asker}</Box>
      <Fact term="为什么" value={why} />
      {consequence && <Fact term="不做的话" value={consequence} />}
      {action}
      <Text className={styles.since}>
        提出于 <TimeText at={since} />
      </Text>
    </Box>
  )
}

function Fact({ term, value }: { term: string; value: ReactNode }) {
  return (
    <Box as="p" className={styles.fact}>
      <Text className={styles.term}>{term}</Text>
      {value}
    </Box>
  )
}
