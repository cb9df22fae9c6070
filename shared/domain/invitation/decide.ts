/** What may happen to an invitation. Pure. */
import { assertNever } from '../../kernel/assert-never'
import type { CorpId, OpenUserId, SuiteId } from '../../wecom/ids'
import { AUTH_QR_MARGIN_MS, type AuthQr, type Invitation } from './states'

export type InvitationCommand =
  | { readonly type: 'open'; readonly by?: OpenUserId }
  | { readonly type: 'renewAuthQr'; readonly authQr: AuthQr }
  | { readonly type: 'skipSignInSuite' }
  | {
      readonly type: 'recordInstall'
      readonly suiteId: SuiteId
      readonly authCorpId: CorpId
      readonly generation: number
    }
  | { readonly type: 'revoke' }

export type InvitationRefusal = 'revoked' | 'unknownItem' | 'notSkippable'

export type InvitationDecision =
  | { readonly ok: true; readonly next: Invitation; readonly history: readonly string[] }
  | { readonly ok: false; readonly reason: InvitationRefusal }

/**
 * @param now epoch ms
 * An install that arrives after the invitation was revoked is still recorded: it happened in WeCom, and what WeCom did outranks us.
 */
export function decideInvitation(state: Invitation, command: InvitationCommand, now: number): InvitationDecision {
  if (state.revokedAt !== undefined && command.type !== 'recordInstall' && command.type !== 'revoke')
    return { ok: false, reason: 'revoked' }
  switch (command.type) {
    case 'open': {
      const opens = {
        count: state.opens.count + 1,
        firstAt: state.opens.firstAt ?? now,
        lastAt: now,
        ...(command.by ? { lastBy: command.by } : state.opens.lastBy ? { lastBy: state.opens.lastBy } : {}),
      }
      return { ok: true, next: { ...state, opens }, history: state.opens.count === 0 ? ['opened'] : [] }
    }
    case 'renewAuthQr':
      return { ok: true, next: { ...state, authQr: command.authQr }, history: [] }
    case 'skipSignInSuite': {
      const first = state.items[0]
      if (first?.kind !== 'suite' || first.install) return { ok: false, reason: 'notSkippable' }
      const items = [{ ...first, skippedAt: now }, ...state.items.slice(1)]
      return { ok: true, next: { ...state, items }, history: ['signInSuiteSkipped'] }
    }
    case 'recordInstall': {
      if (!state.items.some((item) => item.suiteId === command.suiteId)) return { ok: false, reason: 'unknownItem' }
      const install = { authCorpId: command.authCorpId, generation: command.generation, at: now }
      const items = state.items.map((item) => (item.suiteId === command.suiteId ? { ...item, install } : item))
      return { ok: true, next: { ...state, items }, history: [`installed:${command.suiteId}`] }
    }
    case 'revoke':
      if (state.revokedAt !== undefined) return { ok: true, next: state, history: [] }
      return { ok: true, next: { ...state, revokedAt: now }, history: ['revoked'] }
    default:
      return assertNever(command, 'invitation command')
  }
}

/** True when there is no WeCom QR or too little of its ten days is left (S2-18). */
export const authQrIsStale = (invitation: Invitation, now: number): boolean =>
  !invitation.authQr || invitation.authQr.expiresAt - now < AUTH_QR_MARGIN_MS
