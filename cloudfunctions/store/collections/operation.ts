/** What keeps the service itself honest: history, outbox, call keys, canary. */
import type { PersonRef, ProviderId } from '@shared/wecom/ids'
import { docId, type DocId } from '../keys'
import type { Sealed } from '../seal'
import type { CollectionDef } from '../store'

/** One line of an append-only history, committed with the change it tells of. */
export interface HistoryRecord {
  /** `invitation`, `corpAuth`, … and the id inside the provider. */
  readonly subject: { readonly kind: string; readonly id: string }
  readonly what: string
  readonly at: number
  /** Who did it; absent: WeCom or the service itself. */
  readonly by?: PersonRef
  readonly details?: Readonly<Record<string, string | number | boolean>>
}

export const history: CollectionDef<HistoryRecord, 'bySubject'> = {
  name: 'history',
  owner: 'provider',
  about: 'Append-only history of every state change.',
  format: 1,
  indexes: { bySubject: { scope: 'owner', key: (h) => [h.subject.kind, h.subject.id, h.at] } },
  // Does it name somebody?
  filters: { signed: (h) => (h.by ? 'yes' : 'no') },
  erasure: { anonymise: 'who did it is removed, that it happened is kept' },
}
/** @param n position among the entries of one commit */
export const historyDocId = (providerId: ProviderId, kind: string, id: string, version: number, n: number): DocId =>
  docId(providerId, kind, id, version, n)

/** The kept answer of a call that changed something, so that a repeat of the same key gets the same answer. */
export interface CallKeyRecord {
  readonly action: string
  /** JSON of the answer's data. */
  readonly answer: Sealed
}

export const callKeys: CollectionDef<CallKeyRecord, never> = {
  name: 'callKey',
  owner: 'provider',
  about: 'Answers of changing calls, kept 24 hours by the key the client sent.',
  format: 1,
  indexes: {},
  keepDays: 1,
  erasure: 'delete',
}
/** @param who session id or link hash */
export const callKeyDocId = (providerId: ProviderId, who: string, key: string): DocId => docId(providerId, who, key)

/** A message or forward on its way out: marked `sending` before the call, at least once. */
export interface OutboxRecord {
  readonly providerId: ProviderId
  readonly kind: 'notice' | 'forward'
  /** What to send; sealed JSON of the kind's payload. */
  readonly payload: Sealed
  readonly status: 'waiting' | 'sending' | 'sent' | 'failed'
  readonly dueAt: number
  readonly tries: number
  readonly report?: Readonly<Record<string, string | number | boolean>>
}

export const outbox: CollectionDef<OutboxRecord, 'due'> = {
  name: 'outbox',
  owner: 'provider',
  about: 'Messages and forwards that another person can see, until sent.',
  format: 1,
  indexes: {
    due: {
      scope: 'deployment',
      key: (o) => (o.status === 'waiting' || o.status === 'sending' ? ['due', o.dueAt] : undefined),
    },
  },
  keepDays: 30,
  erasure: 'delete',
}
/** Deterministic: the same cause never makes two messages. */
export const outboxDocId = (providerId: ProviderId, kind: string, cause: string): DocId =>
  docId(providerId, kind, cause)

/** A known text sealed at first start: opening it proves that the key fits. */
export interface CanaryRecord {
  readonly sealed: Sealed
}

export const canaries: CollectionDef<CanaryRecord, never> = {
  name: 'canary',
  owner: 'deployment',
  about: 'A sealed known text that proves the seal key fits this store.',
  format: 1,
  indexes: {},
  erasure: { keep: 'holds no data of anyone' },
}
export const canaryDocId: DocId = docId('canary')
