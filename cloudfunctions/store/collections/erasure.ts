/** Proof of what was erased after a corp had cancelled an app, and of what is kept and why. */
import type { AppRef, CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { docId, type DocId } from '../keys'
import type { CollectionDef } from '../store'

/** Counts only: the proof must not hold what it proves to be gone. */
export interface ErasureRecord {
  readonly providerId: ProviderId
  readonly suiteId: SuiteId
  readonly corpId: CorpId
  readonly cancelledAt: number
  readonly startedAt: number
  /** Absent while it is under way. */
  readonly erasedAt?: number
  /** Documents removed, by collection. */
  readonly deleted: Readonly<Record<string, number>>
  /** Documents that lost the person behind them, by collection. */
  readonly anonymised: Readonly<Record<string, number>>
  /** Collections that stay, with the recorded reason. */
  readonly kept: readonly { readonly collection: string; readonly why: string }[]
}

export const erasures: CollectionDef<ErasureRecord, 'byApp'> = {
  name: 'erasure',
  owner: 'corp',
  about: 'What was erased after a cancellation (counts), and what is kept by recorded policy.',
  format: 1,
  indexes: { byApp: { scope: 'owner', key: (e) => [e.suiteId, e.startedAt] } },
  erasure: { keep: 'is the proof of the erasure itself; holds counts only' },
}
/** One per cancellation. */
export const erasureDocId = (app: AppRef, cancelledAt: number): DocId =>
  docId(app.providerId, app.authCorpId, app.suiteId, cancelledAt)
