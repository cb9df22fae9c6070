import { memberOf, memberByWireId, openUserId } from '../../world/ids'
import { isInRange, partsOf } from '../../world/queries'
import { countWrongUserIds, requireNotLocked } from '../guard'
import { refuse, textList, type Route } from '../route'

const MOST = 1000

/** userid → open_userid for members in the visible range; plain and enciphered ids are understood (wecom-api §2.9). */
export const useridToOpenuserid: Route = {
  method: 'POST',
  path: '/cgi-bin/batch/userid_to_openuserid',
  doc: '95884',
  token: 'corp',
  handle(stand, call, install) {
    const ids = textList(call, 'userid_list')
    if (ids.length === 0) refuse(40063, 'empty userid_list')
    if (ids.length > MOST) refuse(40032, 'invalid userid list length')
    const who = `${install.suiteId}|${install.corpId}`
    requireNotLocked(stand, who)
    const { corp, suite } = partsOf(stand.state, install)
    const known: { userid: string; open_userid: string }[] = []
    const invalid: string[] = []
    for (const userid of ids) {
      const member =
        memberByWireId(stand.state, stand.switches, suite.providerId, corp, userid) ?? memberOf(corp, userid)
      if (member && isInRange(corp, install.range, member)) {
        known.push({ userid, open_userid: openUserId(stand.state, suite.providerId, corp, member.userId) })
      } else invalid.push(userid)
    }
    countWrongUserIds(stand, who, invalid.length)
    return { open_userid_list: known, invalid_userid_list: invalid }
  },
}
