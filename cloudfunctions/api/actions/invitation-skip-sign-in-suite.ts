import type { skipSignInSuite } from '@shared/contract/invitation'
import { changeInvitation } from '../../services/invitation/change-invitation'
import type { Handler } from '../caller'

export const handle: Handler<typeof skipSignInSuite> = async (deps, { link, session }) => {
  const by = session?.stored.body.person
  await changeInvitation(deps, { providerId: link.providerId, id: link.targetId }, { type: 'skipSignInSuite' }, by)
  return {}
}
