/** Tokens, JS tickets and single-use codes: lifetimes, "the same one while it is valid", early revocation (wecom-api §2.0). */
import { opaque } from './random'
import type { Stand } from './stand'
import type { CodeSubject, IssuedCode, TokenSubject } from './state'

export const TOKEN_SECONDS = 7200
/** Codes live, ms: auth_code 10 min, user_ticket 2 h, OAuth and wx.qy.login codes 5 min, pre_auth_code 20 min, parameter QR 10 days (wecom-api §9.3). */
export const CODE_MS: Readonly<Record<CodeSubject['kind'], number>> = {
  auth: 10 * 60_000,
  oauth: 5 * 60_000,
  js: 5 * 60_000,
  login: 5 * 60_000,
  // The sample of WeCom 91121 says 7200 s.
  userTicket: 7200_000,
  preAuth: 20 * 60_000,
  authUrl: 10 * 24 * 3600_000,
  appQr: 365 * 24 * 3600_000,
}
const FORGET_MS = 24 * 3600_000

const keyOf = (s: TokenSubject): string =>
  s.kind === 'suite'
    ? `suite|${s.suiteId}`
    : s.kind === 'provider'
      ? `provider|${s.providerId}`
      : `${s.kind}|${s.suiteId}|${s.corpId}`

/** The token of a subject: the same while it is valid, a new one after expiry or revocation. `expiresIn` in seconds. */
export function issueToken(stand: Stand, subject: TokenSubject): { token: string; expiresIn: number } {
  const { state, clock } = stand
  const now = clock.now()
  const key = keyOf(subject)
  const held = state.currentTokens[key]
  const known = held === undefined ? undefined : state.tokens[held]
  if (held !== undefined && known && !known.revoked && known.expiresAt > now) {
    return { token: held, expiresIn: Math.ceil((known.expiresAt - now) / 1000) }
  }
  const token = opaque(stand.random, 128)
  state.tokens[token] = { subject, expiresAt: now + TOKEN_SECONDS * 1000 }
  state.currentTokens[key] = token
  stand.changed()
  return { token, expiresIn: TOKEN_SECONDS }
}

/** What became of a token that was sent: usable, expired, or never given out (also: revoked early). */
export function readToken(stand: Stand, token: string): { subject: TokenSubject } | 'expired' | 'unknown' {
  const known = stand.state.tokens[token]
  if (!known || known.revoked) return 'unknown'
  return known.expiresAt > stand.clock.now() ? known : 'expired'
}

/** Ends a subject's token before its time, as a reset secret or a cancelled authorisation does. */
export function revokeToken(stand: Stand, subject: TokenSubject): void {
  const held = stand.state.currentTokens[keyOf(subject)]
  const known = held === undefined ? undefined : stand.state.tokens[held]
  if (known) known.revoked = true
  stand.changed()
}

/** A fresh code for a subject; short for codes that travel in a URL query. */
export function issueCode(stand: Stand, subject: CodeSubject): string {
  const code = opaque(stand.random, subject.kind === 'auth' || subject.kind === 'preAuth' ? 86 : 43)
  stand.state.codes[code] = { subject, expiresAt: stand.clock.now() + CODE_MS[subject.kind], used: false }
  stand.changed()
  return code
}

/** A code of one kind with its fate, without using it up. */
export function readCode<K extends CodeSubject['kind']>(
  stand: Stand,
  kind: K,
  code: string,
):
  | { fate: 'good' | 'used' | 'expired'; subject: Extract<CodeSubject, { kind: K }>; entry: IssuedCode }
  | { fate: 'unknown' } {
  const entry = stand.state.codes[code]
  if (!entry || entry.subject.kind !== kind) return { fate: 'unknown' }
  const subject = entry.subject as Extract<CodeSubject, { kind: K }>
  if (entry.used) return { fate: 'used', subject, entry }
  return { fate: entry.expiresAt > stand.clock.now() ? 'good' : 'expired', subject, entry }
}

/** Uses a code up. */
export function spendCode(stand: Stand, entry: IssuedCode): void {
  entry.used = true
  stand.changed()
}

/** Drops tokens and codes a day after their end, so that a world in use does not grow. */
export function forgetOld(stand: Stand): void {
  const before = stand.clock.now() - FORGET_MS
  const { tokens, codes } = stand.state
  for (const [key, entry] of Object.entries(tokens)) if (entry.expiresAt < before) delete tokens[key]
  for (const [key, entry] of Object.entries(codes)) if (entry.expiresAt < before) delete codes[key]
}
