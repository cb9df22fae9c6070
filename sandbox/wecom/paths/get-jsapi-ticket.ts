import { issueToken } from '../world/issue'
import { takeBudget } from './guard'
import type { Route } from './route'

/** Ticket for wx.config: the same one for 7200 s; per hour at most 100 an app and 400 a corp (WeCom 90312, 90506). */
export const getJsapiTicket: Route = {
  method: 'GET',
  path: '/cgi-bin/get_jsapi_ticket',
  doc: '90506',
  token: 'corp',
  handle(stand, _call, { suiteId, corpId }) {
    takeBudget(stand, 'ticketOfApp', `jsapi|${suiteId}|${corpId}`)
    takeBudget(stand, 'ticketOfCorp', `jsapi|${corpId}`)
    const { token, expiresIn } = issueToken(stand, { kind: 'jsapiTicket', suiteId, corpId })
    return { ticket: token, expires_in: expiresIn }
  },
}
