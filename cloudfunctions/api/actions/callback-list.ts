import type { list as contract } from '@shared/contract/callback'
import { listCallbacks } from '../../services/callback/browse'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  listCallbacks(deps, caller.session.stored.body.person.providerId, input)
