/** Everything that decides whether a person may write a review, gathered once for reading and for writing. */
import { roleProof, type RoleProof } from '@shared/domain/person/roles'
import { reviewRefusal, type CustomerReview, type ReviewRefusal } from '@shared/domain/review/states'
import type { Solution } from '@shared/domain/solution/states'
import { AppError } from '@shared/kernel/errors'
import type { AppRef, PersonRef, ProviderId } from '@shared/wecom/ids'
import { corpAuths } from '../../store/collections/corp'
import {
  reviewDocId,
  reviewInvitationDocId,
  reviewInvitations,
  reviews,
  solutionDocId,
  solutions,
  type ReviewInvitationRecord,
} from '../../store/collections/solution'
import { replace, type Stored } from '../../store/store'
import type { Services } from '../services'
import { convertCorp } from './convert-corp'

export interface ReviewCase {
  readonly invitation: Stored<ReviewInvitationRecord>
  readonly solution: Stored<Solution>
  readonly refusal?: ReviewRefusal
  readonly proof?: RoleProof
  readonly corpName?: string
  /** The review that was written already, by whomever. */
  readonly existing?: Stored<CustomerReview>
}

/** @throws AppError NOT_FOUND */
export async function loadReviewCase(
  deps: Services,
  at: { readonly providerId: ProviderId; readonly id: string },
  person: PersonRef | undefined,
): Promise<ReviewCase> {
  const invitation = await loadInvitation(deps, at, person !== undefined)
  const solution = await deps.store.get(solutions, solutionDocId(at.providerId, invitation.body.solutionId))
  if (!solution) throw gone()
  const auths = person
    ? (await deps.store.list(corpAuths, 'byCorp', [at.providerId, person.corpId], { limit: 50 })).items.map(
        (i) => i.body,
      )
    : []
  const proof = person ? roleProof(auths, person.openUserId) : undefined
  const hasActiveAuth = auths.some((auth) => auth.suiteId === invitation.body.suiteId && auth.status === 'active')
  const existing = await existingReview(deps, invitation.body)
  const refusal = existing
    ? 'alreadyWritten'
    : reviewRefusal(
        invitation.body,
        person ? { corpId: person.corpId, hasActiveAuth, ...(proof ? { proof } : {}) } : undefined,
        deps.clock.now(),
      )
  const corpName = auths[0]?.corpName
  return {
    invitation,
    solution,
    ...(refusal ? { refusal } : {}),
    ...(proof ? { proof } : {}),
    ...(corpName ? { corpName } : {}),
    ...(existing ? { existing } : {}),
  }
}

const gone = () =>
  new AppError('NOT_FOUND', 'no such review invitation', { userMessage: '这个评价链接已失效，请向服务商要一个新的' })

/** An id that could not be converted at first is tried again when somebody stands there who could write. */
async function loadInvitation(
  deps: Services,
  at: { readonly providerId: ProviderId; readonly id: string },
  hasPerson: boolean,
): Promise<Stored<ReviewInvitationRecord>> {
  const stored = await deps.store.get(reviewInvitations, reviewInvitationDocId(at.providerId, at.id))
  if (!stored) throw gone()
  if (stored.body.corp || !hasPerson) return stored
  const corp = await convertCorp(deps, at.providerId, stored.body.plainCorpId)
  if (!corp) return stored
  const body = { ...stored.body, corp }
  const answer = await deps.store.commit([replace(reviewInvitations, stored, body)])
  return answer.ok ? { ...stored, version: stored.version + 1, body } : { ...stored, body }
}

async function existingReview(
  deps: Services,
  invitation: ReviewInvitationRecord,
): Promise<Stored<CustomerReview> | undefined> {
  if (!invitation.corp) return undefined
  const app: AppRef = {
    providerId: invitation.providerId,
    suiteId: invitation.suiteId,
    authCorpId: invitation.corp.value,
  }
  return deps.store.get(reviews, reviewDocId(app, invitation.solutionId))
}
