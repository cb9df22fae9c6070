import type { rotateCallbackKeys as contract } from '@shared/contract/registry'
import { rotateCallbackKeys } from '../../services/registry/change-suite'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  rotateCallbackKeys(deps, caller.session.stored.body.person, input)
