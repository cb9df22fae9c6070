/** The only source of time. Everything that is late, due, expired or old asks a Clock, so that tests and the stand-in can move it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Resolves after `ms` milliseconds of this clock. */
  sleep(ms: number): Promise<void>
}

/** The real clock. The one file that reads it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/** A clock that stands still until `advance` is called; sleepers wake in order. */
export interface ManualClock extends Clock {
  advance(ms: number): void
}

/** @param start epoch ms at which it stands */
export function manualClock(start = Date.UTC(2026, 0, 5, 2, 0, 0)): ManualClock {
  let now = start
  const sleepers: { at: number; wake: () => void }[] = []
  return {
    now: () => now,
    sleep: (ms) =>
      new Promise((wake) => {
        if (ms <= 0) wake()
        else sleepers.push({ at: now + ms, wake })
      }),
    advance(ms) {
      now += ms
      sleepers.sort((a, b) => a.at - b.at)
      while (sleepers[0] && sleepers[0].at <= now) sleepers.shift()?.wake()
    },
  }
}
