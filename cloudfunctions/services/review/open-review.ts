import type { OutputOf } from '@shared/contract/define'
import type { open as contract } from '@shared/contract/review'
import { AppError } from '@shared/kernel/errors'
import type { PersonRef, ProviderId } from '@shared/wecom/ids'
import type { Services } from '../services'
import { reviewViews } from '../solution/solution-view'
import { loadReviewCase } from './review-case'

/** What a review link asks for, and for a signed-in person whether she may write it and on which proof. */
export async function openReview(
  deps: Services,
  at: { readonly providerId: ProviderId; readonly id: string },
  person: PersonRef | undefined,
): Promise<OutputOf<typeof contract>> {
  const provider = await deps.registry.provider(at.providerId)
  if (!provider) throw new AppError('NOT_FOUND', 'unknown provider')
  const found = await loadReviewCase(deps, at, person)
  const { invitation, solution } = found
  const [review] = found.existing ? await reviewViews(deps, solution.body, [found.existing.body]) : []
  return {
    provider: { id: provider.id, name: provider.name },
    solution: { id: solution.body.id, name: solution.body.name, overview: solution.body.overview },
    appName: solution.body.linkedApps.find((app) => app.suiteId === invitation.body.suiteId)?.name ?? '',
    expiresAt: invitation.body.expiresAt,
    isSignedIn: person !== undefined,
    ...(found.refusal ? { refusal: found.refusal } : {}),
    ...(found.proof ? { proof: found.proof } : {}),
    ...(found.corpName ? { corpName: found.corpName } : {}),
    ...(review ? { review } : {}),
  }
}
