import type { get } from '@shared/contract/tracker'
import { readTracker } from '../../services/tracker/read-tracker'
import type { Handler } from '../caller'

export const handle: Handler<typeof get> = (deps, caller, input) =>
  readTracker(deps, {
    providerId: caller.session.stored.body.person.providerId,
    suiteId: input.suiteId,
    authCorpId: input.corpId,
  })
