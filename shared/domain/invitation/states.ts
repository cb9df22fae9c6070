/** An invitation: 1..9 templates for one customer behind a link and QR of ours that never expires (product.md flow 1). */
import type { CorpId, OpenUserId, ProviderId, SuiteId } from '../../wecom/ids'

/** WeCom's limits for `get_customized_auth_url` (WeCom 98744): at most 9 templates; the QR lives 864 000 s. */
export const MAX_TEMPLATES = 9
export const AUTH_QR_MS = 864_000_000
/** A WeCom QR with less left than this is replaced before it is shown. */
export const AUTH_QR_MARGIN_MS = 24 * 3_600_000

export interface InvitationItem {
  readonly suiteId: SuiteId
  /** Item 0 is the sign-in suite (`suite`); the others are templates. */
  readonly kind: 'suite' | 'template'
  readonly name: string
  /** Why the customer is asked for it, in plain words. */
  readonly reason: string
  /** The latest install that came through this invitation. */
  readonly install?: { readonly authCorpId: CorpId; readonly generation: number; readonly at: number }
  /** The admin chose to leave out the sign-in suite for now. */
  readonly skippedAt?: number
}

/** The fresh WeCom QR behind our own (`authQr`). */
export interface AuthQr {
  /** Text to be drawn as a QR by us; opened by WeCom's own scanner only. */
  readonly url: string
  readonly createdAt: number
  readonly expiresAt: number
}

export interface Invitation {
  readonly providerId: ProviderId
  readonly id: string
  /** Given to WeCom with the QR and read back from `get_permanent_code`: ≤ 32 of a-zA-Z0-9, not the link token. */
  readonly state: string
  readonly customerName: string
  readonly note?: string
  readonly owner: { readonly openUserId: OpenUserId; readonly name: string }
  readonly items: readonly InvitationItem[]
  readonly authQr?: AuthQr
  readonly createdAt: number
  readonly revokedAt?: number
  /** How often the link was opened by a person (a POST of the page, never a preview's GET). */
  readonly opens: {
    readonly count: number
    readonly firstAt?: number
    readonly lastAt?: number
    readonly lastBy?: OpenUserId
  }
}

/** What the whole invitation amounts to, for lists. */
export type InvitationPhase = 'revoked' | 'waiting' | 'opened' | 'installing' | 'done'

/**
 * @param setUp suite ids whose present install has been probed successfully
 */
export function invitationPhase(invitation: Invitation, setUp: ReadonlySet<SuiteId>): InvitationPhase {
  if (invitation.revokedAt !== undefined) return 'revoked'
  const wanted = invitation.items.filter((item) => item.kind === 'template')
  if (wanted.length > 0 && wanted.every((item) => item.install && setUp.has(item.suiteId))) return 'done'
  // The sign-in suite alone authorises nothing that was asked for.
  if (wanted.some((item) => item.install)) return 'installing'
  return invitation.opens.count > 0 ? 'opened' : 'waiting'
}
