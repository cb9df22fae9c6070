import type { InputOf, OutputOf } from '@shared/contract/define'
import type { get as getContract, list as listContract, page as pageContract } from '@shared/contract/solution'
import { AppError } from '@shared/kernel/errors'
import type { ProviderId } from '@shared/wecom/ids'
import { reviewInvitations, reviews, solutionDocId, solutions } from '../../store/collections/solution'
import { reviewInvitationView } from '../review/review-invitation-view'
import type { Services } from '../services'
import { ratingOf, reviewViews, solutionView } from './solution-view'

/** A solution that is not there, not published, or another provider's: the same answer. */
export const noSolution = () =>
  new AppError('NOT_FOUND', 'no such solution', { userMessage: '没有找到这个方案，可能已下线或链接不完整' })

export async function listSolutions(
  deps: Pick<Services, 'store' | 'config'>,
  providerId: ProviderId,
  cursor: string | undefined,
): Promise<OutputOf<typeof listContract>> {
  const page = await deps.store.list(solutions, 'recent', [providerId], {
    order: 'desc',
    ...(cursor ? { cursor } : {}),
  })
  return {
    items: page.items.map((stored) => solutionView(deps, stored)),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  }
}

export async function getSolution(
  deps: Pick<Services, 'store' | 'config' | 'sealer'>,
  providerId: ProviderId,
  id: string,
): Promise<OutputOf<typeof getContract>> {
  const stored = await deps.store.get(solutions, solutionDocId(providerId, id))
  if (!stored) throw noSolution()
  const invited = await deps.store.list(reviewInvitations, 'bySolution', [providerId, id], { order: 'desc', limit: 50 })
  const written = await deps.store.list(reviews, 'bySolution', [providerId, id], { order: 'desc', limit: 50 })
  return {
    solution: solutionView(deps, stored),
    invitations: invited.items.map((item) => reviewInvitationView(deps, item.body, stored.body)),
    reviews: await reviewViews(
      deps,
      stored.body,
      written.items.map((item) => item.body),
    ),
  }
}

/** The promotion page: only of a published solution. */
export async function readSolutionPage(
  deps: Pick<Services, 'store' | 'registry'>,
  input: InputOf<typeof pageContract>,
): Promise<OutputOf<typeof pageContract>> {
  const provider = await deps.registry.provider(input.provider)
  const solution = (await deps.store.get(solutions, solutionDocId(input.provider, input.id)))?.body
  if (!provider || !solution?.published) throw noSolution()
  const written = await deps.store.list(reviews, 'bySolution', [input.provider, input.id], {
    order: 'desc',
    limit: 20,
    ...(input.cursor ? { cursor: input.cursor } : {}),
  })
  return {
    provider: { id: provider.id, name: provider.name },
    name: solution.name,
    overview: solution.overview,
    text: solution.text,
    linkedApps: solution.linkedApps.map(({ name }) => ({ name })),
    publishedAt: solution.published.at,
    ...ratingOf(solution),
    reviews: await reviewViews(
      deps,
      solution,
      written.items.map((item) => item.body),
    ),
    ...(written.cursor ? { cursor: written.cursor } : {}),
  }
}
