import { FAULT_NAME, faultFields, faultInput, saysFault, type FaultDraft } from './fault-draft'
import type { FaultKind, FaultRule } from '../../wecom/platform/views'

const aDraft = (change: Partial<FaultDraft> = {}): FaultDraft => ({
  target: ' callback:create_auth ',
  kind: 'delay',
  times: '2',
  delayMs: '3000',
  errcode: '-1',
  minutes: '45',
  ...change,
})

const aRule = (change: Partial<FaultRule> = {}): FaultRule => ({
  id: 'f1',
  target: 'callback:*',
  kind: 'delay',
  times: undefined,
  delayMs: 3000,
  errcode: -1,
  fromMs: undefined,
  untilMs: undefined,
  ...change,
})

describe('the form of a fault rule', () => {
  it('sends only the numbers its kind needs', () => {
    expect(faultInput(aDraft(), 0)).toEqual({
      ok: true,
      value: { target: 'callback:create_auth', kind: 'delay', times: 2, delayMs: 3000 },
    })
    expect(faultInput(aDraft({ kind: 'error', errcode: '45009' }), 0)).toEqual({
      ok: true,
      value: { target: 'callback:create_auth', kind: 'error', times: 2, errcode: 45009 },
    })
  })

  it('counts an outage from now on', () => {
    expect(faultInput(aDraft({ kind: 'outage', times: '' }), 1_000)).toEqual({
      ok: true,
      value: { target: 'callback:create_auth', kind: 'outage', fromMs: 1_000, untilMs: 2_701_000 },
    })
  })

  it.each([
    [{ times: '0' }, '次数'],
    [{ times: '1.5' }, '次数'],
    [{ delayMs: '' }, '毫秒'],
    [{ kind: 'error' as const, errcode: 'x' }, 'errcode'],
    [{ kind: 'outage' as const, minutes: '' }, '持续分钟'],
  ])('refuses %j and names the field', (change, field) => {
    const result = faultInput(aDraft(change), 0)
    expect(result.ok === false && result.reason).toContain(field)
  })

  it('does not ask for a number its kind does not have', () => {
    expect(faultInput(aDraft({ kind: 'drop', delayMs: '', errcode: '', minutes: '' }), 0).ok).toBe(true)
  })

  it('says every kind in Chinese', () => {
    for (const kind of Object.keys(FAULT_NAME) as FaultKind[]) {
      expect(saysFault(aRule({ kind }))).toContain(FAULT_NAME[kind])
      expect(faultFields(kind).length).toBeLessThanOrEqual(1)
    }
    expect(saysFault(aRule({ times: 1 }))).toBe('延迟 3000 毫秒 · 还有 1 次')
    expect(saysFault(aRule({ kind: 'error', errcode: 45009 }))).toBe('报错 errcode 45009 · 一直')
  })
})
