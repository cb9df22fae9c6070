import type { get as contract } from '@shared/contract/callback'
import { getCallback } from '../../services/callback/browse'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  getCallback(deps, caller.session.stored.body.person.providerId, input.id)
