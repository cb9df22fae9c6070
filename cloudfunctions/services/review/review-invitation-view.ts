import type { ReviewInvitationView } from '@shared/contract/solution'
import type { Solution } from '@shared/domain/solution/states'
import { reviewInvitationDocId, type ReviewInvitationRecord } from '../../store/collections/solution'
import { linkUrl } from '../invitation/link'
import type { Services } from '../services'

/** Where a review invitation's link token is sealed. */
export const reviewTokenPlace = (record: Pick<ReviewInvitationRecord, 'providerId' | 'id'>) => ({
  collection: 'reviewInvitation',
  id: reviewInvitationDocId(record.providerId, record.id),
  field: 'linkToken',
})

/** For staff. */
export const reviewInvitationView = (
  deps: Pick<Services, 'config' | 'sealer'>,
  record: ReviewInvitationRecord,
  solution: Solution,
): ReviewInvitationView => ({
  id: record.id,
  suiteId: record.suiteId,
  appName: solution.linkedApps.find((app) => app.suiteId === record.suiteId)?.name ?? '',
  plainCorpId: record.plainCorpId,
  ...(record.corp ? { corpBasis: record.corp.basis } : {}),
  createdAt: record.createdAt,
  expiresAt: record.expiresAt,
  ...(record.writtenAt === undefined ? {} : { writtenAt: record.writtenAt }),
  link: linkUrl(
    deps.config.publicUrl,
    'review',
    record.providerId,
    deps.sealer.open(record.linkToken, reviewTokenPlace(record)),
  ),
})
