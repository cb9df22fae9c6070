import type { ProviderId } from '@shared/wecom/ids'
import { challengeOf, makeState, stateIsOurs } from './oauth-state'

const KEY = new Uint8Array(32).fill(7)
const NOW = 1_767_578_400_000
const YUNQI = 'yunqi' as ProviderId
const VERIFIER = 'v'.repeat(32)
const state = makeState(KEY, YUNQI, 'oauth', challengeOf(VERIFIER), NOW)
const input = { providerId: YUNQI, way: 'oauth', state, verifier: VERIFIER } as const

describe('the state of a browser sign-in', () => {
  it('is something WeCom takes: at most 128 letters and digits', () => {
    expect(state).toMatch(/^[a-z2-7]{32}$/)
    expect(challengeOf(VERIFIER)).toMatch(/^[a-z2-7]{26}$/)
  })

  it('is ours for ten minutes', () => {
    expect(stateIsOurs(KEY, input, NOW)).toBe(true)
    expect(stateIsOurs(KEY, input, NOW + 10 * 60_000)).toBe(true)
    expect(stateIsOurs(KEY, input, NOW + 10 * 60_000 + 1)).toBe(false)
  })

  it.each([
    ['another browser', { verifier: 'w'.repeat(32) }],
    ['another provider', { providerId: 'qinghe' as ProviderId }],
    ['another way in', { way: 'webLogin' as const }],
    ['nothing', { state: '' }],
    ['a shorter text', { state: state.slice(1) }],
    ['other characters', { state: '1'.repeat(32) }],
    ['capitals', { state: state.toUpperCase() }],
  ])('is not that of %s', (_what, change) => {
    expect(stateIsOurs(KEY, { ...input, ...change }, NOW)).toBe(false)
  })

  it('is refused with any one character changed: its expiry is signed too', () => {
    for (let i = 0; i < state.length; i++) {
      const other = state[i] === 'a' ? 'b' : 'a'
      const changed = `${state.slice(0, i)}${other}${state.slice(i + 1)}`
      expect([i, stateIsOurs(KEY, { ...input, state: changed }, NOW)]).toEqual([i, false])
    }
  })

  it('is refused under another key', () => {
    expect(stateIsOurs(new Uint8Array(32), input, NOW)).toBe(false)
  })
})
