import type { revoke } from '@shared/contract/invitation'
import { changeInvitation } from '../../services/invitation/change-invitation'
import { getInvitation } from '../../services/invitation/read-invitation'
import type { Handler } from '../caller'

export const handle: Handler<typeof revoke> = async (deps, caller, input) => {
  const { person } = caller.session.stored.body
  await changeInvitation(deps, { providerId: person.providerId, id: input.id }, { type: 'revoke' }, person)
  return getInvitation(deps, person.providerId, input.id)
}
