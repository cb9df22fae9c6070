import type { Me } from '@shared/contract/session'
import { AppError } from '@shared/kernel/errors'
import { sessionDocId, sessions, type SessionRecord } from '../../store/collections/corp'
import { remove, replace, type Stored } from '../../store/store'
import type { Services } from '../services'
import { readToken, RENEW_MS, signToken, TOKEN_MS } from './session-token'
import { meOf } from './sign-in'
import { whoIs } from './who-is'

/** A session as an edge sees it. */
export interface LoadedSession {
  readonly id: string
  readonly stored: Stored<SessionRecord>
  /** A fresh token, when the one given is in its last half hour. */
  readonly renewed?: string
}

/**
 * The session a bearer token names; undefined when the token is not ours or expired, or the session was removed. One store read
 * for a token of ours, none for junk.
 */
export async function loadSession(
  deps: Pick<Services, 'store' | 'config' | 'clock'>,
  token: string,
): Promise<LoadedSession | undefined> {
  const now = deps.clock.now()
  const claims = readToken(deps.config.sessionKey, token, now)
  if (!claims) return undefined
  const stored = await deps.store.get(sessions, sessionDocId(claims.providerId, claims.sessionId))
  if (!stored) return undefined
  const isLate = claims.expiresAt - now < RENEW_MS
  return {
    id: claims.sessionId,
    stored,
    ...(isLate ? { renewed: signToken(deps.config.sessionKey, { ...claims, expiresAt: now + TOKEN_MS }) } : {}),
  }
}

/** Reads the caller's roles afresh and keeps them in the session: an install may have made a member an admin, or a removal undone it. */
export async function refreshSession(
  deps: Pick<Services, 'store' | 'registry'>,
  session: Stored<SessionRecord>,
): Promise<{ me: Me; session: SessionRecord }> {
  const { person } = session.body
  const provider = await deps.registry.provider(person.providerId)
  if (!provider) throw new AppError('UNAUTHENTICATED', 'the provider of this session is gone')
  const who = await whoIs(deps, provider, person)
  const { proof: _old, ...rest } = session.body
  const next: SessionRecord = { ...rest, roles: who.roles, ...(who.proof ? { proof: who.proof } : {}) }
  if (JSON.stringify(next.roles) !== JSON.stringify(session.body.roles)) {
    await deps.store.commit([replace(sessions, session, next, session.expiresAt)])
  }
  return { me: meOf(provider, person, who), session: next }
}

/** Signs out. A session already gone is fine. */
export async function endSession(deps: Pick<Services, 'store'>, session: Stored<SessionRecord>): Promise<void> {
  await deps.store.commit([remove(sessions, session)])
}
