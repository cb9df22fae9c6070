import type { setAlarmWebhook as contract } from '@shared/contract/registry'
import { setAlarmWebhook } from '../../services/registry/change-provider'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  setAlarmWebhook(deps, caller.session.stored.body.person, input)
