import { issueToken } from '../../world/issue'
import { takeBudget } from '../guard'
import { refuse, type Route } from '../route'

/** Ticket for wx.agentConfig: the app's own, under the same limits (WeCom 90312, 94313). */
export const ticketGet: Route = {
  method: 'GET',
  path: '/cgi-bin/ticket/get',
  doc: '94313',
  token: 'corp',
  handle(stand, call, { suiteId, corpId }) {
    if (call.query['type'] !== 'agent_config') refuse(40058, 'invalid Request Parameter: type')
    takeBudget(stand, 'ticketOfApp', `agent_config|${suiteId}|${corpId}`)
    takeBudget(stand, 'ticketOfCorp', `agent_config|${corpId}`)
    const { token, expiresIn } = issueToken(stand, { kind: 'agentTicket', suiteId, corpId })
    return { ticket: token, expires_in: expiresIn }
  },
}
