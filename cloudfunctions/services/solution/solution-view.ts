import type { ReviewView, SolutionView } from '@shared/contract/solution'
import type { CustomerReview } from '@shared/domain/review/states'
import type { Solution } from '@shared/domain/solution/states'
import type { AppRef } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import type { Stored } from '../../store/store'
import type { Services } from '../services'

/** For staff. */
export function solutionView(deps: Pick<Services, 'config'>, stored: Stored<Solution>): SolutionView {
  const { body } = stored
  return {
    id: body.id,
    name: body.name,
    overview: body.overview,
    text: body.text,
    linkedApps: body.linkedApps.map((app) => ({ ...app })),
    createdAt: body.createdAt,
    updatedAt: body.updatedAt,
    ...(body.published ? { published: { at: body.published.at, isSelfReviewed: body.published.isSelfReviewed } } : {}),
    page: `${deps.config.publicUrl}/s/${body.providerId}/${body.id}`,
    ...ratingOf(body),
    version: stored.version,
  }
}

/** Number of reviews and their average with one decimal. */
export function ratingOf(solution: Solution): { reviewCount: number; starAverage?: number } {
  const { count, starSum } = solution.reviewSummary
  return { reviewCount: count, ...(count > 0 ? { starAverage: Math.round((starSum / count) * 10) / 10 } : {}) }
}

/** Reviews as everybody sees them; a corp that cancelled since is said so. One store read for all. */
export async function reviewViews(
  deps: Pick<Services, 'store'>,
  solution: Solution,
  reviews: readonly CustomerReview[],
): Promise<ReviewView[]> {
  if (reviews.length === 0) return []
  const ids = reviews.map((review): AppRef => ({
    providerId: review.providerId,
    suiteId: review.suiteId,
    authCorpId: review.corpId,
  }))
  const auths = await deps.store.getMany(corpAuths, ids.map(corpAuthDocId))
  return reviews.map((review, i) => ({
    corpName: review.corpName,
    byName: review.byName,
    proof: review.proof,
    appName: solution.linkedApps.find((app) => app.suiteId === review.suiteId)?.name ?? '',
    stars: review.stars,
    text: review.text,
    writtenAt: review.writtenAt,
    isAuthCancelled: auths[i]?.body.status !== 'active',
  }))
}
