import type { authQr } from '@shared/contract/invitation'
import { invitationAuthQr } from '../../services/invitation/wecom-qr'
import type { Handler } from '../caller'

export const handle: Handler<typeof authQr> = async (deps, { link }) => ({
  ...(await invitationAuthQr(deps, link.providerId, link.targetId)),
})
