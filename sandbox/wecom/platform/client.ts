/** WeCom's client: scanner, sheets, OAuth, sign-in, chats, workbench. */
import { pushAppEvent } from '../callbacks/events'
import { openCorpId } from '../world/ids'
import { issueCode } from '../world/issue'
import { installOf, isAdmin, isInRange, partsOf } from '../world/queries'
import type { Stand } from '../world/stand'
import type { Install, Suite } from '../world/state'
import { adminAct, installNamed, type Person, personOf, personOnSeat, refuseAct, suiteNamed } from './act'
import type { Handlers } from './handler'
import { wecomPage } from './hosts'
import { PERMISSION_LABELS } from './permission-labels'
import { messagesOf } from './phone'
import { isTrustedRedirect, withQuery } from './redirect'
import { agreeOnSheet, sheetFor } from './sheet'
import { showApp } from './show'

type ClientName =
  | 'client.scan'
  | 'client.sheet'
  | 'client.authorize'
  | 'client.oauth'
  | 'client.webLogin'
  | 'client.legacyWebLogin'
  | 'client.miniProgramLogin'
  | 'client.messages'
  | 'client.workbench'
  | 'client.enterApp'
  | 'client.appSettings'
  | 'client.openAppManage'

function trusted(stand: Stand, uri: string): string {
  // 50001: what WeCom shows instead of the page.
  if (!isTrustedRedirect(stand, uri)) refuseAct('50001', 'redirect_uri 与配置的可信域名不一致 (50001)')
  return uri
}

/** The app an OAuth link means: a suite by its id, or a customised app by corp id and agentid (wecom-api §5.1). */
function oauthSuite(stand: Stand, appid: string, agentid: string | undefined, person: Person): Suite {
  const suite = stand.state.suites[appid]
  if (suite) return suite.kind === 'template' ? refuseAct('BAD_APPID', 'appid 参数错误') : suite
  const install = Object.values(stand.state.installs).find((i) => {
    const parts = partsOf(stand.state, i)
    const isCorp = openCorpId(stand.state, stand.switches, parts.suite.providerId, parts.corp) === appid
    return isCorp && i.app !== undefined && i.status === 'authorised' && String(i.agentId) === agentid
  })
  if (!install) refuseAct('BAD_APPID', 'appid 或 agentid 参数错误')
  if (install.corpId !== person.corp.corpId) refuseAct('50002', '成员不在应用的可见范围内 (50002)')
  requireUsable(install, person)
  return suiteNamed(stand, install.suiteId)
}

function requireUsable(install: Install, person: Person): void {
  if (install.disabled) refuseAct('50003', '应用已停用 (50003)')
  if (!isInRange(person.corp, install.range, person.member)) refuseAct('50002', '成员不在应用的可见范围内 (50002)')
}

/** Without a base account and outside the trial WeCom shows a prompt instead of signing in (WeCom 95652). */
function requireLicence(stand: Stand, suite: Suite, person: Person): void {
  const install = installOf(stand.state, suite.suiteId, person.corp.corpId)
  if (!stand.switches.unlicensedCannotLogin || person.corp.licensed || install?.status !== 'authorised') return
  void pushAppEvent(stand, install, 'unlicensed_notify', person.member.userId)
  refuseAct('701099', '当前成员没有接口调用许可，请联系应用服务商')
}

function installsSeenBy(stand: Stand, { corp, member }: Person): Install[] {
  return Object.values(stand.state.installs).filter((i) => {
    if (i.corpId !== corp.corpId || i.status === 'cancelled' || i.disabled) return false
    if (i.app && i.app.publish === 0) return false
    return isInRange(corp, i.range, member)
  })
}

export const clientHandlers: Handlers<ClientName> = {
  'client.scan': ({ stand }, { seat, text }) => {
    personOnSeat(stand, seat)
    const page = wecomPage(stand, text)
    if (page?.path === '/wwopen/customApp/authorize') return { kind: 'authorize', openUrl: page.onStand, text }
    if (page?.path.startsWith('/3rdapp/')) return { kind: 'install', openUrl: page.onStand, text }
    if (page) return { kind: 'link', openUrl: page.onStand, text }
    return /^https?:\/\//.test(text) && URL.canParse(text)
      ? { kind: 'link', openUrl: text, text }
      : { kind: 'foreign', text }
  },
  'client.sheet': ({ stand }, { seat, url }) => sheetFor(stand, seat, url),
  'client.authorize': ({ stand }, { seat, url, suiteIds }) => agreeOnSheet(stand, seat, url, suiteIds),
  'client.oauth': ({ stand }, { seat, appid, redirectUri, scope, state, agentid, consents = [] }) => {
    const person = personOnSeat(stand, seat)
    const suite = oauthSuite(stand, appid, agentid, person)
    const uri = trusted(stand, redirectUri)
    requireLicence(stand, suite, person)
    const { corp, member } = person
    const subject = {
      suiteId: suite.suiteId,
      corpId: corp.corpId,
      userId: member.userId,
      scope: scope ?? 'snsapi_base',
      consents: scope === 'snsapi_privateinfo' ? [...consents] : [],
    }
    return { location: withQuery(uri, { code: issueCode(stand, { kind: 'oauth', ...subject }), state: state ?? '' }) }
  },
  'client.webLogin': ({ stand }, { seat, userId, appid, redirectUri, state }) => {
    const suite = suiteNamed(stand, appid)
    if (suite.kind !== 'webLogin') refuseAct('BAD_APPID', 'appid 不是登录授权应用')
    const ownCorp = stand.state.providers[suite.providerId]?.corpId ?? ''
    const person = userId === undefined ? personOnSeat(stand, seat ?? '') : personOf(stand, ownCorp, userId)
    const uri = trusted(stand, redirectUri)
    const { corp, member } = person
    const code = issueCode(stand, {
      kind: 'oauth',
      suiteId: suite.suiteId,
      corpId: corp.corpId,
      userId: member.userId,
      scope: 'snsapi_base',
    })
    return { location: withQuery(uri, { code, state: state ?? '' }) }
  },
  'client.legacyWebLogin': ({ stand }, { seat, appid, redirectUri, state }) => {
    const provider = Object.values(stand.state.providers).find((p) => p.corpId === appid)
    if (!provider) refuseAct('BAD_APPID', 'appid 参数错误')
    const { corp, member } = personOnSeat(stand, seat)
    const uri = trusted(stand, redirectUri)
    const code = issueCode(stand, {
      kind: 'login',
      providerId: provider.providerId,
      corpId: corp.corpId,
      userId: member.userId,
    })
    return { location: withQuery(uri, { auth_code: code, expires_in: '600', state: state ?? '' }) }
  },
  'client.miniProgramLogin': ({ stand }, { suiteId, seat, corpId, userId }) => {
    const suite = stand.state.suites[suiteId] ?? refuseAct('90211', 'wx.qy.login: suiteId 不合法 (90211)')
    if (suite.miniProgramAppid === '') refuseAct('90206', '小程序未关联到该应用 (90206)')
    if (suite.review !== 'launched') refuseAct('60246', '应用未上线 (60246)')
    const person = seat !== undefined ? personOnSeat(stand, seat) : personOf(stand, corpId ?? '', userId ?? '')
    requireLicence(stand, suite, person)
    const { corp, member } = person
    return { code: issueCode(stand, { kind: 'js', suiteId, corpId: corp.corpId, userId: member.userId }) }
  },
  'client.messages': ({ stand }, { seat }) => {
    const { corp, member } = personOnSeat(stand, seat)
    return { messages: messagesOf(stand, corp, member.userId) }
  },
  'client.workbench': ({ stand }, { seat }) => {
    const person = personOnSeat(stand, seat)
    const apps = installsSeenBy(stand, person).map((i) => {
      const suite = suiteNamed(stand, i.suiteId)
      return {
        suiteId: i.suiteId,
        agentId: i.agentId,
        name: i.name,
        kind: suite.kind,
        homeUrl: i.homeUrl,
        miniProgramAppid: suite.miniProgramAppid,
        canManage: isAdmin(person.member),
      }
    })
    return { apps }
  },
  'client.enterApp': ({ stand }, { seat, suiteId }) => {
    const person = personOnSeat(stand, seat)
    const install = installNamed(stand, suiteId, person.corp.corpId)
    requireUsable(install, person)
    void pushAppEvent(stand, install, 'enter_agent', person.member.userId, [['EventKey', '']])
    return { homeUrl: install.homeUrl }
  },
  'client.openAppManage': ({ stand }, { seat, signedInSuiteId, suiteId = signedInSuiteId }) => {
    // A mini-program linked to the sign-in suite reaches that suite's page only, never a customised app's (WeCom 95537).
    if (suiteId !== signedInSuiteId) refuseAct('NOT_SIGNED_IN_APP', 'openAppManage:fail 只能打开当前登录应用的管理页')
    return { app: showApp(stand, adminAct(stand, seat, suiteId).install) }
  },
  'client.appSettings': ({ stand }, { seat, suiteId }) => {
    const { install } = adminAct(stand, seat, suiteId)
    return { app: showApp(stand, install), canManage: true, permissionLabels: PERMISSION_LABELS }
  },
}
