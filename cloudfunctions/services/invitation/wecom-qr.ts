/** The WeCom QRs behind an invitation. Only WeCom's own scanner can open them. */
import { authQrIsStale } from '@shared/domain/invitation/decide'
import type { AuthQr } from '@shared/domain/invitation/states'
import { AppError } from '@shared/kernel/errors'
import type { ProviderId } from '@shared/wecom/ids'
import { invitationDocId, invitations } from '../../store/collections/invitation'
import type { Services } from '../services'
import { changeInvitation, noInvitation } from './change-invitation'

const revoked = () =>
  new AppError('ILLEGAL_STATE', 'invitation is revoked', {
    userMessage: '这份邀请已被撤回，请向发给你的人要一份新的',
    details: { reason: 'revoked' },
  })

/**
 * The QR that authorises all templates of the invitation, made afresh when there is none or less than a day is left of its ten
 * (WeCom 98744, S2-18). Making one twice is harmless: both stay valid.
 */
export async function invitationAuthQr(
  deps: Pick<Services, 'store' | 'clock' | 'wecom'>,
  providerId: ProviderId,
  id: string,
): Promise<AuthQr> {
  const invitation = (await deps.store.get(invitations, invitationDocId(providerId, id)))?.body
  if (!invitation) throw noInvitation()
  if (invitation.revokedAt !== undefined) throw revoked()
  const now = deps.clock.now()
  if (invitation.authQr && !authQrIsStale(invitation, now)) return invitation.authQr
  const templateIds = invitation.items.filter((item) => item.kind === 'template').map((item) => item.suiteId)
  const made = await deps.wecom.createAuthUrl(providerId, { state: invitation.state, templateIds })
  const authQr: AuthQr = { url: made.url, createdAt: now, expiresAt: now + made.expiresInMs }
  await changeInvitation(deps, { providerId, id }, { type: 'renewAuthQr', authQr })
  return authQr
}

/** A `data:` picture of the QR that installs the sign-in suite (WeCom 95430); `state` ties the install to the invitation. */
export async function signInSuiteQr(
  deps: Pick<Services, 'store' | 'wecom' | 'registry'>,
  providerId: ProviderId,
  id: string,
): Promise<string> {
  const provider = await deps.registry.provider(providerId)
  const invitation = (await deps.store.get(invitations, invitationDocId(providerId, id)))?.body
  if (!provider || !invitation) throw noInvitation()
  if (invitation.revokedAt !== undefined) throw revoked()
  const qr = await deps.wecom.createInstallQr({ providerId, suiteId: provider.signInSuiteId }, invitation.state)
  return `data:${qr.contentType};base64,${Buffer.from(qr.bytes).toString('base64')}`
}
