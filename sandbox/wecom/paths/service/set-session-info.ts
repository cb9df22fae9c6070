import { readCode } from '../../world/issue'
import { need, refuse, type Route } from '../route'

/** Formal or test authorisation for one pre_auth_code (WeCom 90602). */
export const setSessionInfo: Route = {
  method: 'POST',
  path: '/cgi-bin/service/set_session_info',
  doc: '90602',
  token: 'suite',
  handle(stand, call, suite) {
    const read = readCode(stand, 'preAuth', need(call, 'pre_auth_code', 40077))
    if (read.fate === 'unknown' || read.subject.suiteId !== suite.suiteId) refuse(40077, 'invalid pre_auth_code')
    if (read.fate !== 'good') refuse(42007, 'pre_auth_code expired')
    const info = call.body['session_info']
    if (typeof info !== 'object' || info === null) refuse(40058, 'invalid Request Parameter: session_info')
    const authType = 'auth_type' in info ? info.auth_type : 0
    if (authType !== 0 && authType !== 1) refuse(40058, 'invalid Request Parameter: auth_type')
    if ('appid' in info && Array.isArray(info.appid) && info.appid.length > 0) refuse(40086, 'invalid third appid')
    read.subject.authType = authType
    stand.changed()
    return {}
  },
}
