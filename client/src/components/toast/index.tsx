import { useSyncExternalStore } from 'react'
import { Box, Text } from '../box'
import { Icon, type IconName } from '../icon'
import styles from './toast.module.scss'

interface Message {
  text: string
  icon: IconName
}

const SHOWN_MS = 4000

let message: Message | undefined
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

const set = (next: Message | undefined): void => {
  message = next
  listeners.forEach((listener) => listener())
}

/** Says briefly what came of an act; never the only place something is said. */
export function toast(text: string, icon: IconName = 'check-circle'): void {
  clearTimeout(timer)
  set({ text, icon })
  timer = setTimeout(() => set(undefined), SHOWN_MS)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Where toasts appear; every page frame holds one. */
export function ToastDock() {
  const shown = useSyncExternalStore(
    subscribe,
    () => message,
    () => undefined,
  )
  return (
    <Box role="status" live="polite" className={styles.dock}>
      {shown && (
        <Box className={styles.toast}>
          <Icon name={shown.icon} />
          <Text>{shown.text}</Text>
        </Box>
      )}
    </Box>
  )
}
