import { issueToken } from '../../world/issue'
import { countWrongSecret, requireAllowedIp } from '../guard'
import { need, refuse, type Route } from '../route'

/** The provider's own corp id and secret → provider_access_token (WeCom 91200, 96237). */
export const getProviderToken: Route = {
  method: 'POST',
  path: '/cgi-bin/service/get_provider_token',
  doc: '91200',
  token: 'none',
  bare: true,
  handle(stand, call) {
    const corpId = need(call, 'corpid', 41002)
    const secret = need(call, 'provider_secret', 41004)
    const provider =
      Object.values(stand.state.providers).find((p) => p.corpId === corpId) ?? refuse(40013, 'invalid corpid')
    if (secret !== provider.secret) {
      countWrongSecret(stand, call.ip)
      refuse(40001, 'invalid credential')
    }
    requireAllowedIp(stand, provider, call.ip)
    const { token, expiresIn } = issueToken(stand, { kind: 'provider', providerId: provider.providerId })
    return { provider_access_token: token, expires_in: expiresIn }
  },
}
