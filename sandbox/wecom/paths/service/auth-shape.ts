/** The objects that get_permanent_code and get_auth_info share (wecom-api §2.3, §2.4). */
import { readCode, spendCode } from '../../world/issue'
import { memberOf, openCorpId, openUserId, wireUserId } from '../../world/ids'
import { installOf, partsOf } from '../../world/queries'
import type { Stand } from '../../world/stand'
import type { Install, Suite } from '../../world/state'
import { type ApiCall, type JsonObject, need, refuse } from '../route'

const DAY_S = 24 * 3600

/** `auth_corp_info` of v1. Empty strings stand for what a corp has not filled in. */
export function corpInfo(stand: Stand, install: Install, version: 'v1' | 'v2'): JsonObject {
  const { corp, suite } = partsOf(stand.state, install)
  const info = {
    corpid: openCorpId(stand.state, stand.switches, suite.providerId, corp),
    corp_name: corp.name,
    corp_type: 'verified',
    corp_square_logo_url: '',
    corp_user_max: Math.max(200, corp.members.length),
    corp_full_name: corp.name,
    verified_end_time: Math.floor(install.firstAt / 1000) + 365 * DAY_S,
    subject_type: 1,
    corp_scale: '',
    corp_industry: corp.industry,
    corp_sub_industry: '',
  }
  return version === 'v1' ? { ...info, corp_wxqrcode: '' } : { ...info, corp_ex_name: { name_list: [] } }
}

/** `auth_info`: exactly one agent for modern apps. */
export function authInfo(stand: Stand, install: Install): JsonObject {
  const { corp, suite } = partsOf(stand.state, install)
  const isCustomized = install.app !== undefined
  return {
    agent: [
      {
        agentid: install.agentId,
        name: install.name,
        square_logo_url: '',
        round_logo_url: '',
        appid: 1,
        auth_mode: 0,
        is_customized_app: isCustomized,
        auth_from_thirdapp: false,
        privilege: {
          level: 1,
          allow_party: install.range.parties,
          allow_user: install.range.users.map((u) =>
            wireUserId(stand.state, stand.switches, suite.providerId, corp, u),
          ),
          allow_tag: install.range.tags,
          extra_party: [],
          extra_user: [],
          extra_tag: [],
        },
      },
    ],
  }
}

/** `auth_user_info` by switch: complete, with empty fields, or absent. Names are never told. */
export function authUserInfo(stand: Stand, install: Install): JsonObject {
  const { corp, suite } = partsOf(stand.state, install)
  const form = stand.switches.authUserInfo
  if (form === 'absent') return {}
  if (form === 'empty' || !memberOf(corp, install.authUserId)) {
    return { auth_user_info: { userid: '', open_userid: '', name: '', avatar: '' } }
  }
  const userid = wireUserId(stand.state, stand.switches, suite.providerId, corp, install.authUserId)
  const openId = openUserId(stand.state, suite.providerId, corp, install.authUserId)
  return { auth_user_info: { userid, open_userid: openId, name: '', avatar: '' } }
}

/** Spends an auth_code of this suite. @throws Refusal 41008, 40078, 42003 */
export function exchangeAuthCode(stand: Stand, call: ApiCall, suite: Suite): Install {
  const read = readCode(stand, 'auth', need(call, 'auth_code', 41008))
  if (read.fate === 'unknown' || read.subject.suiteId !== suite.suiteId) refuse(40078, 'invalid auth_code')
  if (read.fate === 'used') refuse(40078, 'invalid auth_code, can only be consumed once')
  if (read.fate === 'expired') refuse(42003, 'auth_code expired')
  const install = installOf(stand.state, suite.suiteId, read.subject.corpId)
  if (!install || install.status === 'cancelled' || install.permanentCode !== read.subject.permanentCode) {
    refuse(40078, 'invalid auth_code')
  }
  spendCode(stand, read.entry)
  return install
}

/** The install named by auth_corpid and permanent_code. @throws Refusal 40013, 40084, 48004 */
export function installByCode(stand: Stand, call: ApiCall, suite: Suite): Install {
  const corpId = need(call, 'auth_corpid', 41002)
  const code = need(call, 'permanent_code', 41025)
  const install = Object.values(stand.state.installs).find((i) => {
    if (i.suiteId !== suite.suiteId) return false
    return openCorpId(stand.state, stand.switches, suite.providerId, partsOf(stand.state, i).corp) === corpId
  })
  if (!install) refuse(40013, 'invalid corpid')
  if (install.permanentCode !== code) refuse(40084, 'invalid permanent_code')
  if (install.status === 'cancelled') refuse(48004, 'suite auth is cancelled')
  return install
}
