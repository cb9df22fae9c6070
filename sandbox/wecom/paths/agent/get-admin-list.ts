import { wireUserId } from '../../world/ids'
import { appAdmins, partsOf } from '../../world/queries'
import type { Route } from '../route'

/** Members that may manage the app: internal ones only, without names or a super-admin flag (WeCom 100072). */
export const agentGetAdminList: Route = {
  method: 'POST',
  path: '/cgi-bin/agent/get_admin_list',
  doc: '100072',
  token: 'corp',
  handle(stand, _call, install) {
    const { corp, suite } = partsOf(stand.state, install)
    return {
      admin: appAdmins(corp, install).map((m) => ({
        userid: wireUserId(stand.state, stand.switches, suite.providerId, corp, m.userId),
        auth_type: 1,
      })),
    }
  },
}
