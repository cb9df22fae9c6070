import { partsOf } from '../../world/queries'
import { spendSignInCode, personIds } from '../person'
import { refuse, type Route } from '../route'
import { userTicket } from '../user-detail'

/** OAuth code of a customised app → member of this corp (WeCom 98177); a suite must use getuserinfo3rd. */
export const authGetUserInfo: Route = {
  method: 'GET',
  path: '/cgi-bin/auth/getuserinfo',
  doc: '98177',
  token: 'corp',
  handle(stand, call, install) {
    if (!install.app) refuse(48002, 'api forbidden')
    const subject = spendSignInCode(stand, 'oauth', call.query['code'], install.suiteId)
    if (subject.corpId !== install.corpId) refuse(92002, 'not allow to cross corp')
    const { suite } = partsOf(stand.state, install)
    const { userid } = personIds(stand, suite.providerId, subject.corpId, subject.userId)
    return { userid, ...userTicket(stand, subject) }
  },
}
