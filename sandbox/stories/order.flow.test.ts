/**
 * R1: whatever the order, repetition and delay of an app's callbacks, what we believe in the end is what is true at WeCom. Each history is a short
 * life of one app in one corp; many live side by side in one world, each in a corp of its own.
 */
import * as fc from 'fast-check'
import { drainDue } from '@cloud/services/callback/drain'
import { permanentCodePlace } from '@cloud/services/registry/credentials'
import { callbacks } from '@cloud/store/collections/callback'
import { corpAuthDocId, corpAuths } from '@cloud/store/collections/corp'
import { history } from '@cloud/store/collections/operation'
import type { AppRef, CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import type { OutgoingEvent } from '../wecom/callbacks/deliver'
import { pushAuthCode } from '../wecom/callbacks/events'
import { openCorpId } from '../wecom/world/ids'
import { issueCode } from '../wecom/world/issue'
import { installOf } from '../wecom/world/queries'
import { SEED, withManyCorps } from '../wecom/world/seed'
import { openStoryWorld, type StoryWorld } from '../testing/story-world'

const YUNQI = 'yunqi' as ProviderId
const suiteIdOf = (kind: 'template' | 'signIn') =>
  SEED.providers[0]?.suites.find((suite) => suite.kind === kind)?.suiteId as SuiteId
const CRM = suiteIdOf('template')
const SIGN_IN = suiteIdOf('signIn')
/** Histories in all, and how many share a world. */
const HISTORIES = Number(process.env['ACCORD_HISTORIES'] ?? 2_000)
const SIDE_BY_SIDE = 200

/** What the customer and the provider do, in true order. */
type Act = 'install' | 'range' | 'twoRanges' | 'disable' | 'enable' | 'cancel' | 'reset' | 'admin' | 'enter' | 'wait'
const ACTS = fc.array(
  fc.constantFrom<Act>(
    'install',
    'range',
    'twoRanges',
    'disable',
    'enable',
    'cancel',
    'reset',
    'admin',
    'enter',
    'wait',
  ),
  { minLength: 1, maxLength: 7 },
)
interface Plan {
  readonly kind: 'template' | 'signIn'
  readonly acts: readonly Act[]
  /** For each event: when it is delivered, against the others, and how often. */
  readonly order: readonly number[]
  readonly copies: readonly number[]
  /** After how many deliveries the backlog is worked on, so that some events meet a corp that is known and some do not. */
  readonly drainEvery: number
  /** Tickets stop before the events are worked on, and come back at the end. */
  readonly losesTicket: boolean
}
const PLAN: fc.Arbitrary<Plan> = fc.record({
  kind: fc.constantFrom<'template' | 'signIn'>('template', 'template', 'signIn'),
  acts: ACTS.map((acts) => ['install', ...acts] as const),
  order: fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 40, maxLength: 40 }),
  copies: fc.array(fc.constantFrom(1, 1, 1, 2, 3), { minLength: 40, maxLength: 40 }),
  drainEvery: fc.integer({ min: 1, max: 6 }),
  losesTicket: fc.boolean(),
})

/** One delivery of one event: in which round, and in which order among the others of it. */
interface Delivery {
  readonly event: OutgoingEvent
  readonly due: number
  readonly at: number
}

/** Acts and rounds of a life. */
const ROUNDS = 8
/** Rounds an event may be late. */
const LATE = 6

interface Life {
  readonly plan: Plan
  readonly corpId: string
  readonly suiteId: SuiteId
  readonly seat: string
  readonly app: AppRef
  events: OutgoingEvent[]
  /** How often the customer really installed it. */
  installs: number
}

/** Acts that WeCom itself would refuse in this state are left out. */
async function act(world: StoryWorld, life: Life, what: Act, round: number): Promise<void> {
  const { seat, suiteId, corpId } = life
  const install = installOf(world.stand.state, suiteId, corpId)
  const isLive = install !== undefined && install.status !== 'cancelled'
  if (what === 'wait') return world.clock.advance(1000)
  if (what === 'install') {
    if (isLive) return
    life.installs += 1
    return authorise(world, life)
  }
  if (!isLive) return
  const users = ['u0', ...(round % 2 ? ['u1'] : []), ...(round % 3 ? ['u2'] : [])]
  if (what === 'range' || what === 'twoRanges') {
    await world.act('client.setRange', { seat, suiteId, users })
    // Two edits in one second: identical bodies (architecture "Callbacks").
    if (what === 'twoRanges')
      await world.act('client.setRange', { seat, suiteId, users: [...users].reverse(), parties: [2] })
  }
  if (what === 'disable' && !install.disabled) await world.act('client.disable', { seat, suiteId })
  if (what === 'enable' && install.disabled) await world.act('client.enable', { seat, suiteId })
  if (what === 'cancel') await world.act('client.cancelAuth', { seat, suiteId })
  if (what === 'reset' && install.app) await world.act('console.resetSecret', { suiteId, corpId })
  if (what === 'admin')
    await world.act('directory.setRole', { corpId, userId: 'u1', role: round % 2 ? 'subAdmin' : 'member' })
  if (what === 'enter' && !install.disabled && install.app === undefined && install.range.users.includes('u0')) {
    await world.act('client.enterApp', { seat, suiteId })
  }
}

async function authorise(world: StoryWorld, { seat, suiteId, plan }: Life): Promise<void> {
  const { services } = world
  const url =
    plan.kind === 'template'
      ? (await services.wecom.createAuthUrl(YUNQI, { state: 'story', templateIds: [suiteId] })).url
      : `https://open.work.weixin.qq.com/3rdapp/install?suite_id=${suiteId}&pre_auth_code=${issueCode(world.stand, { kind: 'preAuth', suiteId, authType: 0 })}&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fback&state=s`
  const scanned = await world.act('client.scan', { seat, text: url })
  const agreed = await world.act('client.authorize', { seat, url: scanned.openUrl ?? '' })
  const code = agreed.redirectUrl === undefined ? undefined : new URL(agreed.redirectUrl).searchParams.get('auth_code')
  if (code === undefined || code === null) return
  // The website flow brings the code in the redirect; here it stands for a create_auth.
  const suite = world.stand.state.suites[suiteId]
  if (suite) await pushAuthCode(world.stand, suiteId, seatCorp(world, seat), 'create_auth', code)
}

const seatCorp = (world: StoryWorld, seat: string): string => world.stand.state.seats[seat]?.corpId ?? ''

/** When an event arrives, and how often: as the plan of its life says. */
const deliveriesOf = ({ plan, events }: Life, event: OutgoingEvent, round: number): Delivery[] =>
  Array.from({ length: plan.copies[events.length % 40] ?? 1 }, (_, copy) => {
    const at = plan.order[(events.length + copy * 7) % 40] ?? 0
    // A third comes at once.
    return { event, at, due: round + copy + Math.max(0, Math.floor((at / 10_000) * (LATE + 3)) - 3) }
  })

/** What is true at WeCom. */
function truth(world: StoryWorld, { suiteId, corpId }: Life): unknown {
  const install = installOf(world.stand.state, suiteId, corpId)
  if (!install || install.status === 'cancelled') return 'none'
  return {
    permanentCode: install.permanentCode,
    agentId: install.agentId,
    isClosed: install.disabled,
    users: install.range.users.length,
    departments: install.range.parties,
    // Of a disabled app they cannot be read.
    admins: install.disabled
      ? undefined
      : world.stand.state.corps[corpId]?.members.filter((m) => m.role !== 'member').length,
  }
}

/** What we believe. */
async function belief(world: StoryWorld, { app }: Life): Promise<unknown> {
  const auth = (await world.services.store.get(corpAuths, corpAuthDocId(app)))?.body
  if (!auth || auth.status === 'cancelled') return 'none'
  return {
    permanentCode: world.services.sealer.open(auth.permanentCode, permanentCodePlace(app)),
    agentId: auth.agentId,
    isClosed: auth.isClosed?.value,
    users: auth.range?.value.users.length,
    departments: auth.range?.value.departments,
    admins: auth.isClosed?.value === true ? undefined : auth.admins?.value.length,
  }
}

async function play(plans: readonly Plan[], where: string): Promise<void> {
  const seed = withManyCorps({ ...SEED, corps: [] }, plans.length, 4)
  const world = await openStoryWorld(seed)
  try {
    for (const suiteId of [CRM, SIGN_IN]) await world.ticket(suiteId)
    const lives: Life[] = []
    for (const [position, plan] of plans.entries()) {
      const corp = seed.corps[position]
      const state = corp && world.stand.state.corps[corp.corpId]
      if (!corp || !state) throw new Error('a corp is missing')
      const seat = `seat-${position}`
      await world.act('seat.set', { seat, corpId: corp.corpId, userId: 'u0' })
      const suiteId = plan.kind === 'template' ? CRM : SIGN_IN
      const authCorpId = openCorpId(world.stand.state, world.stand.switches, YUNQI, state) as CorpId
      lives.push({
        plan,
        corpId: corp.corpId,
        suiteId,
        seat,
        app: { providerId: YUNQI, suiteId, authCorpId },
        events: [],
        installs: 0,
      })
    }
    world.caught()
    const losesTicket = plans[0]?.losesTicket === true
    const drainEvery = plans[0]?.drainEvery ?? 1
    const distinct = new Set<string>()
    let underWay: Delivery[] = []
    const arrive = async (due: readonly Delivery[]): Promise<void> => {
      const answers = await Promise.all([...due].sort((a, b) => a.at - b.at).map(({ event }) => world.deliver(event)))
      expect(answers.every(Boolean)).toBe(true)
    }
    // Life goes on while callbacks are on their way: each has its delay in rounds, and what has come is worked on now and then.
    for (let round = 0; round < ROUNDS; round++) {
      for (const life of lives) {
        const what = life.plan.acts[round]
        if (what) await act(world, life, what, round)
        for (const event of world.caught()) {
          distinct.add(`${event.suiteId} ${event.xml}`)
          underWay.push(...deliveriesOf(life, event, round))
          life.events.push(event)
        }
      }
      if (losesTicket && round === 2) for (const suiteId of [CRM, SIGN_IN]) await world.loseTicket(suiteId)
      if (losesTicket && round === ROUNDS - 2) for (const suiteId of [CRM, SIGN_IN]) await world.ticket(suiteId)
      await arrive(underWay.filter(({ due }) => due <= round))
      underWay = underWay.filter(({ due }) => due > round)
      if (round % drainEvery === 0) await drainDue(world.services, 200)
    }
    for (let round = ROUNDS; underWay.length > 0; round++) {
      await arrive(underWay.filter(({ due }) => due <= round))
      underWay = underWay.filter(({ due }) => due > round)
      await drainDue(world.services, 200)
    }
    await drainAll(world)
    for (const life of lives) {
      const said = { where, acts: life.plan.acts, kind: life.plan.kind, events: life.events.map((e) => e.name) }
      expect({ ...said, belief: await belief(world, life) }).toEqual({ ...said, belief: truth(world, life) })
    }
    for (const life of lives) await expectNothingDouble(world, life)
    await expectNothingLost(world, distinct.size)
  } finally {
    await world.close()
  }
}

/** Works everything off; what waits for something is waited for. */
async function drainAll(world: StoryWorld): Promise<void> {
  for (let run = 0; run < 40; run++) {
    while ((await drainDue(world.services, 200)) > 0);
    const waiting = await world.services.store.count(callbacks, 'due', ['due'])
    if (waiting === 0) return
    world.clock.advance(run < 10 ? 20_000 : 2 * 3_600_000)
    if (run >= 10) for (const suiteId of [CRM, SIGN_IN]) await world.ticket(suiteId)
  }
  throw new Error('the backlog does not end')
}

/** Every event is there once, in an end state. */
async function expectNothingLost(world: StoryWorld, sent: number): Promise<void> {
  let cursor: string | undefined
  let kept = 0
  do {
    const page = await world.services.store.list(callbacks, 'recent', [YUNQI], {
      limit: 200,
      ...(cursor ? { cursor } : {}),
    })
    for (const { body } of page.items) expect(['done', 'failed']).toContain(body.status)
    kept += page.items.length
    cursor = page.cursor
  } while (cursor !== undefined)
  expect(kept).toBe(sent)
}

/** No install counts twice, and history tells of each generation once. */
async function expectNothingDouble(world: StoryWorld, life: Life): Promise<void> {
  const id = corpAuthDocId(life.app)
  const auth = (await world.services.store.get(corpAuths, id))?.body
  expect(auth?.generation ?? 0).toBeLessThanOrEqual(life.installs)
  const told = await world.services.store.list(history, 'bySubject', [YUNQI, 'corpAuth', id], { limit: 200 })
  const begun = told.items.filter(({ body }) => body.what === 'installed' || body.what === 'reinstalled')
  expect(begun).toHaveLength(auth?.generation ?? 0)
}

jest.setTimeout(240_000)

describe('any order of callbacks', () => {
  it(`ends in what is true at WeCom, in ${HISTORIES} histories`, async () => {
    const seed = Number(process.env['ACCORD_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
    const plans = fc.sample(PLAN, { numRuns: HISTORIES, seed })
    for (let from = 0; from < plans.length; from += SIDE_BY_SIDE) {
      const world = Math.floor(from / SIDE_BY_SIDE)
      await play(plans.slice(from, from + SIDE_BY_SIDE), `ACCORD_SEED=${seed}, world ${world}`)
    }
  })
})
