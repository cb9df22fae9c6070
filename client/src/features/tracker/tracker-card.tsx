import type { ReactNode } from 'react'
import type { TrackerView } from '@shared/contract/tracker'
import { Box } from '../../components/box'
import { Card } from '../../components/card'
import { StateChip } from '../../components/state-chip'
import { StepTracker } from '../../components/step-tracker'
import { useNow } from '../../platform/now'
import { currentStep, stepsOf, turnWord, waitingSince, type Reader } from './words'
import styles from './tracker.module.scss'

export interface TrackerCardProps {
  tracker: TrackerView
  reader: Reader
  title: string
  across?: boolean
  /** What helps with the present step. */
  children?: ReactNode
}

/** The way of one app, whose turn it is now, and since when. */
export function TrackerCard({ tracker, reader, title, across, children }: TrackerCardProps) {
  const now = useNow()
  const step = currentStep(tracker)
  const since = waitingSince(tracker)
  const isMine = step?.turn === (reader === 'staff' ? 'provider' : 'customer')
  return (
    <Card
      title={title}
      aside={
        step ? (
          <StateChip mood={isMine ? 'attention' : 'waiting'} word={turnWord(step.turn, reader)} />
        ) : (
          <StateChip mood="done" word="全部完成" />
        )
      }
    >
      {!step && <Box className={styles.soft}>从邀请到使用的每一步都完成了。</Box>}
      <StepTracker
        label={`${tracker.appName}的进度`}
        across={across}
        steps={stepsOf(tracker, reader, since === undefined ? undefined : Math.max(0, now - since))}
      />
      {children}
    </Card>
  )
}
