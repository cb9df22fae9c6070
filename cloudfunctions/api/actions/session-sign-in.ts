import type { signIn as contract } from '@shared/contract/session'
import { signIn } from '../../services/session/sign-in'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = (deps, _caller, input) => signIn(deps, input)
