import type { simulateVerification as contract } from '@shared/contract/registry'
import { simulateVerification } from '../../services/registry/simulate-verification'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  simulateVerification(deps, caller.session.stored.body.person.providerId, input.suiteId)
