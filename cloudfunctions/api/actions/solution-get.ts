import type { get } from '@shared/contract/solution'
import { getSolution } from '../../services/solution/read-solution'
import type { Handler } from '../caller'

export const handle: Handler<typeof get> = (deps, caller, input) =>
  getSolution(deps, caller.session.stored.body.person.providerId, input.id)
