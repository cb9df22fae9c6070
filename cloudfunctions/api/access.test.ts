/** R5, generated: every action × every role, and every way of pointing at what is not one's own. */
import { ACTIONS, type ActionName } from '@shared/contract'
import type { ActionContract, LinkTarget, Role } from '@shared/contract/define'
import type { ProviderId } from '@shared/wecom/ids'
import { newToken } from '../runtime/random'
import { changeCorpAuth } from '../services/authorisation/change-corp-auth'
import { readToken, signToken, TOKEN_MS } from '../services/session/session-token'
import { sessionDocId, sessions } from '../store/collections/corp'
import { writeCursor } from '../store/listing'
import { remove } from '../store/store'
import { call, openWorld, type Called, type Target, type World } from './testing/access-world'
import { SAMPLES } from './testing/action-samples'

const ROLES: readonly Role[] = [
  'owner',
  'projectManager',
  'solutionEditor',
  'support',
  'viewer',
  'operator',
  'appAdmin',
  'member',
]
/** Codes that say "not you" or "not this". */
const REFUSALS = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_INPUT']

const all: readonly ActionContract[] = ACTIONS
const bySession = all.flatMap((c) => (c.access.kind === 'session' ? [{ name: c.name, roles: c.access.roles }] : []))
const byLink = all.flatMap((c) => (c.access.kind === 'link' ? [{ name: c.name, to: c.access.to }] : []))

const inputOf = (name: string, target: Target, caller: Target): unknown =>
  SAMPLES[name as ActionName].input(target, caller)
const foreignOf = (name: string) => SAMPLES[name as ActionName].foreign

/** Refused with this code, nothing written, nothing of the target said. */
function expectRefused(answer: Called, code: string, secret: Target): void {
  expect([answer.code, answer.writes]).toEqual([code, 0])
  expectNothingOf(answer, secret)
}

function expectNothingOf(answer: Called, { corpId, invitationId, invitationToken, reviewToken }: Target): void {
  for (const word of [corpId, invitationId, invitationToken, reviewToken]) expect(answer.text).not.toContain(word)
}

let world: World
/** One world for the tests of a block; those that change most stand last. */
function inOneWorld(): void {
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())
}

describe.each(bySession)('$name, for sessions', ({ name, roles }) => {
  inOneWorld()
  const own = () => inputOf(name, world.own, world.own)

  it('shows and changes nothing of another provider or another corp, absent or not', async () => {
    const role = roles[0] ?? 'owner'
    const isCustomer = role === 'appAdmin'
    const others = isCustomer ? [world.foreign, world.otherCorp] : [world.foreign]
    for (const other of others) {
      // Configuration is kept, absent or not: the first call of a process pays for it.
      for (const target of [world.absent, other]) {
        await call(world, name, inputOf(name, target, world.own), await world.session(role))
      }
      const token = await world.session(role)
      const foreign = await call(world, name, inputOf(name, other, world.own), token)
      if (foreignOf(name) === 'own') {
        expectNothingOf(foreign, other)
        continue
      }
      expectRefused(foreign, foreignOf(name), other)
      const absent = await call(world, name, inputOf(name, world.absent, world.own), await world.session(role))
      expect(foreign).toEqual(absent)
    }
  })

  it('lets exactly its roles in', async () => {
    for (const role of ROLES) {
      const token = await world.session(role)
      const answer = await call(world, name, own(), token)
      if (roles.includes(role)) expect([role, REFUSALS.includes(answer.code)]).toEqual([role, false])
      else expect([role, answer.code, answer.writes]).toEqual([role, 'FORBIDDEN', 0])
    }
  })

  it('refuses no session, and an expired, revoked, garbled, foreign or self-made token', async () => {
    const { clock, services } = world
    const role = roles[0] ?? 'owner'
    const token = await world.session(role)
    const key = services.config.sessionKey
    const claims = readToken(key, token, clock.now())
    if (!claims) throw new Error('a fresh token is not read')
    const refusedTokens = [
      undefined,
      '',
      'x',
      `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`,
      token.replace(/\.\d{13}\./, `.${claims.expiresAt + 1}.`),
      signToken(new Uint8Array(32), claims),
      signToken(key, { ...claims, expiresAt: clock.now() }),
      // Our session under another provider's name, and one that never was.
      signToken(key, { ...claims, providerId: 'qinghe' as ProviderId }),
      signToken(key, { ...claims, sessionId: newToken(services.random) }),
    ]
    for (const bad of refusedTokens) expectRefused(await call(world, name, own(), bad), 'UNAUTHENTICATED', world.own)

    const stored = await services.store.get(sessions, sessionDocId(claims.providerId, claims.sessionId))
    if (!stored) throw new Error('the session is not stored')
    await services.store.commit([remove(sessions, stored)])
    expectRefused(await call(world, name, own(), token), 'UNAUTHENTICATED', world.own)

    const late = await world.session(role)
    clock.advance(TOKEN_MS)
    expectRefused(await call(world, name, own(), late), 'UNAUTHENTICATED', world.own)
  })
})

describe.each(byLink)('$name, by link', ({ name, to }) => {
  inOneWorld()
  const linkOf = (t: Target, kind: LinkTarget) => (kind === 'review' ? t.reviewToken : t.invitationToken)
  const withLink = (provider: ProviderId, token: string) => ({
    ...(inputOf(name, world.own, world.own) as object),
    provider,
    token,
  })

  it('refuses every other token in the same words and with the same reads', async () => {
    const { own, foreign, absent } = world
    const mine = linkOf(own, to)
    await call(world, name, withLink(own.providerId, mine))
    const answers = [
      // Another provider's token under our name, and ours under its.
      await call(world, name, withLink(own.providerId, linkOf(foreign, to))),
      await call(world, name, withLink(foreign.providerId, mine)),
      await call(world, name, withLink('nobody' as ProviderId, mine)),
      // A token of another kind.
      await call(world, name, withLink(own.providerId, linkOf(own, to === 'review' ? 'invitation' : 'review'))),
      // Garbled, but well-formed; and nothing at all.
      await call(world, name, withLink(own.providerId, `${mine.slice(0, -1)}${mine.endsWith('a') ? 'b' : 'a'}`)),
      await call(world, name, withLink(own.providerId, linkOf(absent, to))),
    ]
    for (const answer of answers) {
      expectRefused(answer, 'NOT_FOUND', own)
      expect(answer).toEqual(answers[0])
    }
    const malformed = await call(world, name, withLink(own.providerId, mine.slice(1)))
    expect([malformed.code, malformed.fields, malformed.reads]).toEqual(['INVALID_INPUT', ['token'], 0])
  })

  it('opens for whoever holds the token, signed in or not', async () => {
    const { own, foreign } = world
    const tokens = [undefined, await world.session('viewer'), await world.session('viewer', foreign), 'garbled']
    for (const token of tokens) {
      const { code } = await call(world, name, withLink(own.providerId, linkOf(own, to)), token)
      expect(code).not.toBe('NOT_FOUND')
    }
  })
})

describe('reviews', () => {
  inOneWorld()
  it('are written by admins of the invited corp only', async () => {
    const input = inputOf('review.write', world.own, world.own)
    expectRefused(await call(world, 'review.write', input), 'UNAUTHENTICATED', world.own)
    const sessions = [
      await world.session('appAdmin', world.otherCorp),
      await world.session('member'),
      await world.session('owner'),
    ]
    for (const token of sessions) expectRefused(await call(world, 'review.write', input, token), 'FORBIDDEN', world.own)
    // Signed in to another provider is not signed in here.
    const elsewhere = await world.session('appAdmin', world.foreign)
    expectRefused(await call(world, 'review.write', input, elsewhere), 'UNAUTHENTICATED', world.own)
    expect((await call(world, 'review.write', input, await world.session('appAdmin'))).code).toBe('ok')
  })
})

describe('an admin who was one', () => {
  inOneWorld()

  it('looks on but changes nothing more, although her session is older than the loss', async () => {
    const { services, own } = world
    const token = await world.session('appAdmin')
    const app = { providerId: own.providerId, suiteId: own.suiteId, authCorpId: own.corpId }
    await changeCorpAuth(services, app, { type: 'cancel' })
    for (const name of ['permission.choose', 'permission.decline'] as const) {
      expect((await call(world, name, inputOf(name, own, own), token)).code).toBe('FORBIDDEN')
    }
  })
})

describe('public actions', () => {
  inOneWorld()
  it('show a published solution under its own provider only', async () => {
    const { own, foreign, absent } = world
    const page = (provider: ProviderId, id: string) => call(world, 'solution.page', { provider, id })
    expect((await page(own.providerId, own.solutionId)).code).toBe('ok')
    const refused = [
      await page(own.providerId, foreign.solutionId),
      await page(own.providerId, absent.solutionId),
      await page(foreign.providerId, own.solutionId),
    ]
    await page('nobody' as ProviderId, own.solutionId)
    refused.push(await page('nobody' as ProviderId, own.solutionId))
    expect(new Set(refused.map((answer) => answer.text)).size).toBe(1)
    expect(refused[0]?.code).toBe('NOT_FOUND')
    expect(refused[1]).toEqual(refused[0])
  })
})

describe('cursors', () => {
  inOneWorld()
  const LISTS = [
    { name: 'invitation.list', role: 'owner', in: 'invitation', index: 'recent' },
    { name: 'corp.list', role: 'owner', in: 'corpAuth', index: 'fleet' },
    { name: 'callback.list', role: 'owner', in: 'callback', index: 'recent' },
    { name: 'solution.list', role: 'owner', in: 'solution', index: 'recent' },
    { name: 'inbox.list', role: 'appAdmin', in: 'todo', index: 'open' },
  ] as const

  it.each(LISTS)('of others are refused by $name', async ({ name, role, ...from }) => {
    const token = await world.session(role)
    const ours = `${world.own.providerId}!${role === 'appAdmin' ? `${world.own.corpId}!` : ''}`
    const others = [
      writeCursor({ name: from.in }, from.index, `${world.foreign.providerId}!`),
      writeCursor({ name: from.in }, from.index, `${world.own.providerId}!${world.otherCorp.corpId}!`),
      writeCursor({ name: from.in }, 'elsewhere', ours),
      writeCursor({ name: 'session' }, from.index, ours),
      'garbage',
    ]
    // To staff of a provider all its corps are their own.
    for (const cursor of others.filter((_, i) => i !== 1 || role === 'appAdmin')) {
      expectRefused(await call(world, name, { cursor }, token), 'INVALID_INPUT', world.foreign)
    }
    expect((await call(world, name, { cursor: writeCursor({ name: from.in }, from.index, ours) }, token)).code).toBe(
      'ok',
    )
  })
})
