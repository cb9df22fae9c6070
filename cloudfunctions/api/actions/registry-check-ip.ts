import type { checkIp as contract } from '@shared/contract/registry'
import { checkIp } from '../../services/registry/check-ip'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  checkIp(deps, caller.session.stored.body.person.providerId, input)
