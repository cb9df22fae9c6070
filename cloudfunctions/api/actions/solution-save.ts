import type { save } from '@shared/contract/solution'
import { saveSolution } from '../../services/solution/save-solution'
import type { Handler } from '../caller'

export const handle: Handler<typeof save> = (deps, caller, input) =>
  saveSolution(deps, caller.session.stored.body.person, input)
