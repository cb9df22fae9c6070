/** What every path, console act and callback of the stand-in works with: one object, made by the server, passed explicitly. */
import type { Deliverer } from '../callbacks/deliver'
import type { FaultBook } from '../platform/faults'
import type { LogBook } from '../platform/log-book'
import type { Tape } from '../tape/tape'
import type { StandClock } from './clock'
import type { RandomBytes } from './random'
import type { WorldState } from './state'
import type { Switches } from './switches'

export interface Stand {
  /** Replaced as a whole by restore and reset: never keep a part of it across an await. */
  state: WorldState
  readonly clock: StandClock
  readonly random: RandomBytes
  readonly switches: Switches
  readonly callbacks: Deliverer
  readonly faults: FaultBook
  readonly log: LogBook
  /** Records every request and callback, when asked to. */
  readonly tape: Tape | undefined
  /** Base URL of the provider's backend, put for `{base}` in callback URLs. */
  callbackBase: string
  /** Own base URL, known once the server listens. */
  url: string
  /** Marks the state as worth saving. */
  changed(): void
}
