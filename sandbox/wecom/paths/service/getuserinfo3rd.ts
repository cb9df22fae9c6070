import { spendSignInCode, personIds } from '../person'
import type { Route } from '../route'
import { userTicket } from '../user-detail'

/** OAuth or web-login code of a suite → person (WeCom 91121, 98179). Scope base brings no user_ticket. */
export const getUserInfo3rd: Route = {
  method: 'GET',
  path: '/cgi-bin/service/auth/getuserinfo3rd',
  doc: '91121',
  token: 'suite',
  handle(stand, call, suite) {
    const subject = spendSignInCode(stand, 'oauth', call.query['code'], suite.suiteId)
    return { ...personIds(stand, suite.providerId, subject.corpId, subject.userId), ...userTicket(stand, subject) }
  },
}
