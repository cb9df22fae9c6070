import { openCorpId } from '../world/ids'
import { issueToken } from '../world/issue'
import { partsOf } from '../world/queries'
import type { Install } from '../world/state'
import { countWrongSecret, requireAllowedIp, takeBudget } from './guard'
import { refuse, type Route } from './route'

/** Corp access token of a customised app: its secret is the permanent_code (WeCom 97164). */
export const gettoken: Route = {
  method: 'GET',
  path: '/cgi-bin/gettoken',
  doc: '97164',
  token: 'none',
  handle(stand, call) {
    const corpId = call.query['corpid'] || refuse(41002, 'corpid missing')
    const secret = call.query['corpsecret'] || refuse(41004, 'corpsecret missing')
    const isOfCorp = (install: Install) => {
      const { corp, suite } = partsOf(stand.state, install)
      return openCorpId(stand.state, stand.switches, suite.providerId, corp) === corpId
    }
    const apps = Object.values(stand.state.installs).filter((i) => i.app !== undefined)
    const found = apps.find((i) => i.permanentCode === secret)
    if (found && !isOfCorp(found)) refuse(40091, 'secret is not of this corp')
    if (!found || found.status === 'cancelled') {
      if (!apps.some(isOfCorp)) refuse(40013, 'invalid corpid')
      countWrongSecret(stand, call.ip)
      refuse(40001, 'invalid credential')
    }
    const { provider, corp } = partsOf(stand.state, found)
    requireAllowedIp(stand, provider, call.ip, found.app)
    takeBudget(stand, 'corpApi', `${corp.corpId}|${gettoken.path}`)
    const { token, expiresIn } = issueToken(stand, { kind: 'corp', suiteId: found.suiteId, corpId: found.corpId })
    return { access_token: token, expires_in: expiresIn }
  },
}
