/** Callbacks on their way to a provider's own backend: where to, what waits, and what was given up. */
import type { ProviderId, SuiteId, SuiteRef } from '@shared/wecom/ids'
import { docId, idParts, type DocId } from '../keys'
import type { Sealed } from '../seal'
import type { CollectionDef } from '../store'

/** Where the callbacks of one suite or template go. */
export interface ForwardTargetRecord {
  readonly providerId: ProviderId
  readonly suiteId: SuiteId
  /** May hold `$CORPID$`; sealed, since addresses carry keys. */
  readonly url: Sealed
  /** Signs what we send, so that the backend knows us; absent: WeCom's own signature has to do. */
  readonly secret?: Sealed
  readonly setAt: number
  /** Failures in a row; 0: well. */
  readonly failures: number
  /** Nothing is sent before. */
  readonly pausedUntil: number
  /** One sender at a time, in whichever process. */
  readonly leaseUntil: number
  readonly lastOkAt?: number
  /** Why the last one failed. English, no secrets. */
  readonly lastNote?: string
}

export const forwardTargets: CollectionDef<ForwardTargetRecord, 'all' | 'byProvider'> = {
  name: 'forwardTarget',
  owner: 'provider',
  about: 'Where the callbacks of a suite are re-sent to (sealed address) and how that goes.',
  format: 1,
  indexes: {
    all: { scope: 'deployment', key: (t) => ['target', t.providerId, t.suiteId] },
    byProvider: { scope: 'owner', key: (t) => [t.suiteId] },
  },
  erasure: 'delete',
}
export const forwardTargetDocId = (ref: SuiteRef): DocId => docId(ref.providerId, ref.suiteId)

/** One callback to be re-sent; removed when the target took it. */
export interface ForwardRecord {
  readonly providerId: ProviderId
  readonly suiteId: SuiteId
  /** The corp of the address (`$CORPID$`) or of the event, where known. */
  readonly corpId?: string
  readonly kind: string
  readonly receivedAt: number
  /** JSON of query and body (base64), unchanged. */
  readonly raw: Sealed
  readonly status: 'waiting' | 'dead'
  readonly dueAt: number
  readonly tries: number
  readonly note?: string
}

export const forwards: CollectionDef<ForwardRecord, 'queue' | 'dead'> = {
  name: 'forward',
  owner: 'provider',
  about: 'Callbacks that wait to be re-sent to the provider’s own backend, sealed; gone when it took them.',
  format: 1,
  indexes: {
    queue: {
      scope: 'deployment',
      key: (f) => (f.status === 'waiting' ? [f.providerId, f.suiteId, f.dueAt] : undefined),
    },
    dead: { scope: 'owner', key: (f) => (f.status === 'dead' ? [f.suiteId, f.receivedAt] : undefined) },
  },
  filters: { corp: (f) => f.corpId },
  keepDays: 30,
  erasure: 'delete',
}
/** @param hash of the encrypted body: the same bytes are queued once */
export const forwardDocId = (ref: SuiteRef, receivedAt: number, hash: string): DocId =>
  docId(ref.providerId, ref.suiteId, receivedAt, hash)
/** The same id without its provider, as the console shows and sends it. */
export const forwardPublicId = (id: DocId): string => idParts(id).slice(1).join('.')
/** The document a console's id means for this provider. */
export function forwardIdOf(providerId: ProviderId, publicId: string): DocId {
  const [suiteId = '', at = '0', hash = ''] = publicId.split('.')
  return forwardDocId({ providerId, suiteId: suiteId as SuiteId }, Number(at), hash)
}
