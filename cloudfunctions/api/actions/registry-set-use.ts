import type { setUse as contract } from '@shared/contract/registry'
import { setUse } from '../../services/registry/change-suite'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  setUse(deps, caller.session.stored.body.person, input)
