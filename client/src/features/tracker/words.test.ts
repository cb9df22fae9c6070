import type { TrackerStepView, TrackerView } from '@shared/contract/tracker'
import type { CorpId, SuiteId } from '@shared/wecom/ids'
import { currentStep, nudgeText, stepsOf, waitingSince } from './words'

const done = (key: TrackerStepView['key'], at: number, detail?: TrackerStepView['detail']): TrackerStepView => ({
  key,
  state: 'done',
  turn: 'provider',
  at,
  basis: 'observed',
  ...(detail ? { detail } : {}),
})
const now = (key: TrackerStepView['key'], turn: TrackerStepView['turn'], detail?: TrackerStepView['detail']) => ({
  key,
  state: 'now' as const,
  turn,
  ...(detail ? { detail } : {}),
})
const aTracker = (steps: TrackerStepView[]): TrackerView => ({
  corpId: 'wp1' as CorpId,
  corpName: '华东零售',
  suiteId: 'dk1' as SuiteId,
  appName: 'CRM',
  steps,
})

describe('a tracker in words', () => {
  it('says under the present step whose turn it is, for what, and for how long', () => {
    const tracker = aTracker([done('launched', 5), now('rangeSet', 'customer')])
    const note = (reader: 'staff' | 'customer') => stepsOf(tracker, reader, 2 * 86_400_000).at(-1)?.note
    expect(note('staff')).toBe('轮到客户：等客户的管理员设置谁可以看到应用 · 已等 2 天')
    expect(note('customer')).toBe('轮到您：设置谁可以看到应用 · 已等 2 天')
  })

  it('tells the parts of the permission step apart', () => {
    const task = (state: string) => stepsOf(aTracker([now('permissions', 'provider', { state })]), 'staff')[0]?.note
    expect(task('consulted')).toContain('照清单到服务商后台提交')
    expect(task('filed')).toContain('等客户在企业微信里同意')
  })

  it('shows basis and time only of what is behind us', () => {
    const [first, second] = stepsOf(
      aTracker([done('developing', 7), { ...now('launched', 'provider'), at: 9 }]),
      'staff',
    )
    expect(first).toMatchObject({ basis: 'observed', at: 7, state: 'done' })
    expect(second).not.toHaveProperty('at')
  })

  it('counts the range that was observed', () => {
    const [step] = stepsOf(aTracker([done('rangeSet', 1, { users: 5, departments: 2 })]), 'staff')
    expect(step?.note).toBe('2 个部门、5 位成员')
  })

  it('waits since the last thing that was reached', () => {
    expect(waitingSince(aTracker([done('invited', 3), done('authorised', 9), now('setUp', 'wecom')]))).toBe(9)
    expect(waitingSince(aTracker([now('invited', 'provider')]))).toBeUndefined()
  })

  it('has words for a chat only when it is the customer’s turn, and advises to begin small', () => {
    const text = nudgeText(aTracker([now('rangeSet', 'customer')]), '云起科技')
    expect(text).toContain('3 到 10 位同事')
    expect(text).toContain('“云起科技”服务台')
    expect(nudgeText(aTracker([now('launched', 'provider')]), '云起科技')).toBeUndefined()
    expect(currentStep(aTracker([done('rangeSet', 1)]))).toBeUndefined()
  })

  it('shows a step and a turn of a newer server as they are', () => {
    const odd = { key: 'celebrated', state: 'now', turn: 'everybody' } as unknown as TrackerStepView
    expect(stepsOf(aTracker([odd]), 'staff')[0]).toMatchObject({ name: 'celebrated', note: 'everybody：celebrated' })
  })
})
