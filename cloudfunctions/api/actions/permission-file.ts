import type { file } from '@shared/contract/permission'
import { changeDossier } from '../../services/permission/change-dossier'
import { dossierView } from '../../services/permission/read-dossier'
import type { Handler } from '../caller'

export const handle: Handler<typeof file> = async (deps, caller, input) => {
  const { person, name } = caller.session.stored.body
  const app = { providerId: person.providerId, suiteId: input.suiteId, authCorpId: input.corpId }
  const { dossier, auth } = await changeDossier(deps, app, { type: 'file', no: input.no, by: name ?? '' }, person)
  return dossierView(deps, dossier, auth)
}
