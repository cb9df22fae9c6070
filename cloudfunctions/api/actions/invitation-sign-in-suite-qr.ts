import type { signInSuiteQr as contract } from '@shared/contract/invitation'
import { signInSuiteQr } from '../../services/invitation/wecom-qr'
import type { Handler } from '../caller'

export const handle: Handler<typeof contract> = async (deps, { link }) => ({
  picture: await signInSuiteQr(deps, link.providerId, link.targetId),
})
