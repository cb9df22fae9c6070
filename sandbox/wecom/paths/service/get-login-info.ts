import { readCode, spendCode } from '../../world/issue'
import { memberOf } from '../../world/ids'
import { appAdmins } from '../../world/queries'
import { personIds } from '../person'
import { need, refuse, type Route } from '../route'

const USER_TYPE = { superAdmin: 2, subAdmin: 4, member: 5 } as const

/** Legacy web sign-in: auth_code → person, role (usertype) and the provider's apps she may manage (WeCom 91125). */
export const getLoginInfo: Route = {
  method: 'POST',
  path: '/cgi-bin/service/get_login_info',
  doc: '91125',
  token: 'provider',
  handle(stand, call, provider) {
    const read = readCode(stand, 'login', need(call, 'auth_code', 41008))
    if (read.fate === 'unknown' || read.subject.providerId !== provider.providerId) refuse(40029, 'invalid code')
    if (read.fate === 'used') refuse(40029, 'invalid code')
    if (read.fate === 'expired') refuse(42003, 'code expired')
    spendCode(stand, read.entry)
    const { corpId, userId } = read.subject
    const { corpid, userid, open_userid } = personIds(stand, provider.providerId, corpId, userId)
    const corp = stand.state.corps[corpId] ?? refuse(40013, 'invalid corpid')
    const member = memberOf(corp, userId) ?? refuse(40029, 'invalid code')
    // The first super admin of a corp created it; others are internal system admins.
    const isCreator = member.role === 'superAdmin' && corp.members.find((m) => m.role === 'superAdmin') === member
    const installs = Object.values(stand.state.installs).filter(
      (i) =>
        i.corpId === corpId &&
        i.status === 'authorised' &&
        stand.state.suites[i.suiteId]?.providerId === provider.providerId,
    )
    return {
      usertype: isCreator ? 1 : USER_TYPE[member.role],
      user_info: { userid, open_userid, name: '', avatar: '' },
      corp_info: { corpid },
      agent: installs
        .filter((i) => appAdmins(corp, i).includes(member))
        .map((i) => ({ agentid: i.agentId, auth_type: 1 })),
      auth_info: { department: member.departments.map((id) => ({ id, writable: member.role !== 'member' })) },
    }
  },
}
