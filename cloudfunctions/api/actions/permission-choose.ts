import type { choose } from '@shared/contract/permission'
import { changeDossier } from '../../services/permission/change-dossier'
import { dossierView } from '../../services/permission/read-dossier'
import type { Handler } from '../caller'

export const handle: Handler<typeof choose> = async (deps, caller, input) => {
  const { person } = caller.session.stored.body
  const app = { providerId: person.providerId, suiteId: input.suiteId, authCorpId: person.corpId }
  const command = { type: 'choose', no: input.no, chosen: input.chosen, by: person.openUserId } as const
  const { dossier, auth } = await changeDossier(deps, app, command, person)
  return dossierView(deps, dossier, auth)
}
