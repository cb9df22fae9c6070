/** A customer's review of a solution: one per corp and app, by an admin with proof of role, shown at once (S0-21..23). */
import type { Known } from '../basis'
import type { RoleProof } from '../person/roles'
import type { CorpId, OpenUserId, ProviderId, SuiteId } from '../../wecom/ids'

/** How long a review invitation can be used. */
export const REVIEW_INVITATION_MS = 30 * 24 * 3_600_000
/** Text of a review, in 字. */
export const REVIEW_TEXT = { min: 10, max: 500 }

/** The provider names a customer's corp; its admin is led to the form by a link and QR of ours. */
export interface ReviewInvitation {
  readonly providerId: ProviderId
  readonly id: string
  readonly solutionId: string
  readonly suiteId: SuiteId
  /** As typed by the provider: never shown to the customer, never trusted. */
  readonly plainCorpId: string
  /** The provider-scoped id from `corpid_to_opencorpid`; absent: not authorised yet, so unverified (48001). */
  readonly corp?: Known<CorpId>
  readonly createdAt: number
  readonly expiresAt: number
  readonly revokedAt?: number
  readonly writtenAt?: number
}

export interface CustomerReview {
  readonly providerId: ProviderId
  readonly solutionId: string
  readonly suiteId: SuiteId
  readonly corpId: CorpId
  readonly corpName: string
  readonly by: OpenUserId
  /** Declared by herself or a label; names are not readable for a suite. */
  readonly byName: string
  readonly proof: RoleProof
  readonly stars: 1 | 2 | 3 | 4 | 5
  readonly text: string
  readonly writtenAt: number
}

/** Why somebody may not write this review. Each has a page of its own. */
export type ReviewRefusal =
  'expired' | 'revoked' | 'alreadyWritten' | 'wrongCorp' | 'notAdmin' | 'corpUnverified' | 'authCancelled'

/**
 * May this person write the review? The order is the order in which it helps to be told.
 * @param person what is known of the one who asks; undefined before she signed in
 */
export function reviewRefusal(
  invitation: ReviewInvitation,
  person: { readonly corpId: CorpId; readonly proof?: RoleProof; readonly hasActiveAuth: boolean } | undefined,
  now: number,
): ReviewRefusal | undefined {
  if (invitation.revokedAt !== undefined) return 'revoked'
  if (invitation.writtenAt !== undefined) return 'alreadyWritten'
  if (now >= invitation.expiresAt) return 'expired'
  if (!person) return undefined
  if (!invitation.corp) return 'corpUnverified'
  if (invitation.corp.value !== person.corpId) return 'wrongCorp'
  if (!person.hasActiveAuth) return 'authCancelled'
  return person.proof ? undefined : 'notAdmin'
}
