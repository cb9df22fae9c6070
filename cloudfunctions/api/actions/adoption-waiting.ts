import type { waiting as contract } from '@shared/contract/adoption'
import { listWaiting } from '../../services/adoption/list-waiting'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  listWaiting(deps, caller.session.stored.body.person.providerId, input.suiteId)
