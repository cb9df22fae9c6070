import type { list } from '@shared/contract/corp'
import { listCorpApps } from '../../services/corp/list-corp-apps'
import type { Handler } from '../caller'

export const handle: Handler<typeof list> = (deps, caller, input) =>
  listCorpApps(deps, caller.session.stored.body.person.providerId, input)
