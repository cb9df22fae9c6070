/** Callbacks as they arrived, and the codes they brought. */
import type { ProviderId, SuiteId, SuiteRef } from '@shared/wecom/ids'
import { docId, idParts, type DocId } from '../keys'
import type { Sealed } from '../seal'
import type { CollectionDef } from '../store'

/** `parked`: cannot be handled yet (unknown corp, no ticket); tried again at `dueAt`. `failed`: needs a person. */
export type CallbackStatus = 'new' | 'claimed' | 'parked' | 'done' | 'failed'

/** One verified, decrypted callback, stored before it was answered. */
export interface CallbackRecord {
  readonly providerId: ProviderId
  readonly suiteId: SuiteId
  /** InfoType or Event (with `.ChangeType` where there is one). */
  readonly kind: string
  /** The corp it speaks of, where it says so. */
  readonly corpId?: string
  /** Which of the allowed ids the envelope was made out to. */
  readonly receiveId: string
  /** TimeStamp or CreateTime, epoch ms. */
  readonly eventAt: number
  readonly receivedAt: number
  /** The decrypted XML. */
  readonly body: Sealed
  readonly status: CallbackStatus
  /** When it may next be taken: at once, at a retry, or when a lease runs out. */
  readonly dueAt: number
  readonly tries: number
  /** The same body came again while this one was claimed or done: look once more. */
  readonly again?: boolean
  /** Why it is parked or failed; what a handler made of it. English, no secrets. */
  readonly note?: string
}

const waiting = (c: CallbackRecord) => c.status === 'new' || c.status === 'claimed' || c.status === 'parked'

export const callbacks: CollectionDef<CallbackRecord, 'due' | 'bySuite' | 'recent' | 'byCorp' | 'stuck'> = {
  name: 'callback',
  owner: 'provider',
  about: 'Verified callbacks of WeCom with their handling state; the body is sealed.',
  format: 1,
  indexes: {
    // For jobs: everything that waits, oldest due first.
    due: { scope: 'deployment', key: (c) => (waiting(c) ? ['due', c.dueAt] : undefined) },
    // For a page that waits for its own suites.
    bySuite: { scope: 'owner', key: (c) => (waiting(c) ? [c.suiteId, c.dueAt] : undefined) },
    recent: { scope: 'owner', key: (c) => [c.receivedAt] },
    byCorp: { scope: 'owner', key: (c) => (c.corpId ? [c.corpId, c.receivedAt] : undefined) },
    // What a person may have to look at: few, and counted often.
    stuck: {
      scope: 'owner',
      key: (c) => (c.status === 'failed' || c.status === 'parked' ? [c.status, c.receivedAt] : undefined),
    },
  },
  filters: { kind: (c) => c.kind, status: (c) => c.status, suite: (c) => c.suiteId },
  keepDays: 30,
  erasure: 'delete',
}

/** Time first, then a hash of the body: inserts stay local, repeats find the id taken. */
export const callbackDocId = (ref: SuiteRef, eventSeconds: string, hash: string): DocId =>
  docId(ref.providerId, ref.suiteId, eventSeconds, hash)

/** The same id without its provider, as the console shows and sends it: `suite.seconds.hash`. */
export const callbackPublicId = (id: DocId): string => idParts(id).slice(1).join('.')
/** The document a console's id means for this provider. @param publicId as `callbackPublicId` gives it */
export function callbackIdOf(providerId: ProviderId, publicId: string): DocId {
  const [suiteId = '', seconds = '', hash = ''] = publicId.split('.')
  return callbackDocId({ providerId, suiteId: suiteId as SuiteId }, seconds, hash)
}

/** What became of a single-use auth code; the intent is stored before the call. */
export interface AuthCodeRecord {
  readonly status: 'exchanging' | 'exchanged' | 'refused' | 'expired' | 'unknown'
  readonly at: number
  /** Set before the call, taken away when it certainly had no effect: what is left after a crash may have worked. */
  readonly isInFlight?: boolean
  readonly errcode?: number
  readonly authCorpId?: string
}

export const authCodes: CollectionDef<AuthCodeRecord, never> = {
  name: 'authCode',
  owner: 'provider',
  about: 'What became of each single-use auth code (by hash).',
  format: 1,
  indexes: {},
  keepDays: 30,
  erasure: 'delete',
}
/** @param hash hex SHA-256 of the code */
export const authCodeDocId = (ref: SuiteRef, hash: string): DocId => docId(ref.providerId, ref.suiteId, hash)
