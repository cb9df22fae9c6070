import type { begin } from '@shared/contract/session'
import { beginSignIn } from '../../services/session/begin-sign-in'
import type { Handler } from '../caller'

export const handle: Handler<typeof begin> = async (deps, _caller, input) => ({ url: await beginSignIn(deps, input) })
