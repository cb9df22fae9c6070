import type { Route } from '../route'
import { authUserInfo, corpInfo, exchangeAuthCode } from './auth-shape'

/** v2: the code, the corp's id and name, and who authorised; the rest comes from v2/get_auth_info (WeCom 100776). */
export const getPermanentCodeV2: Route = {
  method: 'POST',
  path: '/cgi-bin/service/v2/get_permanent_code',
  doc: '100776',
  token: 'suite',
  handle(stand, call, suite) {
    const install = exchangeAuthCode(stand, call, suite)
    const { corpid, corp_name } = corpInfo(stand, install, 'v2')
    return {
      permanent_code: install.permanentCode,
      auth_corp_info: { corpid, corp_name },
      ...authUserInfo(stand, install),
      ...(install.authState === '' ? {} : { state: install.authState }),
    }
  },
}
