/** The bearer token of a session: `provider.session.expiry.mac`. Short-lived and renewed silently; the session it names can be removed. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ProviderId } from '@shared/wecom/ids'

/** A token is good for two hours … */
export const TOKEN_MS = 2 * 3_600_000
/** … and replaced by any call in its last half hour. */
export const RENEW_MS = 30 * 60_000

export interface TokenClaims {
  readonly providerId: ProviderId
  readonly sessionId: string
  /** Epoch ms. */
  readonly expiresAt: number
}

const mac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(`session.${text}`).digest('base64url')

/** Signs claims with the session key (32 bytes). */
export function signToken(key: Uint8Array, claims: TokenClaims): string {
  const text = `${claims.providerId}.${claims.sessionId}.${claims.expiresAt}`
  return `${text}.${mac(key, text)}`
}

/** The claims of a token that is ours and not expired at `now`; undefined for everything else. */
export function readToken(key: Uint8Array, token: string, now: number): TokenClaims | undefined {
  const match = /^([a-z0-9-]{2,20})\.([a-z2-7]{26})\.(\d{13})\.([A-Za-z0-9_-]{43})$/.exec(token)
  if (!match) return undefined
  const [, providerId = '', sessionId = '', expiry = '', given = ''] = match
  const wanted = Buffer.from(mac(key, `${providerId}.${sessionId}.${expiry}`))
  const got = Buffer.from(given)
  if (wanted.length !== got.length || !timingSafeEqual(wanted, got)) return undefined
  const expiresAt = Number(expiry)
  return expiresAt > now ? { providerId: providerId as ProviderId, sessionId, expiresAt } : undefined
}
