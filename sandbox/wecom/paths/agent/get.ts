import { wireUserId } from '../../world/ids'
import { partsOf } from '../../world/queries'
import type { Route } from '../route'
import { requireOwnAgent } from './own-agent'

/** An app's settings; a customised app also tells customized_publish_status (WeCom 96448). */
export const agentGet: Route = {
  method: 'GET',
  path: '/cgi-bin/agent/get',
  doc: '96448',
  token: 'corp',
  handle(stand, call, install) {
    requireOwnAgent(install, call.query['agentid'])
    const { corp, suite } = partsOf(stand.state, install)
    const userid = (u: string) => wireUserId(stand.state, stand.switches, suite.providerId, corp, u)
    return {
      agentid: install.agentId,
      name: install.name,
      square_logo_url: '',
      description: install.intro,
      allow_userinfos: { user: install.range.users.map((u) => ({ userid: userid(u) })) },
      allow_partys: { partyid: install.range.parties },
      allow_tags: { tagid: install.range.tags },
      close: install.disabled ? 1 : 0,
      redirect_domain: '',
      report_location_flag: 0,
      isreportenter: 0,
      home_url: install.homeUrl,
      ...(install.app ? { customized_publish_status: install.app.publish } : {}),
    }
  },
}
