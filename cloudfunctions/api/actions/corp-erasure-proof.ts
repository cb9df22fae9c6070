import type { erasureProof as contract } from '@shared/contract/corp'
import { readErasureProof } from '../../services/erasure/read-proof'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, caller, input) =>
  readErasureProof(deps, {
    providerId: caller.session.stored.body.person.providerId,
    suiteId: input.suiteId,
    authCorpId: input.corpId,
  })
