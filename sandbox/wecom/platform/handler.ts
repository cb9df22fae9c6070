/** The type every control endpoint is written against. */
import type { Stand } from '../world/stand'
import type { WorldState } from '../world/state'
import type { ControlInput, ControlName, ControlOutput } from './control'

/** What only the control endpoints hold besides the world. */
export interface Console {
  readonly stand: Stand
  readonly snapshots: Map<string, WorldState>
  /** Puts the seeded world back. */
  reset(): void
  /** Puts a kept world back. */
  load(state: WorldState): void
  /** Lets due work (tickets, sleepers) happen now. */
  beat(): Promise<void>
}

export type Handler<N extends ControlName> = (
  console: Console,
  input: ControlInput<N>,
) => ControlOutput<N> | Promise<ControlOutput<N>>

/** Some of the endpoints, each with its exact types. */
export type Handlers<N extends ControlName> = { readonly [K in N]: Handler<K> }
