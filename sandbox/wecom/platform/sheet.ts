/** WeCom's authorisation sheet: parameter QR of customised apps, install link and app QR of standard suites. */
import { pushAuthCode } from '../callbacks/events'
import { readCode, spendCode } from '../world/issue'
import { isAdmin } from '../world/queries'
import type { Stand } from '../world/stand'
import type { Suite } from '../world/state'
import { type Person, personOnSeat, refuseAct } from './act'
import { authorise, newAuthCode } from './authorise'
import { wecomPage } from './hosts'
import { isAuthorised, showApp } from './show'
import { isTrustedRedirect, withQuery } from './redirect'
import { isTestCorpTooMany } from './test-corps'
import type { AppView, SheetView } from './views'
import { greetRange } from './range'

/** Basic permissions come with the scan and cannot be edited (WeCom 98980). */
const BASIC = ['成员基础信息（成员账号与部门 ID）', '部门列表（部门 ID）', '标签管理', '网页授权登录', '发送应用消息']

type Plan =
  | { kind: 'authorize'; suites: Suite[]; state: string; spend: undefined; redirect: undefined; isTest: false }
  | {
      kind: 'install'
      suites: Suite[]
      state: string
      /** Spends the pre_auth_code; undefined for an app QR, which many corps may scan. */
      spend: (() => void) | undefined
      redirect: ((authCode: string) => string) | undefined
      isTest: boolean
    }

const EXPIRED = '二维码已过期，请联系服务商重新获取'
const INVALID = '链接无效，请联系服务商重新获取'

function planOf(stand: Stand, url: string): Plan | { refusal: string } {
  const page = wecomPage(stand, url)
  if (!page) return { refusal: INVALID }
  if (page.path === '/wwopen/customApp/authorize') return customPlan(stand, page.query)
  if (page.path === '/3rdapp/install') return installPlan(stand, page.query)
  if (page.path === '/3rdapp/qrinstall') return appQrPlan(stand, page.query)
  return { refusal: INVALID }
}

function customPlan(stand: Stand, query: URLSearchParams): Plan | { refusal: string } {
  const read = readCode(stand, 'authUrl', query.get('token') ?? '')
  if (read.fate === 'unknown') return { refusal: INVALID }
  if (read.fate !== 'good') return { refusal: EXPIRED }
  const suites = read.subject.suiteIds.flatMap((id) => stand.state.suites[id] ?? [])
  return { kind: 'authorize', suites, state: read.subject.state, spend: undefined, redirect: undefined, isTest: false }
}

function installPlan(stand: Stand, query: URLSearchParams): Plan | { refusal: string } {
  const suite = stand.state.suites[query.get('suite_id') ?? '']
  const read = readCode(stand, 'preAuth', query.get('pre_auth_code') ?? '')
  const state = query.get('state') ?? ''
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!suite || read.fate === 'unknown' || read.subject.suiteId !== suite.suiteId) return { refusal: INVALID }
  if (read.fate !== 'good') return { refusal: '链接已过期，请返回服务商页面重新打开' }
  if (!/^[a-zA-Z0-9]{0,128}$/.test(state)) return { refusal: INVALID }
  if (!isTrustedRedirect(stand, redirectUri)) return { refusal: '回调域名与应用的安装完成回调域名不一致' }
  const isTest = read.subject.authType === 1
  if (suite.review !== 'launched' && !isTest) return { refusal: '应用尚未上线，暂不能安装' }
  const redirect = (authCode: string) => withQuery(redirectUri, { auth_code: authCode, expires_in: '600', state })
  return { kind: 'install', suites: [suite], state: '', spend: () => spendCode(stand, read.entry), redirect, isTest }
}

function appQrPlan(stand: Stand, query: URLSearchParams): Plan | { refusal: string } {
  const read = readCode(stand, 'appQr', query.get('token') ?? '')
  const suite = read.fate === 'unknown' ? undefined : stand.state.suites[read.subject.suiteId]
  if (read.fate === 'unknown' || !suite) return { refusal: INVALID }
  return {
    kind: 'install',
    suites: [suite],
    state: read.subject.state,
    spend: undefined,
    redirect: undefined,
    isTest: false,
  }
}

/** Apps of a plan that this corp does not have yet; an authorised suite may be installed again, a customised app may not (switch). */
const open = (stand: Stand, plan: Plan, person: Person): Suite[] =>
  plan.suites.filter(
    (s) =>
      plan.kind === 'install' ||
      stand.switches.authorisedAgain === 'anew' ||
      !isAuthorised(stand, s.suiteId, person.corp.corpId),
  )

/** What the sheet at this URL shows to whoever holds the seat. */
export function sheetFor(stand: Stand, seat: string, url: string): SheetView {
  const person = personOnSeat(stand, seat)
  const plan = planOf(stand, url)
  const people = { corpName: person.corp.name, memberName: person.member.name, basicPermissions: BASIC }
  if ('refusal' in plan) return { kind: 'authorize', providerName: '', apps: [], refusal: plan.refusal, ...people }
  const provider = stand.state.providers[plan.suites[0]?.providerId ?? '']
  const refusal = !isAdmin(person.member)
    ? '你不是企业管理员，无法授权。请将二维码转发给企业管理员，由管理员扫码授权'
    : open(stand, plan, person).length === 0
      ? '企业已授权这些应用，无需重复授权'
      : plan.suites.some((s) => isTestCorpTooMany(stand, s, person.corp, plan.isTest))
        ? '该应用的测试企业已达 10 个上限'
        : undefined
  return {
    kind: plan.kind,
    providerName: provider?.name ?? '',
    apps: plan.suites.map((s) => ({
      suiteId: s.suiteId,
      name: s.name,
      intro: s.intro,
      alreadyAuthorised: isAuthorised(stand, s.suiteId, person.corp.corpId),
    })),
    refusal,
    ...people,
  }
}

/**
 * 同意授权. Customised apps and app QRs push create_auth, one per app; the install link brings the auth_code in the redirect and
 * pushes nothing (WeCom 90642).
 * @param chosen the apps ticked on the sheet; undefined = all
 * @throws ActRefusal with the sheet's own refusal
 */
export function agreeOnSheet(
  stand: Stand,
  seat: string,
  url: string,
  chosen: readonly string[] | undefined,
): { apps: AppView[]; redirectUrl?: string } {
  const view = sheetFor(stand, seat, url)
  if (view.refusal !== undefined) refuseAct('REFUSED', view.refusal)
  const plan = planOf(stand, url)
  if ('refusal' in plan) refuseAct('REFUSED', plan.refusal)
  const person = personOnSeat(stand, seat)
  const suites = open(stand, plan, person).filter((s) => chosen === undefined || chosen.includes(s.suiteId))
  if (suites.length === 0) refuseAct('NOTHING_CHOSEN', '请至少选择一个应用')
  plan.spend?.()
  let redirectUrl: string | undefined
  const installs = suites.map((suite) => {
    const wasAuthorised = isAuthorised(stand, suite.suiteId, person.corp.corpId)
    const install = authorise(stand, suite, person, plan.state, plan.isTest)
    const authCode = newAuthCode(stand, install)
    if (plan.redirect) redirectUrl = plan.redirect(authCode)
    else void pushAuthCode(stand, suite.suiteId, person.corp.corpId, 'create_auth', authCode)
    if (!wasAuthorised) greetRange(stand, install)
    return install
  })
  return { apps: installs.map((i) => showApp(stand, i)), ...(redirectUrl === undefined ? {} : { redirectUrl }) }
}
