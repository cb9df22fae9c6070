import type { own } from '@shared/contract/tracker'
import { readCorpTrackers } from '../../services/tracker/read-tracker'
import type { Handler } from '../caller'

export const handle: Handler<typeof own> = async (deps, caller) => {
  const { person } = caller.session.stored.body
  return { apps: await readCorpTrackers(deps, person.providerId, person.corpId) }
}
