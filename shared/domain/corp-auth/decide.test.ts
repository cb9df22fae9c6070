import type { AgentId, CorpId, OpenUserId, ProviderId, SuiteId } from '../../wecom/ids'
import { decideCorpAuth, nextSetupStep, rangeIsSet, sameRange, type CorpAuthCommand } from './decide'
import { isSetUp, type CorpAuth, type CorpAuthStatus } from './states'

const NOW = 1_770_000_000_000
const app = { providerId: 'yunqi' as ProviderId, suiteId: 'dk1234' as SuiteId, authCorpId: 'wpCorp' as CorpId }
const install = (authEventAt = NOW): CorpAuthCommand => ({
  type: 'install',
  ...app,
  kind: 'template',
  corpName: '华东零售',
  authEventAt,
  authorisedBy: 'woAdmin' as OpenUserId,
})

const aCorpAuth = (changes: Partial<CorpAuth> = {}): CorpAuth => ({
  ...app,
  kind: 'template',
  generation: 1,
  status: 'active',
  corpName: '华东零售',
  authEventAt: NOW,
  setup: { doneAt: { authorised: NOW, exchanged: NOW } },
  secretVersion: 1,
  ...changes,
})

const next = (state: CorpAuth | undefined, command: CorpAuthCommand, now = NOW): CorpAuth => {
  const decision = decideCorpAuth(state, command, now)
  if (!decision.ok) throw new Error(decision.reason)
  return decision.next
}

describe('a corp authorisation', () => {
  it('begins its first generation when a code was exchanged', () => {
    const auth = next(undefined, install())
    expect(auth).toMatchObject({ generation: 1, status: 'active', secretVersion: 1 })
    expect(nextSetupStep(auth)).toBe('infoRead')
    expect(isSetUp(auth)).toBe(false)
  })

  it('is done only after info, token and probe, in whatever order they are retried', () => {
    let auth = next(undefined, install())
    auth = next(auth, { type: 'infoRead', corpName: '华东零售', agentId: 1000001 as AgentId, appName: 'CRM' })
    expect(nextSetupStep(auth)).toBe('tokenHad')
    auth = next(auth, { type: 'tokenHad' })
    expect(isSetUp(auth)).toBe(false)
    auth = next(auth, { type: 'probed', publishStatus: 0, isClosed: false })
    expect(isSetUp(auth)).toBe(true)
    expect(nextSetupStep(auth)).toBeUndefined()
  })

  it('keeps the first moment of a step that works again', () => {
    const once = next(aCorpAuth(), { type: 'tokenHad' }, NOW + 1)
    const twice = next(once, { type: 'tokenHad' }, NOW + 9)
    expect(twice.setup.doneAt.tokenHad).toBe(NOW + 1)
  })

  it('starts a new generation with a new secret when it is installed again', () => {
    const cancelled = next(aCorpAuth(), { type: 'cancel' })
    const again = next(cancelled, install(NOW + 60_000))
    expect(again).toMatchObject({ generation: 2, status: 'active', secretVersion: 2 })
    expect(again.cancelledAt).toBeUndefined()
  })

  it('ignores an install older than the present one', () => {
    const decision = decideCorpAuth(aCorpAuth({ authEventAt: NOW }), install(NOW - 1000), NOW)
    expect(decision).toEqual({ ok: false, reason: 'olderThanInstall' })
  })

  it('forgets a failure when the failed step works', () => {
    const failed = next(aCorpAuth(), {
      type: 'setupFailed',
      failure: { step: 'infoRead', errcode: -1, advice: '稍后', isRetried: true },
    })
    expect(failed.setup.failure?.at).toBe(NOW)
    const mended = next(failed, { type: 'infoRead', corpName: '' })
    expect(mended.setup.failure).toBeUndefined()
    expect(mended.corpName).toBe('华东零售')
  })

  it('notes when it was first seen launched, once', () => {
    const launched = next(aCorpAuth(), { type: 'probed', publishStatus: 2, isClosed: false }, NOW + 5)
    expect(launched.launchedAt).toBe(NOW + 5)
    expect(next(launched, { type: 'probed', publishStatus: 3, isClosed: false }, NOW + 9).launchedAt).toBe(NOW + 5)
  })

  it('keeps the moments at which development, launch and a range were first seen', () => {
    const range = { departments: [], users: ['wo1'], tags: [] }
    const developing = next(aCorpAuth(), { type: 'probed', publishStatus: 1, isClosed: false }, NOW + 1)
    expect(next(developing, { type: 'probed', publishStatus: 1, isClosed: false }, NOW + 2).developingAt).toBe(NOW + 1)
    const launched = next(developing, { type: 'probed', publishStatus: 2, isClosed: false }, NOW + 3)
    expect(launched.rangeSetAt).toBeUndefined()
    const ranged = next(launched, { type: 'infoRead', corpName: '', range }, NOW + 4)
    expect(next(ranged, { type: 'infoRead', corpName: '', range }, NOW + 9).rangeSetAt).toBe(NOW + 4)
  })

  it('tells the history of what was seen to change and nothing else', () => {
    const state = aCorpAuth({
      setup: { doneAt: { authorised: NOW, exchanged: NOW, infoRead: NOW, tokenHad: NOW, probed: NOW } },
    })
    const seen = next(state, { type: 'probed', publishStatus: 1, isClosed: false })
    const same = decideCorpAuth(seen, { type: 'probed', publishStatus: 1, isClosed: false }, NOW + 1)
    expect(same.ok && same.history).toEqual([])
    const closed = decideCorpAuth(seen, { type: 'probed', publishStatus: 2, isClosed: true }, NOW + 1)
    expect(closed.ok && closed.history).toEqual(['publishStatus:2', 'disabled'])
  })

  const commands: readonly CorpAuthCommand[] = [
    { type: 'infoRead', corpName: '' },
    { type: 'tokenHad' },
    { type: 'probed', isClosed: false },
    { type: 'adminsRead', admins: [] },
    { type: 'setupFailed', failure: { step: 'probed', advice: '', isRetried: true } },
    { type: 'cancel' },
    { type: 'suspectGone' },
    { type: 'secretReset' },
  ]
  const expected: Readonly<Record<CorpAuthStatus | 'absent', (type: CorpAuthCommand['type']) => string>> = {
    absent: () => 'absent',
    active: (type) => (type === 'cancel' ? 'cancelled' : type === 'suspectGone' ? 'suspectedGone' : 'active'),
    suspectedGone: (type) => (type === 'cancel' ? 'cancelled' : type === 'secretReset' ? 'active' : 'suspectedGone'),
    cancelled: (type) => (type === 'cancel' ? 'cancelled' : type === 'secretReset' ? 'active' : 'notActive'),
  }
  it.each(
    (['absent', 'active', 'suspectedGone', 'cancelled'] as const).flatMap((status) =>
      commands.map((command) => [status, command.type, command] as const),
    ),
  )('when %s, on %s, ends where the table says', (status, type, command) => {
    const state = status === 'absent' ? undefined : aCorpAuth({ status })
    const decision = decideCorpAuth(state, command, NOW)
    expect(decision.ok ? decision.next.status : decision.reason).toBe(expected[status](type))
  })
})

describe('what an app tells of its members', () => {
  const at = (seconds: number) => NOW + seconds * 1000
  const auth = () => aCorpAuth({ authEventAt: NOW })
  const after = (...commands: readonly CorpAuthCommand[]) =>
    commands.reduce<CorpAuth>((state, command) => {
      const decision = decideCorpAuth(state, command, at(100))
      return decision.ok ? decision.next : state
    }, auth())

  it('is the same in whatever order it comes', () => {
    const told: readonly CorpAuthCommand[] = [
      { type: 'seen', signal: 'enterAgent', at: at(9) },
      { type: 'seen', signal: 'enterAgent', at: at(5) },
      { type: 'seen', signal: 'closeInactive', at: at(6) },
      { type: 'seen', signal: 'reopenInactive', at: at(6) },
      { type: 'seen', signal: 'subscribe', at: at(4000) },
      { type: 'seen', signal: 'subscribe', at: at(1) },
    ]
    const forward = after(...told)
    expect(after(...[...told].reverse())).toEqual(forward)
    expect(forward).toMatchObject({ firstUsedAt: at(5), isInactive: { value: false, basis: 'observed', at: at(6) } })
  })

  it('of an earlier install counts for nothing', () => {
    expect(decideCorpAuth(auth(), { type: 'seen', signal: 'enterAgent', at: NOW - 1000 }, NOW)).toEqual({
      ok: false,
      reason: 'olderThanInstall',
    })
  })

  it('earns a line of history only when it is new', () => {
    const first = decideCorpAuth(auth(), { type: 'seen', signal: 'enterAgent', at: at(9) }, NOW)
    expect(first.ok && first.history).toEqual(['firstUsed'])
    const second = first.ok && decideCorpAuth(first.next, { type: 'seen', signal: 'enterAgent', at: at(20) }, NOW)
    expect(second && second.ok && second.history).toEqual([])
  })
})

describe('the refusal of a permanent code', () => {
  it('says nothing of a newer one', () => {
    const state = aCorpAuth({ secretVersion: 3 })
    for (const type of ['cancel', 'suspectGone'] as const) {
      expect(decideCorpAuth(state, { type, secretVersion: 2 }, NOW)).toEqual({ ok: false, reason: 'olderThanInstall' })
      expect(decideCorpAuth(state, { type, secretVersion: 3 }, NOW).ok).toBe(true)
    }
  })

  it('is taken back when the same code opens after all, and not by an older one', () => {
    const state = aCorpAuth({ status: 'cancelled', cancelledAt: NOW, secretVersion: 2 })
    const reopened = decideCorpAuth(state, { type: 'reopen', secretVersion: 2 }, NOW)
    expect(reopened.ok && [reopened.next.status, reopened.next.cancelledAt]).toEqual(['active', undefined])
    expect(reopened.ok && reopened.history).toEqual(['reopened'])
    expect(decideCorpAuth(state, { type: 'reopen', secretVersion: 1 }, NOW).ok).toBe(false)
  })

  it('is outranked by a code that WeCom still exchanges', () => {
    const revived = decideCorpAuth(aCorpAuth({ status: 'cancelled', cancelledAt: NOW }), { type: 'secretReset' }, NOW)
    expect(revived.ok && revived.next).toMatchObject({ status: 'active' })
    expect(revived.ok && 'cancelledAt' in revived.next).toBe(false)
  })
})

describe('a visible range', () => {
  const range = { departments: [2, 1], users: ['b', 'a'], tags: [] }
  it('is the same whatever the order', () => {
    expect(sameRange(range, { departments: [1, 2], users: ['a', 'b'], tags: [] })).toBe(true)
    expect(sameRange(range, { ...range, tags: [1] })).toBe(false)
    expect(sameRange(undefined, range)).toBe(false)
  })
  it('is set as soon as anybody can see the app', () => {
    expect(rangeIsSet(undefined)).toBe(false)
    expect(rangeIsSet({ departments: [], users: [], tags: [] })).toBe(false)
    expect(rangeIsSet({ departments: [], users: ['a'], tags: [] })).toBe(true)
  })
})
