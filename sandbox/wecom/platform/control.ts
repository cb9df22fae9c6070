/**
 * The control endpoints of the stand-in: `POST /platform/<name>`, JSON in, JSON out. They play what only WeCom's consoles, client,
 * review team and directory do. A refusal is `400 {error: {code, message}}` with a Chinese message; an unknown name is 404.
 * `corpId` is always the plain corp id, `userId` the plain member id (what WeCom's own client knows); only wecom's API hands out `wp…`/`wo…`.
 */
import type { SystemEvent } from '../callbacks/system-events'
import type {
  AppView,
  ClockView,
  FaultKind,
  FaultRule,
  LogEntry,
  PhoneMessage,
  SeatView,
  SheetView,
  SuiteView,
  WorkbenchItem,
  WorldView,
} from './views'

type Nothing = Readonly<Record<string, never>>
interface AppKey {
  readonly suiteId: string
  readonly corpId: string
}

/** name → input and output. `seat` is the `window.name` of the phone or window that acts (`seat-…`). */
export interface ControlTable {
  'world.get': { input: Nothing; output: WorldView }
  'seat.set': { input: { seat: string; corpId: string; userId: string }; output: SeatView }
  'seat.get': { input: { seat: string }; output: { seat: SeatView | null } }

  'client.scan': {
    input: { seat: string; text: string }
    output: { kind: 'authorize' | 'install' | 'link' | 'foreign'; openUrl?: string; text: string }
  }
  'client.sheet': { input: { seat: string; url: string }; output: SheetView }
  'client.authorize': {
    input: { seat: string; url: string; suiteIds?: readonly string[] }
    output: { apps: readonly AppView[]; redirectUrl?: string }
  }
  'client.oauth': {
    input: {
      seat: string
      appid: string
      redirectUri: string
      scope?: string
      state?: string
      agentid?: string
      /** Sensitive fields the member agrees to give (scope snsapi_privateinfo); without it none. */
      consents?: readonly string[]
    }
    output: { location: string }
  }
  'client.webLogin': {
    input: { seat?: string; userId?: string; appid: string; redirectUri: string; state?: string }
    output: { location: string }
  }
  'client.legacyWebLogin': {
    input: { seat: string; appid: string; redirectUri: string; state?: string }
    output: { location: string }
  }
  'client.miniProgramLogin': {
    input: { suiteId: string; seat?: string; corpId?: string; userId?: string }
    output: { code: string }
  }
  'client.messages': { input: { seat: string }; output: { messages: readonly PhoneMessage[] } }
  'client.workbench': { input: { seat: string }; output: { apps: readonly WorkbenchItem[] } }
  'client.enterApp': { input: { seat: string; suiteId: string }; output: { homeUrl: string } }
  'client.appSettings': {
    input: { seat: string; suiteId: string }
    output: { app: AppView; canManage: boolean; permissionLabels: Readonly<Record<string, string>> }
  }
  'client.openAppManage': {
    input: { seat: string; signedInSuiteId: string; suiteId?: string }
    output: { app: AppView }
  }
  'client.permissionAnswer': {
    input: { seat: string; requestId: string; answer: 'agree' | 'decline' }
    output: AppView
  }
  'client.editPermissions': {
    input: { seat: string; suiteId: string; permissions: readonly string[] }
    output: AppView
  }
  'client.setRange': {
    input: {
      seat: string
      suiteId: string
      users?: readonly string[]
      parties?: readonly number[]
      tags?: readonly number[]
    }
    output: AppView
  }
  'client.disable': { input: { seat: string; suiteId: string }; output: AppView }
  'client.enable': { input: { seat: string; suiteId: string }; output: AppView }
  'client.cancelAuth': { input: { seat: string; suiteId: string }; output: AppView }

  'console.createTemplate': {
    input: { providerId: string; name: string; intro?: string; callbackUrl?: string }
    output: SuiteView & { secret: string; token: string; encodingAesKey: string }
  }
  'console.saveCallback': {
    input: {
      suiteId: string
      corpId?: string
      callbackUrl?: string
      dataUrl?: string
      token?: string
      encodingAesKey?: string
    }
    output: { ok: boolean; note: string; token: string; encodingAesKey: string }
  }
  'console.saveSystemUrl': {
    input: { providerId: string; callbackUrl: string; token?: string; encodingAesKey?: string }
    output: { ok: boolean; note: string }
  }
  /** What is left out is invented; each kind reads only its own fields. */
  'platform.pushEvent': {
    input: {
      providerId: string
      corpId: string
      kind: SystemEvent
      /** license_pay_success: who bought, of the provider's staff; else a member of the corp. */
      userId?: string
      orderId?: string
      /** license_refund; 5 = paid back. */
      orderStatus?: number
      /** auto_activate. */
      scene?: number
      userIds?: readonly string[]
      /** register_corp and enter_register_package. */
      registerCode?: string
      state?: string
      templateId?: string
    }
    output: { delivered: boolean; note: string }
  }
  'console.submitTemplate': { input: { suiteId: string }; output: SuiteView }
  'console.launchTemplate': { input: { suiteId: string }; output: SuiteView }
  'console.linkMiniProgram': { input: { suiteId: string; appid: string }; output: SuiteView }
  'console.startDevelopment': { input: AppKey & { name?: string; intro?: string; homeUrl?: string }; output: AppView }
  'console.requestPermissions': {
    input: AppKey & { permissions: readonly string[] }
    output: { app: AppView; requestId: string }
  }
  'console.submitApp': { input: AppKey; output: AppView }
  'console.launch': { input: AppKey; output: AppView }
  'console.editApp': { input: AppKey; output: AppView }
  'console.resetSecret': { input: AppKey; output: AppView }
  'console.pushTicket': { input: { suiteId: string }; output: { delivered: boolean; note: string } }
  'console.refreshTicket': { input: { suiteId: string }; output: { delivered: boolean; note: string } }
  'review.approve': { input: { suiteId: string; corpId?: string }; output: { review: string } }
  'review.reject': {
    input: { suiteId: string; corpId?: string; reasons: readonly string[] }
    output: { review: string }
  }
  'review.byItself': { input: { on: boolean }; output: { on: boolean } }
  'whitelist.set': {
    input: { providerId: string; ips: readonly string[]; suiteId?: string; corpId?: string }
    output: { ips: readonly string[] }
  }
  'directory.setRole': {
    input: { corpId: string; userId: string; role: 'superAdmin' | 'subAdmin' | 'member' }
    output: SeatView
  }
  'license.set': { input: { corpId: string; licensed: boolean }; output: { licensed: boolean } }

  'clock.get': { input: Nothing; output: ClockView }
  'clock.advance': { input: { ms: number }; output: ClockView }
  'clock.setSpeed': { input: { speed: number }; output: ClockView }

  'faults.set': {
    input: {
      target: string
      kind: FaultKind
      times?: number
      delayMs?: number
      errcode?: number
      fromMs?: number
      untilMs?: number
    }
    output: FaultRule
  }
  'faults.list': { input: Nothing; output: { rules: readonly FaultRule[] } }
  'faults.clear': { input: { id?: string }; output: { rules: readonly FaultRule[] } }
  'log.list': {
    input: { after?: number; limit?: number; kind?: LogEntry['kind'] }
    output: { entries: readonly LogEntry[]; last: number }
  }

  snapshot: { input: { name: string }; output: { snapshots: readonly string[] } }
  restore: { input: { name: string }; output: { snapshots: readonly string[] } }
  reset: { input: Nothing; output: Nothing }
}

export type ControlName = keyof ControlTable
export type ControlInput<N extends ControlName> = ControlTable[N]['input']
export type ControlOutput<N extends ControlName> = ControlTable[N]['output']

/** One line a name; complete, or it does not compile. The desk shows these as hints. */
export const CONTROL_ABOUT: Readonly<Record<ControlName, string>> = {
  'world.get': 'everything there is: providers with suites and apps, corps with members, seats, clock',
  'seat.set': 'gives a phone or browser window to a member; any member of any corp, staff of a provider included',
  'seat.get': 'who holds the seat, or null',
  'client.scan': "WeCom's own scanner: openUrl is the page to show (sheets on the stand-in, links as they are)",
  'client.sheet': 'what the authorisation sheet at this URL shows to the member on the seat',
  'client.authorize': 'presses 同意授权 on the sheet; 400 when the member is no admin or the link is expired',
  'client.oauth':
    'OAuth inside WeCom: where to go next, with code and state; consents are the sensitive fields the member gives',
  'client.webLogin': 'scans the web sign-in QR as the seat or as a staff member (userId): where to go next',
  'client.legacyWebLogin': '3rd_qrConnect, also the jump from the admin console: where to go next, with auth_code',
  'client.miniProgramLogin': 'wx.qy.login: a code for jscode2session, by seat or by corp and member',
  'client.messages': 'chat list of the member, newest first',
  'client.workbench': 'apps the member sees',
  'client.enterApp': 'opens an app from the workbench (enter_agent is pushed)',
  'client.appSettings': "WeCom's management page of one app: range, permissions, state",
  'client.openAppManage': 'wx.qy.openAppManage: the management page of the signed-in app, never of another',
  'client.permissionAnswer': 'agree (change_auth is pushed) or 暂不授权 (nothing is pushed)',
  'client.editPermissions': "the customer's admin replaces the custom permissions alone, effective at once",
  'client.setRange': 'visible range; members who enter cause subscribe, change_auth says nothing',
  'client.disable': '停用: close=1 and change_auth',
  'client.enable': '启用: close=0 and change_auth',
  'client.cancelAuth': 'removes the authorisation: cancel_auth',
  'console.createTemplate': 'a new customised-app template in draft; the one time its secret and keys are shown',
  'console.saveCallback':
    'saves URL and keys of a suite, template or (with corpId) a customised app after GET verification',
  'console.saveSystemUrl':
    'saves the system-event URL of a provider and its keys after GET verification; http is allowed',
  'platform.pushEvent':
    'an event of licences or registration to the system-event URL: license_pay_success, license_refund, auto_activate, register_corp, enter_register_package',
  'console.submitTemplate': 'hands a template to the review team',
  'console.launchTemplate': 'launches an approved template',
  'console.linkMiniProgram': 'links a mini-program that is published on WeChat to a suite',
  'console.startDevelopment': '开始代开发应用: publish status 0 → 1',
  'console.requestPermissions': 'applies for custom permissions: one message to the admins per save',
  'console.submitApp': 'hands a customised app to the review team',
  'console.launch': 'launches an approved customised app: publish status → 2, launch message to the admins',
  'console.editApp': 'a new draft of a launched customised app: publish status 2 → 3',
  'console.resetSecret': '重新获取secret: reset_permanent_code with a new auth code',
  'console.pushTicket': 'pushes the current suite_ticket again',
  'console.refreshTicket': 'makes a new suite_ticket and pushes it',
  'review.approve': "WeCom's reviewers approve a template (or, with corpId, a customised app)",
  'review.reject': 'they reject it with reasons',
  'review.byItself': 'on: what waits longer than two working days is approved without a click',
  'whitelist.set':
    'IP whitelist of a provider, or (with suiteId and corpId) of a customised app; empty = every IP; counts after a minute',
  'directory.setRole': 'makes a member an admin or not; change_app_admin goes to every app of the corp',
  'license.set': 'whether members of a corp hold a base account',
  'clock.get': 'time and speed of the stand-in',
  'clock.advance': 'jumps forward; what falls due happens',
  'clock.setSpeed': '0 pauses, 1 is real time, 60 a minute a second',
  'faults.set': 'adds a fault rule',
  'faults.list': 'all fault rules',
  'faults.clear': 'removes one rule, or all without id',
  'log.list': 'requests, callbacks and what people did (platform), oldest first, after a sequence number',
  snapshot: 'keeps the whole world under a name',
  restore: 'brings a kept world back',
  reset: 'the seeded world again',
}
