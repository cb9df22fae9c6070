import type { InputOf } from '@shared/contract/define'
import type { write as contract } from '@shared/contract/review'
import type { ReviewView } from '@shared/contract/solution'
import { checkReviewText } from '@shared/domain/review/check-text'
import type { CustomerReview, ReviewRefusal } from '@shared/domain/review/states'
import { personLabel } from '@shared/domain/person/roles'
import { AppError, invalidInput } from '@shared/kernel/errors'
import type { AppRef, PersonRef, ProviderId } from '@shared/wecom/ids'
import { reviewDocId, reviewInvitations, reviews, solutions } from '../../store/collections/solution'
import { insert, replace } from '../../store/store'
import { historyWrites } from '../history/history-writes'
import type { Services } from '../services'
import { reviewViews } from '../solution/solution-view'
import { loadReviewCase } from './review-case'

const REFUSED: Readonly<Record<ReviewRefusal, string>> = {
  expired: '这个评价邀请已过期，请向服务商要一个新的',
  revoked: '这个评价邀请已被撤回',
  alreadyWritten: '贵公司已经写过这个应用的评价',
  wrongCorp: '这个评价邀请是发给另一家企业的，请让那家企业的管理员来写',
  notAdmin: '评价需要应用管理员来写，请转给公司里授权过应用的同事',
  corpUnverified: '还不能确认你的企业就是被邀请的企业：授权应用之后再来写',
  authCancelled: '贵公司已取消授权这个应用，取消后不能再写评价',
}

/**
 * S0-22, S0-23: written by an admin with proof of role in the named corp, recorded with that proof, shown at once.
 * @throws AppError UNAUTHENTICATED, FORBIDDEN/ILLEGAL_STATE (details.reason names the page), INVALID_INPUT with the finding
 */
export async function writeReview(
  deps: Services,
  at: { readonly providerId: ProviderId; readonly id: string },
  person: PersonRef | undefined,
  input: InputOf<typeof contract>,
): Promise<ReviewView> {
  if (!person) {
    throw new AppError('UNAUTHENTICATED', 'review without a session', { userMessage: '请先登录，再写评价' })
  }
  const found = await loadReviewCase(deps, at, person)
  const corp = found.invitation.body.corp
  if (found.refusal || !found.proof || !corp) throw refusedReview(found.refusal ?? 'notAdmin')
  const findings = [
    ...checkReviewText(input.text).map((finding) => ({
      field: 'text',
      message: `「${finding.found}」${finding.message}`,
    })),
    ...checkReviewText(input.byName ?? '').map((finding) => ({ field: 'byName', message: finding.message })),
  ]
  if (findings.length > 0) throw invalidInput(findings)
  const now = deps.clock.now()
  const { invitation, solution } = found
  const app: AppRef = { providerId: at.providerId, suiteId: invitation.body.suiteId, authCorpId: corp.value }
  const review: CustomerReview = {
    providerId: at.providerId,
    solutionId: solution.body.id,
    suiteId: app.suiteId,
    corpId: corp.value,
    corpName: found.corpName ?? '',
    by: person.openUserId,
    byName: input.byName || personLabel({ openUserId: person.openUserId }),
    proof: found.proof,
    stars: input.stars,
    text: input.text,
    writtenAt: now,
  }
  const { count, starSum } = solution.body.reviewSummary
  const answer = await deps.store.commit([
    insert(reviews, reviewDocId(app, solution.body.id), review),
    replace(reviewInvitations, invitation, { ...invitation.body, writtenAt: now }),
    replace(solutions, solution, {
      ...solution.body,
      reviewSummary: { count: count + 1, starSum: starSum + input.stars },
    }),
    ...historyWrites(
      { providerId: at.providerId, kind: 'reviewInvitation', id: at.id, version: invitation.version + 1 },
      ['written'],
      now,
      person,
    ),
  ])
  if (!answer.ok) {
    if (answer.failed === 0) throw refusedReview('alreadyWritten')
    throw new AppError('CONFLICT', 'something changed while the review was written', {
      userMessage: '刚才有改动，请再点一次提交，内容还在',
    })
  }
  const [view] = await reviewViews(deps, solution.body, [review])
  if (!view) throw new AppError('INTERNAL', 'a written review has no view')
  return view
}

const refusedReview = (reason: ReviewRefusal) =>
  new AppError(
    reason === 'wrongCorp' || reason === 'notAdmin' ? 'FORBIDDEN' : 'ILLEGAL_STATE',
    `review refused: ${reason}`,
    { userMessage: REFUSED[reason], details: { reason } },
  )
