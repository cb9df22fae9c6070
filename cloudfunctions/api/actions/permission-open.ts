import type { open } from '@shared/contract/permission'
import { readDossier } from '../../services/permission/read-dossier'
import type { Handler } from '../caller'

export const handle: Handler<typeof open> = (deps, caller, input) => {
  const { person } = caller.session.stored.body
  return readDossier(deps, { providerId: person.providerId, suiteId: input.suiteId, authCorpId: person.corpId })
}
