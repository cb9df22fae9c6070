import type { get } from '@shared/contract/permission'
import { readDossier } from '../../services/permission/read-dossier'
import type { Handler } from '../caller'

export const handle: Handler<typeof get> = (deps, caller, input) =>
  readDossier(deps, {
    providerId: caller.session.stored.body.person.providerId,
    suiteId: input.suiteId,
    authCorpId: input.corpId,
  })
