/**
 * The dossier of custom permissions of one app in one corp: what is in force (observed), what is asked for and why.
 * WeCom takes a request whole or not at all, so the choice of optional ones comes first, on our page (product.md flow 3).
 */
import type { Known } from '../basis'
import type { CorpId, OpenUserId, ProviderId, SuiteId } from '../../wecom/ids'

/** One permission as it is asked for. */
export interface AskedPermission {
  /** `contact:sensitive:mobile` … (WeCom 99052). Unknown keys are kept. */
  readonly key: string
  /** Why, in plain words. */
  readonly reason: string
  /** The feature that needs it. */
  readonly feature: string
  readonly isMustHave: boolean
  /** What breaks without it. */
  readonly withoutIt: string
}

/**
 * `draft`: asked, the admin has not chosen yet; `consulted`: she has; `filed`: staff declare that it was saved in WeCom's console;
 * `agreed`/`partly`: observed; `declined`: declared; `superseded`: a newer one took its place.
 */
export type RequestState = 'draft' | 'consulted' | 'filed' | 'agreed' | 'partly' | 'declined' | 'superseded'

export interface PermissionRequest {
  /** 1, 2, 3 … per dossier. */
  readonly no: number
  readonly state: RequestState
  readonly items: readonly AskedPermission[]
  readonly askedAt: number
  readonly askedBy: { readonly openUserId: OpenUserId; readonly name: string }
  /** Keys the admin wants (all must-haves and some optional ones). */
  readonly chosen?: readonly string[]
  readonly consultedAt?: number
  readonly consultedBy?: OpenUserId
  readonly filedAt?: number
  readonly filedBy?: string
  readonly answeredAt?: number
  readonly declinedBy?: string
  readonly remark?: string
  /** What was in force when it was asked: the view a decline rolls back to (S2-48). */
  readonly before: readonly string[]
}

export interface Dossier {
  readonly providerId: ProviderId
  readonly suiteId: SuiteId
  readonly authCorpId: CorpId
  /** From `agent/get_permissions`; outranks every record of ours. */
  readonly effective?: Known<readonly string[]>
  readonly request?: PermissionRequest
  /** What was ever agreed to and why: shows what is lost when a key goes. */
  readonly reasons: Readonly<Record<string, AskedPermission>>
  readonly requestCount: number
}

/** States in which a request still waits for somebody. */
export const isOpenRequest = (request: PermissionRequest | undefined): request is PermissionRequest =>
  request !== undefined && (request.state === 'draft' || request.state === 'consulted' || request.state === 'filed')

/** The set a request stands for: the admin's choice, else everything asked. */
export const wantedKeys = (request: PermissionRequest): readonly string[] =>
  request.chosen ?? request.items.map((item) => item.key)
