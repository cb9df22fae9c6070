import { useNow } from '../../platform/now'
import { exactTime, timeWords } from './words'
import styles from './time-text.module.scss'

/** A moment in words; exact on hover and for machines. */
export function TimeText({ at }: { at: number }) {
  const now = useNow()
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {timeWords(at, now)}
    </time>
  )
}
