/** Solutions, review invitations and customers' reviews. */
import type { CustomerReview, ReviewInvitation } from '@shared/domain/review/states'
import type { Solution } from '@shared/domain/solution/states'
import type { AppRef, ProviderId } from '@shared/wecom/ids'
import { docId, type DocId } from '../keys'
import type { Sealed } from '../seal'
import type { CollectionDef } from '../store'

export const solutions: CollectionDef<Solution, 'recent'> = {
  name: 'solution',
  owner: 'provider',
  about: 'Solutions and their promotion pages.',
  format: 1,
  indexes: { recent: { scope: 'owner', key: (s) => [s.createdAt] } },
  search: (s) => `${s.name} ${s.overview}`,
  erasure: 'delete',
}
export const solutionDocId = (providerId: ProviderId, id: string): DocId => docId(providerId, id)

export interface ReviewInvitationRecord extends ReviewInvitation {
  readonly linkToken: Sealed
}

export const reviewInvitations: CollectionDef<ReviewInvitationRecord, 'bySolution'> = {
  name: 'reviewInvitation',
  owner: 'provider',
  about: 'Invitations to review a solution; holds the corp id staff typed.',
  format: 1,
  indexes: { bySolution: { scope: 'owner', key: (i) => [i.solutionId, i.createdAt] } },
  erasure: 'delete',
}
export const reviewInvitationDocId = (providerId: ProviderId, id: string): DocId => docId(providerId, id)

export const reviews: CollectionDef<CustomerReview, 'bySolution'> = {
  name: 'review',
  owner: 'provider',
  about: "Customers' reviews: one per solution, corp and app.",
  format: 1,
  indexes: { bySolution: { scope: 'owner', key: (r) => [r.solutionId, r.writtenAt] } },
  erasure: { keep: 'a published review stays with the note that the corp has cancelled' },
}
export const reviewDocId = (app: AppRef, solutionId: string): DocId =>
  docId(app.providerId, solutionId, app.authCorpId, app.suiteId)
