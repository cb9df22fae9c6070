import type { examples as contract } from '@shared/contract/backend'
import { backendExamples } from '../../services/backend/examples'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller) =>
  Promise.resolve(backendExamples(deps.config.publicUrl, caller.session.stored.body.person.providerId))
