import type { list } from '@shared/contract/registry'
import { listSuites } from '../../services/registry/list-suites'
import type { Handler } from '../caller'

export const handle: Handler<typeof list> = async (deps, caller) => ({
  suites: [...(await listSuites(deps, caller.session.stored.body.person.providerId))],
})
