import { corpByOpenId, openUserId, wireUserId } from '../../world/ids'
import { appAdmins, installOf } from '../../world/queries'
import { need, refuse, type Route } from '../route'

/** The app's admins by suite token, with open_userid: the old call, no longer maintained (WeCom 90606). */
export const serviceGetAdminList: Route = {
  method: 'POST',
  path: '/cgi-bin/service/get_admin_list',
  doc: '90606',
  token: 'suite',
  handle(stand, call, { suiteId, providerId }) {
    const { state, switches } = stand
    const corp = corpByOpenId(state, switches, providerId, need(call, 'auth_corpid', 41002))
    if (!corp) refuse(40013, 'invalid corpid')
    const install = installOf(state, suiteId, corp.corpId)
    if (install?.status !== 'authorised') refuse(48004, 'suite auth is cancelled')
    if (call.body['agentid'] === undefined) refuse(41011, 'missing agentid')
    if (call.body['agentid'] !== install.agentId) refuse(40056, 'invalid agentid')
    return {
      admin: appAdmins(corp, install).map((m) => ({
        userid: wireUserId(state, switches, providerId, corp, m.userId),
        open_userid: openUserId(state, providerId, corp, m.userId),
        auth_type: 1,
      })),
    }
  },
}
