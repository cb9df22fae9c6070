import type { ask } from '@shared/contract/permission'
import { changeDossier } from '../../services/permission/change-dossier'
import { dossierView, readDossier } from '../../services/permission/read-dossier'
import type { Handler } from '../caller'

export const handle: Handler<typeof ask> = async (deps, caller, input) => {
  const { person, name } = caller.session.stored.body
  const app = { providerId: person.providerId, suiteId: input.suiteId, authCorpId: input.corpId }
  // What is in force is looked at first: a request is made against the observed set.
  await readDossier(deps, app)
  const { dossier, auth } = await changeDossier(
    deps,
    app,
    {
      type: 'ask',
      items: input.items,
      by: { openUserId: person.openUserId, name: name ?? '' },
      ...(input.supersedes === undefined ? {} : { supersedes: input.supersedes }),
    },
    person,
  )
  return dossierView(deps, dossier, auth)
}
