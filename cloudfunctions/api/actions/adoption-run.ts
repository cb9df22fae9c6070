import type { run as contract } from '@shared/contract/adoption'
import { adoptCorps } from '../../services/adoption/adopt-corps'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  adoptCorps(deps, caller.session.stored.body.person, input, false)
