import type { Route } from '../route'
import { authInfo, corpInfo, installByCode } from './auth-shape'

/** v2 of the corp and the one agent of an authorisation, with its visible range (WeCom 100795). */
export const getAuthInfoV2: Route = {
  method: 'POST',
  path: '/cgi-bin/service/v2/get_auth_info',
  doc: '100795',
  token: 'suite',
  handle(stand, call, suite) {
    const install = installByCode(stand, call, suite)
    return { auth_corp_info: corpInfo(stand, install, 'v2'), auth_info: authInfo(stand, install) }
  },
}
