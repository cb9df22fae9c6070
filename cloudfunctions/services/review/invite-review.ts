import type { InputOf } from '@shared/contract/define'
import type { invite as contract } from '@shared/contract/review'
import type { ReviewInvitationView } from '@shared/contract/solution'
import { REVIEW_INVITATION_MS } from '@shared/domain/review/states'
import { AppError, invalidInput } from '@shared/kernel/errors'
import type { PersonRef } from '@shared/wecom/ids'
import { newId, newToken } from '../../runtime/random'
import {
  reviewInvitationDocId,
  reviewInvitations,
  solutionDocId,
  solutions,
  type ReviewInvitationRecord,
} from '../../store/collections/solution'
import { insert } from '../../store/store'
import { historyWrites } from '../history/history-writes'
import { linkWrite } from '../invitation/link'
import type { Services } from '../services'
import { noSolution } from '../solution/read-solution'
import { convertCorp } from './convert-corp'
import { reviewInvitationView, reviewTokenPlace } from './review-invitation-view'

/**
 * S0-21: names the customer by the plain corp id she reads in her own console, and makes the link and QR for her admin.
 * @throws AppError NOT_FOUND (solution), INVALID_INPUT (the app is not linked to it)
 */
export async function inviteReview(
  deps: Services,
  by: PersonRef,
  input: InputOf<typeof contract>,
): Promise<ReviewInvitationView> {
  const { providerId } = by
  const solution = (await deps.store.get(solutions, solutionDocId(providerId, input.solutionId)))?.body
  if (!solution) throw noSolution()
  if (!solution.linkedApps.some((app) => app.suiteId === input.suiteId)) {
    throw invalidInput([{ field: 'suiteId', message: '这个应用没有关联到方案，请先在方案里关联' }])
  }
  const corp = await convertCorp(deps, providerId, input.plainCorpId)
  const now = deps.clock.now()
  const id = newId(deps.random)
  const token = newToken(deps.random)
  const record: ReviewInvitationRecord = {
    providerId,
    id,
    solutionId: solution.id,
    suiteId: input.suiteId,
    plainCorpId: input.plainCorpId,
    ...(corp ? { corp } : {}),
    createdAt: now,
    expiresAt: now + REVIEW_INVITATION_MS,
    linkToken: deps.sealer.seal(token, reviewTokenPlace({ providerId, id })),
  }
  const answer = await deps.store.commit([
    insert(reviewInvitations, reviewInvitationDocId(providerId, id), record),
    linkWrite(providerId, token, { kind: 'review', targetId: id }),
    ...historyWrites({ providerId, kind: 'reviewInvitation', id, version: 1 }, ['created'], now, by),
  ])
  if (!answer.ok) throw new AppError('CONFLICT', 'a fresh random id was taken')
  return reviewInvitationView(deps, record, solution)
}
