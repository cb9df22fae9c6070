import type { setSystemKeys as contract } from '@shared/contract/registry'
import { setSystemKeys } from '../../services/registry/change-provider'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  setSystemKeys(deps, caller.session.stored.body.person, input)
