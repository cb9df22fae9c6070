import type { setProviderSecret as contract } from '@shared/contract/registry'
import { setProviderSecret } from '../../services/registry/change-provider'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  setProviderSecret(deps, caller.session.stored.body.person, input)
