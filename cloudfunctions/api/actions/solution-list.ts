import type { list } from '@shared/contract/solution'
import { listSolutions } from '../../services/solution/read-solution'
import type { Handler } from '../caller'

export const handle: Handler<typeof list> = (deps, caller, input) =>
  listSolutions(deps, caller.session.stored.body.person.providerId, input.cursor)
