import type { open } from '@shared/contract/invitation'
import { openInvitation } from '../../services/invitation/read-invitation'
import type { Handler } from '../caller'

export const handle: Handler<typeof open> = (deps, { link }) => openInvitation(deps, link.providerId, link.targetId)
