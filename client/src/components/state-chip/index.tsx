import { Box, Text } from '../box'
import { join } from '../class-names'
import { Icon, type IconName } from '../icon'
import { TimeText } from '../time-text'
import styles from './state-chip.module.scss'

/** The four state colours; each has a drawing, and a word always stands beside it. */
export type Mood = 'waiting' | 'done' | 'attention' | 'stopped'
/** How sure we are of a state that lives in WeCom. */
export type Basis = 'observed' | 'declared' | 'assumed'

export const MOOD_ICON: Readonly<Record<Mood, IconName>> = {
  waiting: 'clock',
  done: 'check-circle',
  attention: 'alert',
  stopped: 'stop',
}

export const BASIS_WORD: Readonly<Record<Basis, string>> = { observed: '已观察', declared: '已申报', assumed: '推定' }

const BASIS_MEANING: Readonly<Record<Basis, string>> = {
  observed: '从企业微信的接口或回调读到',
  declared: '由有名有姓的人填报，尚未从企业微信读到',
  assumed: '按规则推断，企业微信没有接口可以读到',
}

export interface StateChipProps {
  mood: Mood
  word: string
  /** Where the state lives in WeCom: how we know, and since when. */
  basis?: Basis
  /** Epoch ms of the observation or declaration. */
  at?: number
}

/** A state: drawing, word, and what it rests on. */
export function StateChip({ mood, word, basis, at }: StateChipProps) {
  const chip = (
    <Box className={join(styles.chip, styles[mood])}>
      <Icon name={MOOD_ICON[mood]} size="small" />
      <Text>{word}</Text>
    </Box>
  )
  if (!basis) return chip
  return (
    <Box className={styles.group}>
      {chip}
      <Box className={styles.basis}>
        <Text title={BASIS_MEANING[basis]}>{BASIS_WORD[basis]}</Text>
        {at !== undefined && <TimeText at={at} />}
      </Box>
    </Box>
  )
}
