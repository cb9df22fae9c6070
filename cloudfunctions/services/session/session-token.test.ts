import type { ProviderId } from '@shared/wecom/ids'
import { readToken, signToken, TOKEN_MS } from './session-token'

const KEY = new Uint8Array(32).fill(7)
const NOW = 1_767_578_400_000
const claims = { providerId: 'yunqi' as ProviderId, sessionId: 'a'.repeat(26), expiresAt: NOW + TOKEN_MS }

describe('a session token', () => {
  it('gives back what was signed, until it expires', () => {
    const token = signToken(KEY, claims)
    expect(readToken(KEY, token, NOW)).toEqual(claims)
    expect(readToken(KEY, token, claims.expiresAt - 1)).toEqual(claims)
    expect(readToken(KEY, token, claims.expiresAt)).toBeUndefined()
  })

  it('is refused with any one character changed, left out or added', () => {
    const token = signToken(KEY, claims)
    for (let i = 0; i < token.length; i++) {
      const other = token[i] === 'a' ? 'b' : 'a'
      expect(readToken(KEY, `${token.slice(0, i)}${other}${token.slice(i + 1)}`, NOW)).toBeUndefined()
      expect(readToken(KEY, token.slice(0, i) + token.slice(i + 1), NOW)).toBeUndefined()
      expect(readToken(KEY, `${token.slice(0, i)}a${token.slice(i)}`, NOW)).toBeUndefined()
    }
  })

  it('is refused under another key', () => {
    expect(readToken(new Uint8Array(32).fill(8), signToken(KEY, claims), NOW)).toBeUndefined()
  })

  it.each(['', '....', 'yunqi', `yunqi.${'a'.repeat(26)}.1767578400000.`, 'x'.repeat(100_000), 'yunqi.\n.1.é'])(
    'is not %j',
    (junk) => {
      expect(readToken(KEY, junk, NOW)).toBeUndefined()
    },
  )
})
