import type { write } from '@shared/contract/review'
import { writeReview } from '../../services/review/write-review'
import type { Handler } from '../caller'

export const handle: Handler<typeof write> = (deps, { link, session }, input) =>
  writeReview(deps, { providerId: link.providerId, id: link.targetId }, session?.stored.body.person, input)
