import type { ReviewState, WorldView } from '../../wecom/platform/views'

/** Something handed to WeCom's review team: a template, or with `corpId` a customised app. */
export interface Reviewable {
  readonly suiteId: string
  readonly corpId: string | undefined
  readonly name: string
  /** Whose it is: provider, and corp for an app. */
  readonly owner: string
  readonly review: ReviewState
  readonly reasons: readonly string[]
  /** By when the documents promise an answer, epoch ms; undefined when nothing is awaited. */
  readonly dueAt: number | undefined
}

/** Everything the review team has to do with, in the order of the providers. */
export function reviewables(world: WorldView): readonly Reviewable[] {
  const dueAt = (suiteId: string, corpId: string | undefined) =>
    world.reviews.find((item) => item.suiteId === suiteId && item.corpId === corpId)?.dueAt
  return world.providers.flatMap((provider) =>
    provider.suites
      .filter((suite) => suite.kind === 'template')
      .flatMap((suite) => [
        {
          suiteId: suite.suiteId,
          corpId: undefined,
          name: suite.name,
          owner: provider.name,
          review: suite.review,
          reasons: suite.reviewReasons,
          dueAt: dueAt(suite.suiteId, undefined),
        },
        ...suite.apps
          .filter((app) => app.status === 'authorised')
          .flatMap((app) =>
            app.review === undefined
              ? []
              : [
                  {
                    suiteId: suite.suiteId,
                    corpId: app.corpId,
                    name: app.name,
                    owner: `${provider.name} → ${app.corpName}`,
                    review: app.review,
                    reasons: app.reviewReasons,
                    dueAt: dueAt(suite.suiteId, app.corpId),
                  },
                ],
          ),
      ]),
  )
}

/** What they have not answered yet. */
export function waitingForReview(world: WorldView): readonly Reviewable[] {
  return reviewables(world).filter((item) => item.review === 'submitted')
}
