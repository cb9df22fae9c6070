import type { remove as contract } from '@shared/contract/forward'
import { removeTarget } from '../../services/forward/manage-targets'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = async (deps, caller, input) => {
  await removeTarget(deps, caller.session.stored.body.person, input.suiteId)
  return {}
}
