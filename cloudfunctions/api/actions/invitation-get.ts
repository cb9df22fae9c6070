import type { get } from '@shared/contract/invitation'
import { getInvitation } from '../../services/invitation/read-invitation'
import type { Handler } from '../caller'

export const handle: Handler<typeof get> = (deps, caller, input) =>
  getInvitation(deps, caller.session.stored.body.person.providerId, input.id)
