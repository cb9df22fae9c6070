import type { open } from '@shared/contract/review'
import { openReview } from '../../services/review/open-review'
import type { Handler } from '../caller'

export const handle: Handler<typeof open> = (deps, { link, session }) =>
  openReview(deps, { providerId: link.providerId, id: link.targetId }, session?.stored.body.person)
