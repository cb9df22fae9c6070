import { Text } from '@tarojs/components'
import { useState } from 'react'
import { useNow } from '../../platform/now'
import { exactTime, timeWords } from './words'
import styles from './time-text.module.scss'

/** A moment in words; a tap shows it exactly. */
export function TimeText({ at }: { at: number }) {
  const now = useNow()
  const [isExact, setExact] = useState(false)
  return (
    <Text className={styles.time} onClick={() => setExact(!isExact)}>
      {isExact ? exactTime(at) : timeWords(at, now)}
    </Text>
  )
}
