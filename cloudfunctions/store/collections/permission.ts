/** Permission dossiers, one per app and corp. */
import type { Dossier } from '@shared/domain/permission/states'
import type { AppRef } from '@shared/wecom/ids'
import { docId, type DocId } from '../keys'
import type { CollectionDef } from '../store'

/** The dossier with what became of the newest reminder. */
export interface DossierRecord extends Dossier {
  /** Outbox id of the newest reminder; absent: never reminded. */
  readonly reminder?: { readonly at: number; readonly outboxId?: string; readonly unreachable?: string }
}

export const dossiers: CollectionDef<DossierRecord, 'byCorp'> = {
  name: 'dossier',
  owner: 'corp',
  about: 'What an app asks of a corp, why, and what is in force.',
  format: 1,
  indexes: { byCorp: { scope: 'owner', key: (d) => [d.suiteId] } },
  erasure: 'delete',
}
export const dossierDocId = (app: AppRef): DocId => docId(app.providerId, app.authCorpId, app.suiteId)
