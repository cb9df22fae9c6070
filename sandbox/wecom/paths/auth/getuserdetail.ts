import { partsOf } from '../../world/queries'
import { personIds } from '../person'
import { refuse, type Route } from '../route'
import { DETAIL_PERMISSIONS, readUserTicket, sensitiveFields } from '../user-detail'

/** user_ticket → what the corp granted the customised app and the member agreed to give, both (WeCom 96443). */
export const authGetUserDetail: Route = {
  method: 'POST',
  path: '/cgi-bin/auth/getuserdetail',
  doc: '96443',
  token: 'corp',
  handle(stand, call, install) {
    if (!install.app) refuse(48002, 'api forbidden')
    const { subject } = readUserTicket(stand, call, install.suiteId)
    if (subject.corpId !== install.corpId) refuse(92002, 'not allow to cross corp')
    const { permissions } = install.app
    const granted = Object.entries(DETAIL_PERMISSIONS).flatMap(([field, key]) =>
      permissions.includes(key) ? [field] : [],
    )
    const { suite } = partsOf(stand.state, install)
    const { userid } = personIds(stand, suite.providerId, subject.corpId, subject.userId)
    return { userid, ...sensitiveFields(subject, granted) }
  },
}
