import type { set as contract } from '@shared/contract/forward'
import { setTarget } from '../../services/forward/manage-targets'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  setTarget(deps, caller.session.stored.body.person, input)
