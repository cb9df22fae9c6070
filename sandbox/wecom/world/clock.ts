/** The stand-in's one clock: runs at a speed, can be paused and jumps; everything that expires or falls due asks it. */
import type { Clock } from '@cloud/runtime/clock'
import type { WorldState } from './state'

export interface StandClock extends Clock {
  readonly speed: number
  /** Jumps forward by `ms`; sleepers that fall due wake, earliest first. */
  advance(ms: number): void
  /** 0 pauses, 1 is real time. */
  setSpeed(speed: number): void
  /** Takes over another state's time (restore, reset). */
  load(clock: WorldState['clock']): void
  /** What to keep, as of now. */
  save(): WorldState['clock']
  /** Wakes sleepers that are due; called by the stand-in's heartbeat. */
  wake(): void
}

/** @param outer the machine's clock, or a test's */
export function standClock(outer: Clock): StandClock {
  let mark: WorldState['clock'] = { base: outer.now(), stand: outer.now(), speed: 1 }
  const sleepers: { at: number; wake: () => void }[] = []
  const now = () => Math.round(mark.stand + (outer.now() - mark.base) * mark.speed)
  const remark = (stand: number, speed: number) => {
    mark = { base: outer.now(), stand, speed }
  }
  const wake = () => {
    sleepers.sort((a, b) => a.at - b.at)
    while (sleepers[0] && sleepers[0].at <= now()) sleepers.shift()?.wake()
  }
  return {
    now,
    get speed() {
      return mark.speed
    },
    sleep: (ms) =>
      new Promise((resolve) => {
        if (ms <= 0) resolve()
        else sleepers.push({ at: now() + ms, wake: resolve })
      }),
    advance(ms) {
      remark(now() + ms, mark.speed)
      wake()
    },
    setSpeed: (speed) => remark(now(), speed),
    load(clock) {
      mark = { ...clock }
      wake()
    },
    save: () => ({ base: outer.now(), stand: now(), speed: mark.speed }),
    wake,
  }
}
