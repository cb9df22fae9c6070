import type { Route } from '../route'

/** The apps this token may see: its own (WeCom, wecom-api §6.10). */
export const agentList: Route = {
  method: 'GET',
  path: '/cgi-bin/agent/list',
  doc: '90227',
  token: 'corp',
  handle: (_stand, _call, install) => ({
    agentlist: [{ agentid: install.agentId, name: install.name, square_logo_url: '', round_logo_url: '' }],
  }),
}
