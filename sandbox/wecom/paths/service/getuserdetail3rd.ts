import { partsOf } from '../../world/queries'
import { personIds } from '../person'
import type { Route } from '../route'
import { readUserTicket, sensitiveFields } from '../user-detail'

/** user_ticket → what the member agreed to give a suite; her name stays hidden: `name` is the userid (WeCom 91122). */
export const getUserDetail3rd: Route = {
  method: 'POST',
  path: '/cgi-bin/service/auth/getuserdetail3rd',
  doc: '91122',
  token: 'suite',
  handle(stand, call, suite) {
    const { subject, install } = readUserTicket(stand, call, suite.suiteId)
    const { corp } = partsOf(stand.state, install)
    const { corpid, userid } = personIds(stand, suite.providerId, corp.corpId, subject.userId)
    return {
      corpid,
      userid,
      name: userid,
      ...sensitiveFields(subject, ['gender', 'avatar', 'qr_code']),
    }
  },
}
