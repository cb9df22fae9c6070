import type { create } from '@shared/contract/invitation'
import { createInvitation } from '../../services/invitation/create-invitation'
import type { Handler } from '../caller'

export const handle: Handler<typeof create> = (deps, caller, input) =>
  createInvitation(deps, caller.session.stored.body, input)
