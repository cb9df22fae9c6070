import { partsOf } from '../../world/queries'
import { opaque } from '../../world/random'
import { spendSignInCode, personIds } from '../person'
import { refuse, type Route } from '../route'

/**
 * wx.qy.login code → person, for a mini-program linked to a customised app (WeCom 96959). The token may be any bound corp's; the
 * answer names the member's real corp. No open_userid here.
 */
export const miniprogramJscode2session: Route = {
  method: 'GET',
  path: '/cgi-bin/miniprogram/jscode2session',
  doc: '96959',
  token: 'corp',
  handle(stand, call, install) {
    if (call.query['grant_type'] !== 'authorization_code') refuse(40058, 'invalid Request Parameter: grant_type')
    const { suite } = partsOf(stand.state, install)
    const subject = spendSignInCode(stand, 'js', call.query['js_code'], suite.suiteId)
    const { corpid, userid } = personIds(stand, suite.providerId, subject.corpId, subject.userId)
    return { corpid, userid, session_key: opaque(stand.random, 24) }
  },
}
