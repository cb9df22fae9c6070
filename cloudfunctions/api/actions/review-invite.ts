import type { invite } from '@shared/contract/review'
import { inviteReview } from '../../services/review/invite-review'
import type { Handler } from '../caller'

export const handle: Handler<typeof invite> = (deps, caller, input) =>
  inviteReview(deps, caller.session.stored.body.person, input)
