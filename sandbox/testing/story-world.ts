/**
 * WeCom and Accord in one process for many short histories: the stand-in's world and API are the real ones, the events it pushes are caught
 * instead of sent, so that a test delivers them in whatever order, as often and as late as it likes.
 */
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manualClock, type ManualClock } from '@cloud/runtime/clock'
import { parseConfig } from '@cloud/runtime/config'
import { silentLog } from '@cloud/runtime/log'
import { openServices } from '@cloud/runtime/services'
import { receiveEvent } from '@cloud/services/callback/receive'
import type { Services } from '@cloud/services/services'
import { suiteTicketDocId, suiteTickets } from '@cloud/store/collections/provider'
import { remove } from '@cloud/store/store'
import { callbackKeys, encryptMessage, sign } from '@cloud/wecom/callback-crypto'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { registerSeed } from '../laptop/register-seed'
import type { Deliverer, OutgoingEvent } from '../wecom/callbacks/deliver'
import { answerRequest } from '../wecom/http'
import { createFaultBook } from '../wecom/platform/faults'
import type { ControlInput, ControlName, ControlOutput } from '../wecom/platform/control'
import type { Console } from '../wecom/platform/handler'
import { runControl } from '../wecom/platform/handlers'
import { createLogBook } from '../wecom/platform/log-book'
import { newTicket, pushTicket } from '../wecom/callbacks/tickets'
import { standClock } from '../wecom/world/clock'
import { createWorld } from '../wecom/world/create'
import { openUserId } from '../wecom/world/ids'
import { machineRandom } from '../wecom/world/random'
import type { Seed } from '../wecom/world/seed'
import type { Stand } from '../wecom/world/stand'
import { DEFAULT_SWITCHES, type Switches } from '../wecom/world/switches'
import { testEnv } from './test-services'

export interface StoryWorld {
  readonly services: Services
  readonly clock: ManualClock
  readonly stand: Stand
  /** What WeCom wanted to push since the last call, oldest first. */
  caught(): OutgoingEvent[]
  /** Brings one event to the door, as WeCom would. @returns the answer */
  deliver(event: OutgoingEvent): Promise<boolean>
  /** A console, client or control act. */
  act<N extends ControlName>(name: N, input: ControlInput<N>): Promise<ControlOutput<N>>
  /** A fresh ticket for a suite, delivered at once. */
  ticket(suiteId: string): Promise<void>
  /** The ticket of a suite is gone, and every token it bought. */
  loseTicket(suiteId: string): Promise<void>
  close(): Promise<void>
}

/** @param seed who is there @param switches how WeCom behaves where the pages leave it open */
export async function openStoryWorld(seed: Seed, switches: Partial<Switches> = {}): Promise<StoryWorld> {
  // In memory where the machine has such a folder: durability has tests of its own.
  const dir = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'accord-world-'))
  const outer = manualClock(Date.UTC(2026, 2, 2, 1, 30))
  const clock = standClock(outer)
  let queue: OutgoingEvent[] = []
  const caught = { delivered: true, attempts: 1, note: 'caught' }
  const callbacks: Deliverer = {
    push: (event) => {
      queue.push(event)
      return Promise.resolve(caught)
    },
    verify: () => Promise.resolve(caught),
    settled: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  const stand: Stand = {
    state: createWorld(seed, outer.now()),
    clock,
    random: machineRandom,
    switches: { ...DEFAULT_SWITCHES, ...switches },
    callbacks,
    faults: createFaultBook(
      () => stand.state.faults,
      (rules) => (stand.state.faults = rules),
      clock.now,
    ),
    log: createLogBook(),
    tape: undefined,
    callbackBase: 'http://127.0.0.1:9',
    url: '',
    changed: () => undefined,
  }
  const console: Console = {
    stand,
    snapshots: new Map(),
    reset: () => undefined,
    load: () => undefined,
    beat: () => Promise.resolve(),
  }
  const server = createServer((request, response) => void answerRequest(console, () => undefined, request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stand.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // Pauses of the client are real and short: nobody moves the clock while calls are under way.
  const ours = { now: outer.now, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 1)) }
  const services = await openServices(parseConfig(testEnv(dir, stand.url)), { clock: ours, log: silentLog })
  for (const provider of seed.providers) {
    const corp = stand.state.corps[provider.corpId]
    if (!corp) throw new Error('a provider without a corp')
    await registerSeed(services, provider, (userId) => openUserId(stand.state, provider.providerId, corp, userId))
  }
  const deliver = async (event: OutgoingEvent): Promise<boolean> => {
    const suite = stand.state.suites[event.suiteId]
    if (!suite) throw new Error(`no suite ${event.suiteId}`)
    const random = machineRandom.bytes(16)
    const encrypt = encryptMessage(callbackKeys(event.token, event.encodingAesKey), event.xml, event.receiveId, random)
    const [timestamp, nonce] = [String(Math.floor(outer.now() / 1000)), Buffer.from(random).toString('hex')]
    const parts = new URL(event.url).pathname.split('/')
    const received = await receiveEvent(
      services,
      {
        providerId: suite.providerId as ProviderId,
        suiteId: suite.suiteId as SuiteId,
        ...(parts[4] === undefined ? {} : { corpId: parts[4] as CorpId }),
      },
      { msgSignature: sign(event.token, timestamp, nonce, encrypt), timestamp, nonce },
      Buffer.from(`<xml><ToUserName>${event.toUserName}</ToUserName><Encrypt>${encrypt}</Encrypt></xml>`),
    )
    return received.ok
  }
  return {
    services,
    clock: outer,
    stand,
    caught() {
      const events = queue
      queue = []
      return events
    },
    deliver,
    act: (name, input) => runControl(console, name, input),
    async ticket(suiteId) {
      const suite = stand.state.suites[suiteId]
      if (!suite) throw new Error(`no suite ${suiteId}`)
      const before = queue
      queue = []
      newTicket(stand, suite)
      await pushTicket(stand, suite)
      const pushed = queue
      queue = before
      for (const event of pushed) await deliver(event)
    },
    async loseTicket(suiteId) {
      const suite = stand.state.suites[suiteId]
      if (!suite) throw new Error(`no suite ${suiteId}`)
      const ref = { providerId: suite.providerId as ProviderId, suiteId: suiteId as SuiteId }
      const stored = await services.store.get(suiteTickets, suiteTicketDocId(ref))
      if (stored) await services.store.commit([remove(suiteTickets, stored)])
      await services.wecom.forgetTokens(ref)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await services.store.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
