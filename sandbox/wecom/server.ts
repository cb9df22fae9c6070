/** Constructs the WeCom stand-in and serves it on loopback: API, pages of WeCom's hosts, control endpoints. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '@cloud/runtime/clock'
import { createDeliverer } from './callbacks/deliver'
import { ticketBeat } from './callbacks/tickets'
import { answerRequest } from './http'
import { createFaultBook } from './platform/faults'
import type { ControlInput, ControlName, ControlOutput } from './platform/control'
import type { Console } from './platform/handler'
import { approveOverdue } from './platform/review-queue'
import { runControl } from './platform/handlers'
import { removeOldTestCorps } from './platform/test-corps'
import { createLogBook } from './platform/log-book'
import { recordTape } from './tape/record'
import { standClock } from './world/clock'
import { createWorld } from './world/create'
import { forgetOld } from './world/issue'
import { createKeeper, readWorld } from './world/persist'
import { machineRandom, type RandomBytes } from './world/random'
import { SEED, type Seed } from './world/seed'
import type { Stand } from './world/stand'
import type { WorldState } from './world/state'
import { DEFAULT_SWITCHES, type Switches } from './world/switches'

export interface WeComSandboxOptions {
  /** 0 = any free port. */
  readonly port: number
  /** Time outside; the stand-in's own clock may run faster, stand still or jump. */
  readonly clock: Clock
  /** Where the world is kept; undefined = in memory only. */
  readonly stateFile?: string
  readonly seed?: Seed
  readonly random?: RandomBytes
  /** Base of the provider's backend for callbacks and trusted domain. */
  readonly callbackBase?: string
  readonly switches?: Partial<Switches>
  /** File that every request and callback is recorded to, for `startReplay`. */
  readonly record?: string
  /** Pushes tickets and wakes sleepers by itself; tests may turn it off and call `beat`. Default true. */
  readonly heartbeat?: boolean
  /** Told once for every unknown path and internal failure. Default: standard error. */
  readonly loud?: (line: string) => void
}

export interface WeComSandbox {
  /** `http://127.0.0.1:4681`. */
  readonly url: string
  /** The clock everything here obeys; hand it to the product so that both live in one time. */
  readonly clock: Clock
  /** Live view of the state; do not change it from outside. */
  readonly world: () => WorldState
  /** A control endpoint without HTTP. @throws ActRefusal */
  control<N extends ControlName>(name: N, input: ControlInput<N>): Promise<ControlOutput<N>>
  /** Lets due work happen now: tickets, sleepers. */
  beat(): Promise<void>
  /** Resolves when no callback is under way. */
  settled(): Promise<void>
  /** Where callbacks go from now on. */
  setCallbackBase(base: string): void
  close(): Promise<void>
}

const HEARTBEAT_MS = 500
export const DEFAULT_CALLBACK_BASE = 'http://127.0.0.1:4680'

/** @throws Error when the port is taken or the state file is not one of ours */
export async function startWeComSandbox(options: WeComSandboxOptions): Promise<WeComSandbox> {
  const seed = options.seed ?? SEED
  const loud = options.loud ?? ((line: string) => void process.stderr.write(`${line}\n`))
  const clock = standClock(options.clock)
  const random = options.random ?? machineRandom
  const kept = options.stateFile === undefined ? undefined : await readWorld(options.stateFile)
  const switches: Switches = { ...DEFAULT_SWITCHES, ...options.switches }
  const log = createLogBook()
  const keeper = createKeeper(
    options.stateFile,
    () => ({ ...stand.state, clock: clock.save() }),
    (error) => loud(`the world could not be kept: ${String(error)}`),
  )
  const tape = options.record === undefined ? undefined : recordTape(options.record)
  const tap = (url: string, body: string) =>
    tape?.add({ kind: 'callback', path: url.replace(stand.callbackBase, ''), body })
  const faults = createFaultBook(
    () => stand.state.faults,
    (rules) => {
      stand.state.faults = rules
      keeper.changed()
    },
    clock.now,
  )
  const stand: Stand = {
    state: kept ?? createWorld(seed, options.clock.now()),
    clock,
    random,
    switches,
    faults,
    log,
    tape,
    callbacks: createDeliverer({ clock, random, faults, log, retryDelaysMs: () => switches.retryDelaysMs, tap }),
    callbackBase: options.callbackBase ?? DEFAULT_CALLBACK_BASE,
    url: '',
    changed: keeper.changed,
  }
  // What the other side holds may be of another time: after a restart, a restore or a move of the backend tickets are pushed anew.
  const pushTicketsAnew = () => {
    for (const suite of Object.values(stand.state.suites)) suite.ticketDelivered = false
  }
  pushTicketsAnew()
  if (kept) clock.load(kept.clock)

  let beating: Promise<void> | undefined
  const beat = (): Promise<void> => {
    clock.wake()
    forgetOld(stand)
    approveOverdue(stand)
    removeOldTestCorps(stand)
    beating ??= ticketBeat(stand).finally(() => (beating = undefined))
    return beating
  }
  const load = (state: WorldState) => {
    stand.state = state
    pushTicketsAnew()
    clock.load({ ...state.clock, base: options.clock.now() })
    keeper.changed()
  }
  const console: Console = {
    stand,
    snapshots: new Map(),
    reset: () => load(createWorld(seed, options.clock.now())),
    load,
    beat,
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answerRequest(console, loud, request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  stand.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const timer = options.heartbeat === false ? undefined : setInterval(() => void beat(), HEARTBEAT_MS)
  timer?.unref()
  if (timer) void beat()

  return {
    url: stand.url,
    clock,
    world: () => stand.state,
    control: (name, input) => runControl(console, name, input),
    beat,
    settled: stand.callbacks.settled,
    setCallbackBase: (base) => {
      stand.callbackBase = base
      pushTicketsAnew()
    },
    async close() {
      clearInterval(timer)
      await stand.callbacks.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await keeper.flush()
      await tape?.close()
    },
  }
}
