import type { addSuite as contract } from '@shared/contract/registry'
import { addSuite } from '../../services/registry/change-suite'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  addSuite(deps, caller.session.stored.body.person, input)
