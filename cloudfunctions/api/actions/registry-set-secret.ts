import type { setSecret as contract } from '@shared/contract/registry'
import { setSuiteSecret } from '../../services/registry/change-suite'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  setSuiteSecret(deps, caller.session.stored.body.person, input)
