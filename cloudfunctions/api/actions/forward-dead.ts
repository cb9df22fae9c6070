import type { dead as contract } from '@shared/contract/forward'
import { listDead } from '../../services/forward/manage-targets'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  listDead(deps, caller.session.stored.body.person.providerId, input)
