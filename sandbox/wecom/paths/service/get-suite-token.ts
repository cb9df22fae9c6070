import { isTicketGood } from '../../callbacks/tickets'
import { issueToken } from '../../world/issue'
import { countWrongSecret, requireAllowedIp } from '../guard'
import { need, refuse, type Route } from '../route'

/** suite_id + secret + ticket → suite_access_token (WeCom 90600, 97162). */
export const getSuiteToken: Route = {
  method: 'POST',
  path: '/cgi-bin/service/get_suite_token',
  doc: '90600',
  token: 'none',
  bare: true,
  handle(stand, call) {
    const suiteId = need(call, 'suite_id', 41021)
    const secret = need(call, 'suite_secret', 41024)
    const ticket = need(call, 'suite_ticket', 41023)
    const suite = stand.state.suites[suiteId] ?? refuse(40083, 'invalid suite_id')
    if (secret !== suite.secret) {
      countWrongSecret(stand, call.ip)
      refuse(40080, 'invalid suite_secret')
    }
    const provider = stand.state.providers[suite.providerId]
    if (provider) requireAllowedIp(stand, provider, call.ip)
    if (!isTicketGood(stand, suite, ticket)) refuse(40085, 'invalid suite_ticket')
    const { token, expiresIn } = issueToken(stand, { kind: 'suite', suiteId })
    return { suite_access_token: token, expires_in: expiresIn }
  },
}
