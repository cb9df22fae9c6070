/** What is wrong right now and was told: one document per thing, gone when it is well again. */
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { docId, type DocId } from '../keys'
import type { CollectionDef } from '../store'

/** A suite whose tickets stopped coming. */
export interface IncidentRecord {
  readonly suiteId: SuiteId
  readonly since: number
  /** When the provider's group robot took the alarm. */
  readonly toldAt?: number
  /** Not told again before: another process may be telling it now. */
  readonly tellAt: number
  readonly tries: number
}

export const incidents: CollectionDef<IncidentRecord, never> = {
  name: 'incident',
  owner: 'provider',
  about: 'Suites whose tickets stopped coming, and whether the alarm was told.',
  format: 1,
  indexes: {},
  keepDays: 90,
  erasure: 'delete',
}
export const incidentDocId = (providerId: ProviderId, suiteId: SuiteId): DocId => docId(providerId, 'ticket', suiteId)
