/** A solution and its promotion page (S0-08..14, S0-28). The wizard, ledger and revisions of document 0 grow from here. */
import type { OpenUserId, ProviderId, SuiteId } from '../../wecom/ids'

/** S0-11 and S0-14, in 字. */
export const SOLUTION_NAME = { min: 2, max: 10 }
export const SOLUTION_OVERVIEW = { min: 2, max: 40 }

export interface Solution {
  readonly providerId: ProviderId
  readonly id: string
  readonly name: string
  readonly overview: string
  /** Text component. */
  readonly text: string
  /** S0-28: at least one app that can be installed. */
  readonly linkedApps: readonly { readonly suiteId: SuiteId; readonly name: string }[]
  readonly createdAt: number
  readonly updatedAt: number
  /** Our promotion page; an entry in WeCom's own library is a separate, declared record. */
  readonly published?: { readonly at: number; readonly by: OpenUserId; readonly isSelfReviewed: boolean }
  readonly reviewSummary: { readonly count: number; readonly starSum: number }
}
