import { useSyncExternalStore } from 'react'

const TICK_MS = 15_000

/** This device's clock, right or wrong (epoch ms): for measuring, never for showing. */
export const deviceNow = (): number => Date.now()

let offset = 0
let shown = deviceNow()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** Takes the server's time out of an answer; `midway` is when, by this device's clock, the server said it. */
export function learnServerTime(serverTime: number, midway: number): void {
  offset = serverTime - midway
  if (Math.abs(serverNow() - shown) > TICK_MS) tick()
}

/** Epoch ms as the server counts: ages and due dates are right on devices whose clock is not. */
export const serverNow = (): number => deviceNow() + offset

/** Server time that moves on every 15 s, so that "2 分钟前" does not stand still; one timer for the whole app. */
export const useNow = (): number =>
  useSyncExternalStore(
    subscribe,
    () => shown,
    () => shown,
  )

function tick(): void {
  shown = serverNow()
  listeners.forEach((listener) => listener())
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) {
    shown = serverNow()
    timer = setInterval(tick, TICK_MS)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}
