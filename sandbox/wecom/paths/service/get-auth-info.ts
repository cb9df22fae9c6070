import type { Route } from '../route'
import { authInfo, corpInfo, installByCode } from './auth-shape'

/** v1 of the corp and the one agent of an authorisation, with its visible range (WeCom 90604). */
export const getAuthInfo: Route = {
  method: 'POST',
  path: '/cgi-bin/service/get_auth_info',
  doc: '90604',
  token: 'suite',
  handle(stand, call, suite) {
    const install = installByCode(stand, call, suite)
    return { auth_corp_info: corpInfo(stand, install, 'v1'), auth_info: authInfo(stand, install) }
  },
}
