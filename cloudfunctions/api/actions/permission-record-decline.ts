import type { recordDecline } from '@shared/contract/permission'
import { changeDossier } from '../../services/permission/change-dossier'
import { dossierView } from '../../services/permission/read-dossier'
import type { Handler } from '../caller'

export const handle: Handler<typeof recordDecline> = async (deps, caller, input) => {
  const { person, name } = caller.session.stored.body
  const app = { providerId: person.providerId, suiteId: input.suiteId, authCorpId: input.corpId }
  const { dossier, auth } = await changeDossier(
    deps,
    app,
    { type: 'decline', no: input.no, by: name ?? '', ...(input.remark ? { remark: input.remark } : {}) },
    person,
  )
  return dossierView(deps, dossier, auth)
}
