/** Is this a call of the provider's own backend? Key, time, nonce, rate: each refusal looks the same from outside. */
import type { ProviderId } from '@shared/wecom/ids'
import { auditDocId, audits, backendNonces, nonceDocId, type AuditRecord } from '../../store/collections/audit'
import { insert, type Write } from '../../store/store'
import { providerPlace } from '../registry/registry'
import type { Services } from '../services'
import { isSignedBy, type SignedCall } from './sign-call'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'registry' | 'log'>

/** How far the two clocks may be apart. */
const CLOCK_MS = 5 * 60_000
/** A nonce is kept as long as its timestamp could still be taken, both ways. */
const NONCE_MS = 2 * CLOCK_MS
/** Calls a minute that one provider may make of one process. */
export const RATE = { calls: 300, windowMs: 60_000 }

export interface BackendCall {
  readonly providerId: ProviderId
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly ip: string
  readonly requestId: string
}

export type Verified =
  { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly isTooMany?: true }

/** Windows of the last minute, by provider, per store (a test's or a process's). */
const windows = new WeakMap<object, Map<string, { since: number; count: number }>>()

function isWithinRate(deps: Deps, providerId: string): boolean {
  const kept = windows.get(deps.store) ?? new Map<string, { since: number; count: number }>()
  windows.set(deps.store, kept)
  const now = deps.clock.now()
  const window = kept.get(providerId)
  if (!window || now - window.since >= RATE.windowMs || now < window.since) {
    kept.set(providerId, { since: now, count: 1 })
    return true
  }
  window.count += 1
  return window.count <= RATE.calls
}

/**
 * @param audit what is asked for, when it is a secret: written in the same commit as the nonce, before anything is given
 */
export async function verifyCall(
  deps: Deps,
  call: BackendCall,
  audit?: Pick<AuditRecord, 'what' | 'suiteId' | 'corpId'>,
): Promise<Verified> {
  const refused = (reason: string): Verified => ({ ok: false, reason })
  const timestamp = call.headers['x-accord-timestamp'] ?? ''
  const nonce = call.headers['x-accord-nonce'] ?? ''
  const signature = call.headers['x-accord-signature'] ?? ''
  if (!/^\d{10}$/.test(timestamp) || !/^[A-Za-z0-9_-]{16,64}$/.test(nonce)) return refused('headers')
  const now = deps.clock.now()
  const key = (await deps.registry.provider(call.providerId))?.backendKey
  if (!key) return refused('no key')
  const signed: SignedCall = { method: call.method, path: call.path, timestamp, nonce, body: call.body }
  const sealed = [key.secret, ...(key.previous && key.previous.until > now ? [key.previous.secret] : [])]
  const place = providerPlace(call.providerId, 'backendKey')
  if (!sealed.some((secret) => isSignedBy(deps.sealer.open(secret, place), signed, signature)))
    return refused('signature')
  if (Math.abs(now - Number(timestamp) * 1000) > CLOCK_MS) return refused('time')
  if (!isWithinRate(deps, call.providerId)) return { ok: false, reason: 'rate', isTooMany: true }
  const used = await deps.store.commit([
    insert(backendNonces, nonceDocId(call.providerId, nonce), { at: now }, now + NONCE_MS),
    ...(audit ? [auditWrite(call, nonce, now, audit)] : []),
  ])
  return used.ok ? { ok: true } : refused('replay')
}

const auditWrite = (
  call: BackendCall,
  nonce: string,
  at: number,
  { what, suiteId, corpId }: Pick<AuditRecord, 'what' | 'suiteId' | 'corpId'>,
): Write =>
  insert(audits, auditDocId(call.providerId, at, nonce), {
    what,
    suiteId,
    ...(corpId === undefined ? {} : { corpId }),
    at,
    ip: call.ip,
    requestId: call.requestId,
  })
