/** Customers a provider had before it came to us. */
import type { AppRef, CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { docId, type DocId } from '../keys'
import type { CollectionDef } from '../store'

/** `awaitingReset`: the secret is unknown until the provider presses 重新获取secret. */
export interface AdoptionRecord {
  readonly providerId: ProviderId
  readonly suiteId: SuiteId
  readonly corpId: CorpId
  readonly agentId?: number
  readonly status: 'adopted' | 'awaitingReset'
  readonly at: number
  /** open_userid of who brought it. */
  readonly by: string
}

export const adoptions: CollectionDef<AdoptionRecord, 'waiting'> = {
  name: 'adoption',
  owner: 'corp',
  about: 'A customer that was imported, or waits for its secret to be got again.',
  format: 1,
  indexes: {
    waiting: {
      scope: 'deployment',
      key: (a) => (a.status === 'awaitingReset' ? [a.providerId, a.suiteId, a.at] : undefined),
    },
  },
  erasure: 'delete',
}
export const adoptionDocId = (app: AppRef): DocId => docId(app.providerId, app.authCorpId, app.suiteId)
