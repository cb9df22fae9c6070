import { opaque } from '../../world/random'
import { spendSignInCode, personIds } from '../person'
import { refuse, type Route } from '../route'

/** wx.qy.login code → person, with the token of the suite the mini-program is linked to (WeCom 92423). */
export const serviceJscode2session: Route = {
  method: 'GET',
  path: '/cgi-bin/service/miniprogram/jscode2session',
  doc: '92423',
  token: 'suite',
  handle(stand, call, suite) {
    if (call.query['grant_type'] !== 'authorization_code') refuse(40058, 'invalid Request Parameter: grant_type')
    const subject = spendSignInCode(stand, 'js', call.query['js_code'], suite.suiteId)
    const person = personIds(stand, suite.providerId, subject.corpId, subject.userId)
    return { ...person, session_key: opaque(stand.random, 24) }
  },
}
