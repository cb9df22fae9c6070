import type { describe as contract } from '@shared/contract/registry'
import { describeSuite } from '../../services/registry/change-suite'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  describeSuite(deps, caller.session.stored.body.person, input)
