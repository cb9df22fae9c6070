import type { publish } from '@shared/contract/solution'
import { publishSolution } from '../../services/solution/save-solution'
import type { Handler } from '../caller'

export const handle: Handler<typeof publish> = (deps, caller, input) => {
  const { person, roles } = caller.session.stored.body
  return publishSolution(deps, person, input.id, roles.includes('operator'))
}
