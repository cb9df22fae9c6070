import * as review from '@shared/contract/review'
import type { ProviderId } from '@shared/wecom/ids'
import { useAct, useRead } from '../../platform/query'

/** What opens a review link of ours. */
export interface ReviewLink {
  readonly provider: ProviderId
  readonly token: string
}

/** What a review link asks for, and whether the caller may write it. */
export const useReviewCase = (link: ReviewLink) => useRead(review.open, link)

/** The link itself is not read anew: it would say "already written" while she is being led to her review. */
export const useWriteReview = () => useAct(review.write, ['solution', 'inbox'])
export const useInviteReview = () => useAct(review.invite, ['solution'])
