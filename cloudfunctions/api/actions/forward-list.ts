import type { list as contract } from '@shared/contract/forward'
import { listTargets } from '../../services/forward/manage-targets'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = async (deps, caller) => ({
  targets: await listTargets(deps, caller.session.stored.body.person.providerId),
})
