import type { refresh } from '@shared/contract/session'
import { refreshSession } from '../../services/session/load-session'
import type { Handler } from '../caller'

export const handle: Handler<typeof refresh> = async (deps, caller) =>
  (await refreshSession(deps, caller.session.stored)).me
