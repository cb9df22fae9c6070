import { anApp, aProvider, aSuite, aWorld } from '../testing/a-world'
import { reviewables, waitingForReview } from './waiting-for-review'

const world = aWorld({
  reviews: [{ suiteId: 'dk2', corpId: 'c1', name: '客户旅程 CRM', submittedAt: 1, dueAt: 99 }],
  providers: [
    aProvider({
      suites: [
        aSuite({ kind: 'signIn', review: 'submitted', suiteId: 'ww1' }),
        aSuite({ suiteId: 'dk1', review: 'submitted', name: '新模板' }),
        aSuite({
          suiteId: 'dk2',
          apps: [
            anApp({ corpId: 'c1', review: 'submitted', name: '客户旅程 CRM' }),
            anApp({ corpId: 'c2', review: undefined }),
            anApp({ corpId: 'c3', review: 'submitted', status: 'cancelled' }),
            anApp({ corpId: 'c4', review: 'rejected', reviewReasons: ['名称含极限词'] }),
          ],
        }),
      ],
    }),
  ],
})

describe('the desk of the review team', () => {
  it('holds submitted templates and apps, but not standard suites or apps whose corp left', () => {
    expect(waitingForReview(world).map((item) => [item.suiteId, item.corpId])).toEqual([
      ['dk1', undefined],
      ['dk2', 'c1'],
    ])
  })

  it('knows by when an answer was promised', () => {
    expect(waitingForReview(world).map((item) => item.dueAt)).toEqual([undefined, 99])
  })

  it('keeps what was answered, with its reasons', () => {
    expect(reviewables(world)).toContainEqual(
      expect.objectContaining({ corpId: 'c4', review: 'rejected', reasons: ['名称含极限词'] }),
    )
  })
})
