import type { retry as contract } from '@shared/contract/forward'
import { retryDead } from '../../services/forward/manage-targets'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = async (deps, caller, input) => ({
  queued: await retryDead(deps, caller.session.stored.body.person.providerId, input),
})
