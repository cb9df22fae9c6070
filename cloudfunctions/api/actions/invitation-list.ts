import type { list } from '@shared/contract/invitation'
import { listInvitations } from '../../services/invitation/read-invitation'
import type { Handler } from '../caller'

export const handle: Handler<typeof list> = (deps, caller, input) =>
  listInvitations(deps, caller.session.stored.body.person.providerId, input)
