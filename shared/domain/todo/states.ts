/** One entry of a customer's inbox: who asks for what, why, what breaks without it, and the one thing to do. */
import type { CorpId, ProviderId, SuiteId } from '../../wecom/ids'

export type TodoKind = 'authorise' | 'setRange' | 'confirmPermissions' | 'leaveReview' | 'renewLicense' | 'reauthorise'

export interface Todo {
  readonly providerId: ProviderId
  readonly corpId: CorpId
  readonly kind: TodoKind
  readonly suiteId?: SuiteId
  /** What the entry is about, e.g. an app's name. */
  readonly subject: string
  readonly askedBy: string
  readonly why: string
  /** What does not work until it is done. */
  readonly withoutIt: string
  readonly since: number
  readonly doneAt?: number
  /** Where the button leads: an address inside the mini-program. */
  readonly page: string
}
