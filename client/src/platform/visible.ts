import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'

/** Whether a person can see this page now: it is on top, and its tab or app is in front. */
export function useVisible(): boolean {
  const [isOnTop, setOnTop] = useState(true)
  const [isInFront, setInFront] = useState(true)
  useDidShow(() => setOnTop(true))
  useDidHide(() => setOnTop(false))
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return
    const look = () => setInFront(document.visibilityState === 'visible')
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return isOnTop && isInFront
}
