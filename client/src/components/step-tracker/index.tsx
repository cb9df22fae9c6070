import type { ReactNode } from 'react'
import { Box, Text } from '../box'
import { join } from '../class-names'
import { Icon } from '../icon'
import { BASIS_WORD, type Basis } from '../state-chip'
import { TimeText } from '../time-text'
import styles from './step-tracker.module.scss'

/** done: behind us; now: being waited for; attention: stuck, the note says on what; ahead: not yet. */
export type StepState = 'done' | 'now' | 'attention' | 'ahead'

export interface Step {
  id: string
  name: string
  state: StepState
  /** Who, what, next: "等待 华东零售 的管理员确认". */
  note?: ReactNode
  basis?: Basis
  /** Epoch ms at which it was reached. */
  at?: number
}

const STATE_WORD: Readonly<Record<StepState, string>> = {
  done: '已完成',
  now: '进行中',
  attention: '需要处理',
  ahead: '未开始',
}

/** Where something stands: down the page on a phone; with `across` side by side where there is room. */
export function StepTracker({ steps, across, label }: { steps: readonly Step[]; across?: boolean; label: string }) {
  const items = steps.map((step, at) => (
    <StepItem key={step.id} step={step} showNote={!across} number={at + 1} isLast={at === steps.length - 1} />
  ))
  if (!across) {
    return (
      <Box as="ol" label={label} className={styles.steps}>
        {items}
      </Box>
    )
  }
  // Side by side there is no room for a sentence under a step: the one that matters stands below them all.
  const told = steps.find((step) => step.note && step.state !== 'done')
  return (
    <>
      <Box as="ol" label={label} className={join(styles.steps, styles.across)}>
        {items}
      </Box>
      {told && <Box className={join(styles.told, told.state === 'attention' && styles.alarm)}>{told.note}</Box>}
    </>
  )
}

function StepItem({
  step,
  showNote,
  number,
  isLast,
}: {
  step: Step
  showNote: boolean
  number: number
  isLast: boolean
}) {
  const { state } = step
  return (
    <Box as="li" className={join(styles.step, isLast && styles.last, state === 'done' && styles.passed)}>
      <Box hidden className={join(styles.dot, state !== 'ahead' && styles[state])}>
        {state === 'done' ? <Icon name="check" size="small" /> : state === 'attention' ? '!' : String(number)}
      </Box>
      <Box className={styles.body}>
        <Box className={state === 'now' || state === 'attention' ? styles['name-now'] : styles.name}>
          {step.name}
          <Text className={styles.unseen}>{`（${STATE_WORD[state]}）`}</Text>
        </Box>
        {showNote && step.note && <Box className={styles.note}>{step.note}</Box>}
        {(step.basis || step.at !== undefined) && (
          <Box className={styles.meta}>
            {step.basis && <Text>{BASIS_WORD[step.basis]}</Text>}
            {step.at !== undefined && <TimeText at={step.at} />}
          </Box>
        )}
      </Box>
    </Box>
  )
}
