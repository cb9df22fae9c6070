import { manualClock, type ManualClock } from '../runtime/clock'
import { createLimits, type Budgets, type LimitedCall, type Limits } from './limits'
import { WeComError } from './wecom-error'

const MINUTE = 60_000
const START = Date.UTC(2026, 0, 5, 2, 0, 0)
const call = (more: Partial<LimitedCall> = {}): LimitedCall => ({
  api: '/cgi-bin/agent/get',
  providerId: 'yunqi',
  corpId: 'wpA',
  isLoginCode: false,
  ...more,
})
const ample = { perMinute: 1e6, perHour: 1e6 }

let clock: ManualClock
const make = (budgets: Partial<Budgets> = {}): Limits => {
  clock = manualClock(START)
  return createLimits(clock, { corp: ample, ip: ample, loginCodes: ample, ...budgets })
}
const refusal = (limits: Limits, one: LimitedCall = call()): WeComError | undefined => {
  try {
    limits.enter(one)
    return undefined
  } catch (error) {
    if (error instanceof WeComError) return error
    throw error
  }
}

describe('budgets', () => {
  test('a corp’s minute is its own and begins anew', () => {
    const limits = make({ corp: { perMinute: 2, perHour: 100 } })
    expect([refusal(limits), refusal(limits)]).toEqual([undefined, undefined])
    expect(refusal(limits)).toMatchObject({ errcode: 45009, retry: 'later', retryAfterMs: MINUTE })
    expect(refusal(limits, call({ corpId: 'wpB' }))).toBeUndefined()
    expect(refusal(limits, call({ api: '/cgi-bin/agent/get_permissions' }))).toBeUndefined()
    clock.advance(MINUTE)
    expect(refusal(limits)).toBeUndefined()
  })

  test('the hour counts too, and says when it ends', () => {
    const limits = make({ ip: { perMinute: 2, perHour: 3 } })
    refusal(limits)
    refusal(limits)
    clock.advance(MINUTE)
    expect(refusal(limits)).toBeUndefined()
    expect(refusal(limits)).toMatchObject({ errcode: 45009, retryAfterMs: 59 * MINUTE })
  })

  test('a refused login code uses up nothing of the common budget', () => {
    const limits = make({ loginCodes: { perMinute: 1, perHour: 10 }, ip: { perMinute: 3, perHour: 10 } })
    const login = call({ isLoginCode: true, corpId: undefined, api: '/cgi-bin/service/miniprogram/jscode2session' })
    expect(refusal(limits, login)).toBeUndefined()
    for (let i = 0; i < 50; i++) expect(refusal(limits, login)).toBeDefined()
    expect([refusal(limits), refusal(limits), refusal(limits)]).toEqual([undefined, undefined, expect.any(WeComError)])
  })
})

describe('after 45009', () => {
  test('that corp and path pause for a minute, others go on', () => {
    const limits = make()
    limits.leave(call(), 45009)
    expect(refusal(limits)).toMatchObject({ errcode: 45009, retryAfterMs: MINUTE })
    expect(refusal(limits, call({ corpId: 'wpB' }))).toBeUndefined()
    clock.advance(MINUTE)
    expect(refusal(limits)).toBeUndefined()
  })

  test('met again right after the minute it was the hour’s limit', () => {
    const limits = make()
    limits.leave(call(), 45009)
    clock.advance(MINUTE + 1000)
    limits.leave(call(), 45009)
    expect(refusal(limits)).toMatchObject({ retryAfterMs: 60 * MINUTE })
  })

  test('answers of calls already on their way do not lengthen the pause', () => {
    const limits = make()
    for (let i = 0; i < 20; i++) limits.leave(call(), 45009)
    expect(refusal(limits)).toMatchObject({ retryAfterMs: MINUTE })
  })
})

describe('the circuit', () => {
  const fail = (limits: Limits, times: number, errcode: number | undefined): void => {
    for (let i = 0; i < times; i++) limits.leave(call(), errcode)
  }

  test.each([-1, 60020, undefined])('opens after eight %s in a row, for that provider only', (errcode) => {
    const limits = make()
    fail(limits, 7, errcode)
    expect(refusal(limits)).toBeUndefined()
    fail(limits, 1, errcode)
    expect(refusal(limits)).toMatchObject({ errcode, retryAfterMs: 5000 })
    expect(refusal(limits, call({ providerId: 'qinghe' }))).toBeUndefined()
  })

  test('any other answer in between starts the count anew', () => {
    const limits = make()
    fail(limits, 7, -1)
    limits.leave(call(), 40058)
    fail(limits, 7, -1)
    expect(refusal(limits)).toBeUndefined()
  })

  test('one trial goes through after the pause, the rest wait for it', () => {
    const limits = make()
    fail(limits, 8, -1)
    clock.advance(5000)
    expect(refusal(limits)).toBeUndefined()
    expect(refusal(limits)).toBeDefined()
    limits.leave(call(), 0)
    expect(refusal(limits)).toBeUndefined()
  })

  test('pauses double to a minute while the trials fail, and late answers do not lengthen them', () => {
    const limits = make()
    fail(limits, 8, -1)
    const pauses: (number | undefined)[] = []
    for (let i = 0; i < 6; i++) {
      fail(limits, 30, -1)
      const pause = refusal(limits)?.retryAfterMs
      pauses.push(pause)
      clock.advance(pause ?? 0)
      expect(refusal(limits)).toBeUndefined()
      limits.leave(call(), -1)
    }
    expect(pauses).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000])
  })
})
