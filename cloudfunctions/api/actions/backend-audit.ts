import type { audit as contract } from '@shared/contract/backend'
import { listAudit } from '../../services/backend/manage-key'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  listAudit(deps, caller.session.stored.body.person.providerId, input)
