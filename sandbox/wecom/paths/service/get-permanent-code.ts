import { issueToken } from '../../world/issue'
import type { Route } from '../route'
import { authInfo, authUserInfo, corpInfo, exchangeAuthCode } from './auth-shape'

/** v1: auth_code → permanent_code with everything; a customised app gets no access_token (WeCom 90603, 97163). */
export const getPermanentCode: Route = {
  method: 'POST',
  path: '/cgi-bin/service/get_permanent_code',
  doc: '90603',
  token: 'suite',
  bare: true,
  handle(stand, call, suite) {
    const install = exchangeAuthCode(stand, call, suite)
    const corp = { kind: 'corp', suiteId: install.suiteId, corpId: install.corpId } as const
    const token = install.app ? undefined : issueToken(stand, corp)
    return {
      ...(token ? { access_token: token.token, expires_in: token.expiresIn } : {}),
      permanent_code: install.permanentCode,
      auth_corp_info: corpInfo(stand, install, 'v1'),
      auth_info: authInfo(stand, install),
      ...authUserInfo(stand, install),
      ...(install.authState === '' ? {} : { state: install.authState }),
    }
  },
}
