import type { runAgain as contract } from '@shared/contract/callback'
import { runCallbackAgain } from '../../services/callback/browse'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  runCallbackAgain(deps, caller.session.stored.body.person, input.id)
