import type { list as contract } from '@shared/contract/registry'
import { readRegistry } from '../../services/registry/list-suites'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller) =>
  readRegistry(deps, caller.session.stored.body.person.providerId)
