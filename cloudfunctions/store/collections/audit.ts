/** Calls of a provider's own backend: who was given which secret, and that no call counts twice. */
import type { ProviderId } from '@shared/wecom/ids'
import { docId, type DocId } from '../keys'
import type { CollectionDef } from '../store'

/** One secret handed out, or refused to a caller who signed rightly. */
export interface AuditRecord {
  readonly what: 'ticket' | 'corp-token' | 'permanent-code'
  readonly suiteId: string
  readonly corpId?: string
  readonly at: number
  readonly ip: string
  readonly requestId: string
}

export const audits: CollectionDef<AuditRecord, 'recent'> = {
  name: 'audit',
  owner: 'provider',
  about: 'Which secret was asked for by the provider’s own backend, when and from where.',
  format: 1,
  indexes: { recent: { scope: 'owner', key: (a) => [a.at] } },
  keepDays: 365,
  erasure: { keep: 'proves who was given a secret; holds none' },
}
export const auditDocId = (providerId: ProviderId, at: number, nonce: string): DocId => docId(providerId, at, nonce)

/** A nonce that was used; kept as long as its timestamp would still be taken. */
export interface NonceRecord {
  readonly at: number
}
export const backendNonces: CollectionDef<NonceRecord, never> = {
  name: 'backendNonce',
  owner: 'provider',
  about: 'Nonces of signed calls, kept ten minutes.',
  format: 1,
  indexes: {},
  keepDays: 1,
  erasure: 'delete',
}
export const nonceDocId = (providerId: ProviderId, nonce: string): DocId => docId(providerId, nonce)
