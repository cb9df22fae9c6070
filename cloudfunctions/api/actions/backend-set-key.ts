import type { setKey as contract } from '@shared/contract/backend'
import { setBackendKey } from '../../services/backend/manage-key'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  setBackendKey(deps, caller.session.stored.body.person, input)
