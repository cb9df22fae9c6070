import type { end } from '@shared/contract/session'
import { endSession } from '../../services/session/load-session'
import type { Handler } from '../caller'

export const handle: Handler<typeof end> = async (deps, caller) => {
  await endSession(deps, caller.session.stored)
  return {}
}
