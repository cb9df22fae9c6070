import type { remind } from '@shared/contract/permission'
import { remindOfRequest } from '../../services/permission/remind'
import type { Handler } from '../caller'

export const handle: Handler<typeof remind> = (deps, caller, input) => {
  const { person } = caller.session.stored.body
  const app = { providerId: person.providerId, suiteId: input.suiteId, authCorpId: input.corpId }
  return remindOfRequest(deps, app, input.no, person)
}
