/** The provider console: templates, callback URLs, development, permission requests, launch, secrets, tickets. No API does any of it. */
import { fillUrl, pushAuthCode } from '../callbacks/events'
import { changedWhitelist } from '../paths/guard'
import { newTicket, pushTicket } from '../callbacks/tickets'
import { openCorpId } from '../world/ids'
import { revokeToken } from '../world/issue'
import { alphanumeric, opaque } from '../world/random'
import { partsOf } from '../world/queries'
import type { Stand } from '../world/stand'
import type { CustomApp, Suite } from '../world/state'
import { customAppNamed, refuseAct, suiteNamed } from './act'
import { newAuthCode } from './authorise'
import { mustBeKeys, mustBeUrl } from './callback-keys'
import { checkedPermissions } from './client-admin'
import type { Handlers } from './handler'
import { PERMISSION_LABELS } from './permission-labels'
import { tellAdmins } from './phone'
import { greetRange } from './range'
import { showApp, showSuite } from './show'

type ConsoleName =
  | 'console.createTemplate'
  | 'console.saveCallback'
  | 'console.linkMiniProgram'
  | 'console.startDevelopment'
  | 'console.requestPermissions'
  | 'console.editApp'
  | 'console.resetSecret'
  | 'console.pushTicket'
  | 'console.refreshTicket'
  | 'whitelist.set'

/** Asks the provider's backend to echo; the receiveId of a verification is the provider's own corp id (wecom-api §1.4). */
function verify(
  stand: Stand,
  suite: Suite,
  url: string,
  keys: { token: string; encodingAesKey: string },
  corpId?: string,
) {
  const provider = stand.state.providers[suite.providerId]
  const corp = corpId === undefined ? undefined : stand.state.corps[corpId]
  const placeholder = corp ? openCorpId(stand.state, stand.switches, suite.providerId, corp) : (provider?.corpId ?? '')
  return stand.callbacks.verify({
    url: fillUrl(stand, url, placeholder),
    token: keys.token,
    encodingAesKey: keys.encodingAesKey,
    receiveId: provider?.corpId ?? '',
    suiteId: suite.suiteId,
    corpId,
  })
}

function newTemplate(stand: Stand, providerId: string, name: string, intro: string, callbackUrl: string): Suite {
  const suiteId = `dk${Buffer.from(stand.random.bytes(8)).toString('hex')}`
  const suite: Suite = {
    suiteId,
    providerId,
    kind: 'template',
    name,
    intro,
    secret: alphanumeric(stand.random, 43),
    token: alphanumeric(stand.random, 24),
    encodingAesKey: alphanumeric(stand.random, 43),
    callbackUrl: callbackUrl === '' ? `{base}/callback/${providerId}/${suiteId}` : callbackUrl,
    dataUrl: '',
    miniProgramAppid: '',
    review: 'draft',
    reviewReasons: [],
    tickets: [],
    ticketDelivered: false,
  }
  stand.state.suites[suiteId] = suite
  return suite
}

/** A change of a launched app opens a new draft (3); before the launch it stays in development. */
function redraft(app: CustomApp): void {
  if (app.publish === 2) app.publish = 3
  app.review = 'draft'
  app.reviewReasons = []
}

export const consoleHandlers: Handlers<ConsoleName> = {
  'console.createTemplate': ({ stand }, { providerId, name, intro = '', callbackUrl = '' }) => {
    if (!stand.state.providers[providerId]) refuseAct('NO_PROVIDER', '没有这个服务商')
    if (name.trim() === '') refuseAct('NO_NAME', '请填写模板名称')
    if (callbackUrl !== '') mustBeUrl(stand, callbackUrl)
    const suite = newTemplate(stand, providerId, name.trim(), intro, callbackUrl)
    newTicket(stand, suite)
    return {
      ...showSuite(stand, suite),
      secret: suite.secret,
      token: suite.token,
      encodingAesKey: suite.encodingAesKey,
    }
  },
  'console.saveCallback': async ({ stand }, input) => {
    const suite = suiteNamed(stand, input.suiteId)
    const target = input.corpId === undefined ? suite : customAppNamed(stand, input.suiteId, input.corpId).app
    const keys = {
      token: input.token ?? target.token,
      encodingAesKey: input.encodingAesKey ?? target.encodingAesKey,
    }
    mustBeKeys(keys)
    const urls = [input.callbackUrl, input.dataUrl].filter((url) => url !== undefined)
    for (const url of urls.length > 0 ? urls : [target.callbackUrl]) {
      mustBeUrl(stand, url)
      const result = await verify(stand, suite, url, keys, input.corpId)
      if (!result.delivered) return { ok: false, note: `openapi 回调地址请求不通过 (40057)：${result.note}`, ...keys }
    }
    Object.assign(target, keys)
    if (input.callbackUrl !== undefined) target.callbackUrl = input.callbackUrl
    if (input.dataUrl !== undefined && input.corpId === undefined) suite.dataUrl = input.dataUrl
    stand.changed()
    return { ok: true, note: '', ...keys }
  },
  'console.linkMiniProgram': ({ stand }, { suiteId, appid }) => {
    const suite = suiteNamed(stand, suiteId)
    if (!/^wx[0-9a-z]{16}$/.test(appid)) refuseAct('90207', '小程序 appid 不合法 (90207)')
    suite.miniProgramAppid = appid
    stand.changed()
    return showSuite(stand, suite)
  },
  'console.startDevelopment': ({ stand }, { suiteId, corpId, name, intro, homeUrl }) => {
    const { install, app } = customAppNamed(stand, suiteId, corpId)
    if (app.publish !== 0) refuseAct('ALREADY_STARTED', '该应用已开始代开发')
    app.publish = 1
    install.name = name ?? install.name
    install.intro = intro ?? install.intro
    install.homeUrl = homeUrl ?? install.homeUrl
    stand.changed()
    greetRange(stand, install)
    return showApp(stand, install)
  },
  'console.requestPermissions': ({ stand }, { suiteId, corpId, permissions }) => {
    const { install, app } = customAppNamed(stand, suiteId, corpId)
    if (app.publish === 0) refuseAct('NOT_STARTED', '请先开始代开发应用')
    if (permissions.length === 0) refuseAct('NOTHING', '请至少选择一项权限')
    const request = {
      requestId: opaque(stand.random, 16),
      permissions: checkedPermissions(install, permissions),
      status: 'open' as const,
      at: stand.clock.now(),
    }
    for (const earlier of app.requests) if (earlier.status === 'open') earlier.status = 'replaced'
    app.requests.push(request)
    const { corp, provider } = partsOf(stand.state, install)
    const labels = request.permissions.map((key) => PERMISSION_LABELS[key] ?? key).join('、')
    tellAdmins(stand, corp, install, {
      kind: 'permission',
      title: `「${install.name}」申请权限变更`,
      text: `服务商 ${provider.name} 申请为代开发应用「${install.name}」使用以下权限：${labels}`,
      request,
    })
    stand.changed()
    return { app: showApp(stand, install), requestId: request.requestId }
  },
  'console.editApp': ({ stand }, { suiteId, corpId }) => {
    const { install, app } = customAppNamed(stand, suiteId, corpId)
    if (app.publish < 2) refuseAct('NOT_LAUNCHED', '应用尚未上线，直接修改即可')
    redraft(app)
    stand.changed()
    return showApp(stand, install)
  },
  'console.resetSecret': ({ stand }, { suiteId, corpId }) => {
    const { install } = customAppNamed(stand, suiteId, corpId)
    install.permanentCode = opaque(stand.random, 86)
    revokeToken(stand, { kind: 'corp', suiteId, corpId })
    void pushAuthCode(stand, suiteId, corpId, 'reset_permanent_code', newAuthCode(stand, install))
    return showApp(stand, install)
  },
  'console.pushTicket': async ({ stand }, { suiteId }) => {
    const { delivered, note } = await pushTicket(stand, suiteNamed(stand, suiteId))
    return { delivered, note }
  },
  'console.refreshTicket': async ({ stand }, { suiteId }) => {
    const suite = suiteNamed(stand, suiteId)
    newTicket(stand, suite)
    const { delivered, note } = await pushTicket(stand, suite)
    return { delivered, note }
  },
  'whitelist.set': ({ stand }, { providerId, ips, suiteId, corpId }) => {
    const provider = stand.state.providers[providerId] ?? refuseAct('NO_PROVIDER', '没有这个服务商')
    const isApps = suiteId !== undefined && corpId !== undefined
    const holder = isApps ? customAppNamed(stand, suiteId, corpId).app : provider
    holder.whitelist = changedWhitelist(stand, holder.whitelist, ips)
    stand.changed()
    return { ips: holder.whitelist.ips }
  },
}
