import type { removeKey as contract } from '@shared/contract/backend'
import { removeBackendKey } from '../../services/backend/manage-key'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller) =>
  removeBackendKey(deps, caller.session.stored.body.person)
