/** What the control endpoints show of the stand-in's world. Secrets are masked; ids are WeCom's own plain ids unless said otherwise. */

export type MemberRole = 'superAdmin' | 'subAdmin' | 'member'
export type SuiteKind = 'signIn' | 'webLogin' | 'template'
/** Where a suite or template, or a customised app, stands with WeCom's review team. No API tells this to anybody. */
export type ReviewState = 'draft' | 'submitted' | 'approved' | 'rejected' | 'launched'
/** `customized_publish_status` (WeCom 96448). */
export type PublishStatus = 0 | 1 | 2 | 3

export interface MemberView {
  readonly userId: string
  readonly name: string
  readonly title: string
  readonly role: MemberRole
  readonly departments: readonly number[]
}

export interface DepartmentView {
  readonly id: number
  readonly name: string
  readonly parentId: number
}

export interface RangeView {
  readonly users: readonly string[]
  readonly parties: readonly number[]
  readonly tags: readonly number[]
}

/** A request for custom permissions as WeCom holds it: taken whole or declined whole. */
export interface PermissionRequestView {
  readonly requestId: string
  readonly permissions: readonly string[]
  readonly status: 'open' | 'agreed' | 'declined' | 'replaced'
  readonly at: number
}

/** One suite or customised app inside one corp. */
export interface AppView {
  readonly providerId: string
  readonly suiteId: string
  readonly kind: SuiteKind
  /** Plain corp id, as the corp itself knows it. */
  readonly corpId: string
  readonly corpName: string
  /** The same corp as this provider sees it (`wp…`). */
  readonly openCorpId: string
  readonly agentId: number
  readonly name: string
  readonly status: 'authorised' | 'cancelled'
  readonly disabled: boolean
  readonly authUserId: string
  readonly authAt: number
  readonly range: RangeView
  /** Only customised apps. */
  readonly publish: PublishStatus | undefined
  /** Only customised apps: the open draft's place in WeCom's review. */
  readonly review: ReviewState | undefined
  readonly reviewReasons: readonly string[]
  readonly permissions: readonly string[]
  readonly requests: readonly PermissionRequestView[]
  readonly callbackUrl: string
  readonly homeUrl: string
  /** Only customised apps; empty = every address. */
  readonly whitelist: readonly string[]
}

export interface SuiteView {
  readonly providerId: string
  readonly suiteId: string
  readonly kind: SuiteKind
  readonly name: string
  readonly intro: string
  readonly review: ReviewState
  readonly reviewReasons: readonly string[]
  readonly secret: string
  readonly callbackUrl: string
  readonly dataUrl: string
  readonly miniProgramAppid: string
  /** When the newest suite_ticket was made; 0 = never. */
  readonly ticketAt: number
  /** Whether the callback URL answered `success` to it. */
  readonly ticketDelivered: boolean
  readonly apps: readonly AppView[]
}

export interface ProviderView {
  readonly providerId: string
  readonly name: string
  readonly corpId: string
  readonly secret: string
  readonly whitelist: readonly string[]
  /** 系统事件接收URL; empty until it is saved. */
  readonly systemUrl: string
  readonly staff: readonly MemberView[]
  readonly suites: readonly SuiteView[]
}

export interface CorpView {
  readonly corpId: string
  readonly name: string
  readonly isTest: boolean
  readonly licensed: boolean
  /** providerId → corp id as that provider sees it. */
  readonly openCorpIds: Readonly<Record<string, string>>
  readonly departments: readonly DepartmentView[]
  readonly memberCount: number
  /** At most 200 members; large seeded corps are cut. */
  readonly members: readonly MemberView[]
  readonly apps: readonly AppView[]
  readonly messageCount: number
}

export interface SeatView {
  readonly seat: string
  readonly corpId: string
  readonly corpName: string
  readonly userId: string
  readonly name: string
  readonly role: MemberRole
  /** Set when the corp is a provider's own. */
  readonly providerId: string | undefined
}

export interface ClockView {
  /** Epoch ms of the stand-in's clock. */
  readonly now: number
  /** 1 = real time, 0 = paused. */
  readonly speed: number
}

/** One thing on the review team's desk; the documents promise a verdict within 1-2 working days. */
export interface ReviewItem {
  readonly suiteId: string
  /** Set for a customised app, absent for a template. */
  readonly corpId: string | undefined
  readonly name: string
  readonly submittedAt: number
  readonly dueAt: number
}

export interface WorldView {
  readonly clock: ClockView
  readonly callbackBase: string
  readonly providers: readonly ProviderView[]
  readonly corps: readonly CorpView[]
  readonly seats: readonly SeatView[]
  readonly snapshots: readonly string[]
  readonly reviews: readonly ReviewItem[]
  readonly reviewsByItself: boolean
}

/** A message in the phone's chat list: from an app, or from WeCom itself. */
export interface PhoneMessage {
  readonly id: string
  readonly at: number
  readonly from: { readonly name: string; readonly suiteId: string | undefined; readonly agentId: number | undefined }
  readonly kind:
    'text' | 'textcard' | 'news' | 'miniprogram_notice' | 'template_card' | 'permission' | 'launch' | 'system'
  readonly title: string
  readonly text: string
  /** Rows of a notice or card. */
  readonly items: readonly { readonly key: string; readonly value: string }[]
  readonly url: string | undefined
  readonly picUrl: string | undefined
  readonly button: string | undefined
  readonly miniProgram: { readonly appid: string; readonly page: string } | undefined
  /** kind `permission`: what to answer with client.permissionAnswer. */
  readonly request: (PermissionRequestView & { readonly suiteId: string; readonly appName: string }) | undefined
}

/** One app on the workbench of a member. */
export interface WorkbenchItem {
  readonly suiteId: string
  readonly agentId: number
  readonly name: string
  readonly kind: SuiteKind
  readonly homeUrl: string
  readonly miniProgramAppid: string
  readonly canManage: boolean
}

export interface SheetApp {
  readonly suiteId: string
  readonly name: string
  readonly intro: string
  readonly alreadyAuthorised: boolean
}

/** What WeCom's authorisation sheet shows. */
export interface SheetView {
  readonly kind: 'authorize' | 'install'
  readonly providerName: string
  readonly corpName: string
  readonly memberName: string
  readonly apps: readonly SheetApp[]
  readonly basicPermissions: readonly string[]
  /** Why the member may not authorise (not an admin, expired link…): shown instead of the buttons. */
  readonly refusal: string | undefined
}

export interface LogEntry {
  readonly seq: number
  readonly at: number
  readonly kind: 'request' | 'callback' | 'platform'
  /** API path, or event name (`create_auth`, `event:subscribe`, `verify`). */
  readonly name: string
  /** Who it belongs to: suite id or provider id, and corp where known. */
  readonly suiteId: string | undefined
  readonly corpId: string | undefined
  readonly status: number
  readonly errcode: number | undefined
  readonly ms: number
  readonly attempt: number | undefined
  readonly note: string | undefined
  /** Masked, cut to 2 kB each. */
  readonly sent: string | undefined
  readonly got: string | undefined
}

export type FaultKind =
  | 'delay'
  | 'drop'
  | 'duplicate'
  | 'reorder'
  | 'error'
  | 'timeoutAfterEffect'
  | 'wrongReceiveId'
  | 'badSignature'
  | 'outage'

/** A rule that bends one path or one event. */
export interface FaultRule {
  readonly id: string
  /** `/cgi-bin/gettoken`, `/cgi-bin/*`, `callback:create_auth`, `callback:*`. */
  readonly target: string
  readonly kind: FaultKind
  /** How often it still strikes; undefined = until cleared. */
  readonly times: number | undefined
  /** delay, reorder, timeoutAfterEffect: how long, ms of real time. */
  readonly delayMs: number
  /** kind error: the errcode answered (-1 system busy). */
  readonly errcode: number
  /** Window on the stand-in's clock; outage needs it, others may have it. */
  readonly fromMs: number | undefined
  readonly untilMs: number | undefined
}
