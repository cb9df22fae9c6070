import type { CorpId, OpenUserId, ProviderId } from '@shared/wecom/ids'
import { openTestServices, type TestServices } from '@sandbox/testing/test-services'
import { newToken } from '../../runtime/random'
import { people, personDocId, sessionDocId, sessions, type SessionRecord } from '../../store/collections/corp'
import { insert, put } from '../../store/store'
import { endSession, loadSession, refreshSession } from './load-session'
import { readToken, RENEW_MS, signToken, TOKEN_MS } from './session-token'

const DAY = 24 * 3_600_000
const YUNQI = 'yunqi' as ProviderId
let test: TestServices
let token: string
let person: SessionRecord['person']

beforeEach(async () => {
  test = await openTestServices()
  const { services, clock } = test
  const provider = await services.registry.provider(YUNQI)
  person = { providerId: YUNQI, corpId: provider?.corpId ?? ('' as CorpId), openUserId: 'woLIN' as OpenUserId }
  const record: SessionRecord = { person, side: 'staff', roles: ['viewer'], createdAt: clock.now() }
  const sessionId = newToken(services.random)
  await services.store.commit([
    insert(sessions, sessionDocId(YUNQI, sessionId), record, clock.now() + 7 * DAY),
    insert(people, personDocId(person), { openUserId: person.openUserId, roles: ['viewer'] }),
  ])
  token = signToken(services.config.sessionKey, {
    providerId: YUNQI,
    sessionId,
    expiresAt: clock.now() + TOKEN_MS,
  })
})
afterEach(() => test.close())

const loaded = async (given = token) => {
  const found = await loadSession(test.services, given)
  if (!found) throw new Error('no session')
  return found
}
const reads = async (given: string) => {
  const before = test.services.store.counters.reads
  await loadSession(test.services, given)
  return test.services.store.counters.reads - before
}

describe('a session', () => {
  it('costs one read for a token of ours and none for junk', async () => {
    expect(await reads(token)).toBe(1)
    expect(await reads(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBe(0)
    expect(await reads('junk')).toBe(0)
  })

  it('is renewed in the last half hour of its token, and not before', async () => {
    expect((await loaded()).renewed).toBeUndefined()
    test.clock.advance(TOKEN_MS - RENEW_MS)
    expect((await loaded()).renewed).toBeUndefined()
    test.clock.advance(1)
    const { renewed = '' } = await loaded()
    test.clock.advance(RENEW_MS)
    expect(await loadSession(test.services, token)).toBeUndefined()
    expect((await loaded(renewed)).stored.body.person).toEqual(person)
    expect(readToken(test.services.config.sessionKey, renewed, test.clock.now())?.sessionId).toBe(
      (await loaded(renewed)).id,
    )
  })

  it('ends when its stored session does, however often its token was renewed', async () => {
    let current = token
    for (let at = 0; at < 7 * DAY; at += RENEW_MS / 2) {
      current = (await loadSession(test.services, current))?.renewed ?? current
      test.clock.advance(RENEW_MS / 2)
    }
    expect(await loadSession(test.services, current)).toBeUndefined()
  })

  it('is gone after signing out, for every token that names it; signing out twice is fine', async () => {
    const session = await loaded()
    await endSession(test.services, session.stored)
    await endSession(test.services, session.stored)
    expect(await loadSession(test.services, token)).toBeUndefined()
  })

  it('takes on the roles that were given meanwhile, keeping its end, and writes only when they differ', async () => {
    const { services } = test
    const before = await loaded()
    const writes = services.store.counters.writes
    expect((await refreshSession(services, before.stored)).me.roles).toEqual(['viewer'])
    expect(services.store.counters.writes).toBe(writes)

    const stored = await services.store.get(people, personDocId(person))
    await services.store.commit([
      put(people, personDocId(person), stored, { openUserId: person.openUserId, roles: ['owner'] }),
    ])
    const { me, session } = await refreshSession(services, before.stored)
    expect([me.roles, session.roles]).toEqual([['owner'], ['owner']])
    const after = await loaded()
    expect(after.stored.body.roles).toEqual(['owner'])
    expect(after.stored.expiresAt).toBe(before.stored.expiresAt)
  })
})
