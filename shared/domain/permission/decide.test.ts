import fc from 'fast-check'
import type { CorpId, OpenUserId, ProviderId, SuiteId } from '../../wecom/ids'
import { decidePermission, type PermissionCommand } from './decide'
import { isOpenRequest, wantedKeys, type AskedPermission, type Dossier } from './states'

const NOW = 1_770_000_000_000
const empty: Dossier = {
  providerId: 'yunqi' as ProviderId,
  suiteId: 'dk1' as SuiteId,
  authCorpId: 'wp1' as CorpId,
  reasons: {},
  requestCount: 0,
}
const asked = (key: string, isMustHave = true): AskedPermission => ({
  key,
  reason: '因为要用',
  feature: '客户跟进',
  isMustHave,
  withoutIt: '用不了',
})
const by = { openUserId: 'woStaff' as OpenUserId, name: '苏晴' }
const admin = 'woAdmin' as OpenUserId
const items = [asked('a:b:must'), asked('a:b:other'), asked('a:b:optional', false)]

const run = (state: Dossier, ...commands: PermissionCommand[]): Dossier =>
  commands.reduce((current, command) => {
    const decision = decidePermission(current, command, NOW)
    if (!decision.ok) throw new Error(`${command.type}: ${decision.reason}`)
    return decision.next
  }, state)
const reason = (state: Dossier, command: PermissionCommand) => {
  const decision = decidePermission(state, command, NOW)
  return decision.ok ? 'ok' : decision.reason
}
const ask: PermissionCommand = { type: 'ask', items, by }
const choose = (...chosen: string[]): PermissionCommand => ({ type: 'choose', no: 1, chosen, by: admin })
const file: PermissionCommand = { type: 'file', no: 1, by: '苏晴' }

describe('a permission request', () => {
  it('goes draft, consulted, filed, agreed when the chosen set is observed', () => {
    const done = run(empty, ask, choose('a:b:must', 'a:b:other'), file, {
      type: 'observe',
      keys: ['a:b:other', 'a:b:must'],
    })
    expect(done.request).toMatchObject({ state: 'agreed', chosen: ['a:b:must', 'a:b:other'], answeredAt: NOW })
    expect(done.effective).toEqual({ value: ['a:b:must', 'a:b:other'], basis: 'observed', at: NOW })
  })

  it('is not agreed while something wanted is missing', () => {
    const part = run(empty, ask, choose('a:b:must', 'a:b:other'), file, { type: 'observe', keys: ['a:b:must'] })
    expect(part.request?.state).toBe('partly')
    expect(run(part, { type: 'observe', keys: ['a:b:must', 'a:b:other'] }).request?.state).toBe('agreed')
  })

  it('stays as it is when nothing of it came into force', () => {
    const filed = run(empty, ask, choose('a:b:must', 'a:b:other'), file)
    expect(run(filed, { type: 'observe', keys: ['x:y:z'] }).request?.state).toBe('filed')
  })

  it('is open once per app, and superseded only by naming it', () => {
    const open = run(empty, ask)
    expect(reason(open, ask)).toBe('requestOpen')
    expect(reason(open, { ...ask, supersedes: 7 })).toBe('requestOpen')
    expect(run(open, { ...ask, supersedes: 1 }).request).toMatchObject({ no: 2, state: 'draft' })
  })

  it('asks for nothing that is in force already', () => {
    const state = run(empty, { type: 'observe', keys: items.map((i) => i.key) })
    expect(reason(state, ask)).toBe('nothingNew')
  })

  it('never leaves out a must-have, nor takes what was not asked', () => {
    const open = run(empty, ask)
    expect(reason(open, choose('a:b:must'))).toBe('mustHaveLeftOut')
    expect(reason(open, choose('a:b:must', 'a:b:other', 'x:y:z'))).toBe('notAsked')
  })

  it('waits for the choice when something is optional, and not when nothing is', () => {
    expect(reason(run(empty, ask), file)).toBe('notConsulted')
    expect(reason(run(empty, { ...ask, items: items.slice(0, 2) }), file)).toBe('ok')
  })

  it('cannot be chosen again after it was filed, nor answered after it ended', () => {
    const filed = run(empty, ask, choose('a:b:must', 'a:b:other'), file)
    expect(reason(filed, choose('a:b:must', 'a:b:other'))).toBe('filedAlready')
    expect(reason(filed, file)).toBe('filedAlready')
    const declined = run(filed, { type: 'decline', no: 1, by: '李想', remark: '不需要' })
    expect(reason(declined, { type: 'decline', no: 1, by: '李想' })).toBe('notOpen')
    expect(reason(declined, file)).toBe('notOpen')
  })

  it('rolls the view back to what was in force before, after a decline (S2-48)', () => {
    const state = run(empty, { type: 'observe', keys: ['x:y:z'] }, ask, { type: 'decline', no: 1, by: '李想' })
    expect(state.request).toMatchObject({ state: 'declined', before: ['x:y:z'] })
    expect(state.effective?.value).toEqual(['x:y:z'])
  })

  it('records a later agreement even after it was declined on our page', () => {
    const declined = run(empty, ask, choose('a:b:must', 'a:b:other'), file, { type: 'decline', no: 1, by: '李想' })
    expect(run(declined, { type: 'observe', keys: ['a:b:must', 'a:b:other'] }).request?.state).toBe('agreed')
  })

  it('tells what was gained and lost, whoever did it', () => {
    const had = run(empty, { type: 'observe', keys: ['a', 'b'] })
    const decision = decidePermission(had, { type: 'observe', keys: ['b', 'c'] }, NOW)
    expect(decision.ok && [decision.gained, decision.lost]).toEqual([['c'], ['a']])
    expect(decision.ok && decision.history).toEqual(['gained:c', 'lost:a'])
  })

  it('refuses an answer to another request than the open one', () => {
    const open = run(empty, ask)
    expect(reason(open, { ...choose('a:b:must', 'a:b:other'), no: 2 } as PermissionCommand)).toBe('noSuchRequest')
    expect(reason(open, { type: 'file', no: 0, by: '' })).toBe('noSuchRequest')
  })

  it('always shows the last observation as in force and never more than one open request, whatever happens', () => {
    const keys = items.map((item) => item.key)
    const command = fc.oneof<fc.Arbitrary<PermissionCommand>[]>(
      fc.constant(ask),
      fc.constant<PermissionCommand>({ ...ask, supersedes: 1 }),
      fc.subarray(keys).map((chosen) => choose(...chosen)),
      fc.constant(file),
      fc.constant<PermissionCommand>({ type: 'decline', no: 1, by: '' }),
      fc.subarray([...keys, 'x:y:z']).map<PermissionCommand>((seen) => ({ type: 'observe', keys: seen })),
    )
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        let state = empty
        let seen: readonly string[] | undefined
        for (const each of commands) {
          const decision = decidePermission(state, each, NOW)
          if (!decision.ok) continue
          state = decision.next
          if (each.type === 'observe') seen = [...each.keys].sort()
          // An agreement may shrink later; at the moment it is called one, all that was wanted is in force.
          if (each.type === 'observe' && decision.history.includes('agreed') && state.request) {
            const inForce = state.effective?.value ?? []
            expect(wantedKeys(state.request).filter((key) => !inForce.includes(key))).toEqual([])
          }
          if (isOpenRequest(state.request)) expect(state.request.no).toBe(state.requestCount)
        }
        expect(state.effective?.value).toEqual(seen)
      }),
      { numRuns: 500 },
    )
  })
})
