/** The whole state of the stand-in: plain JSON, so that snapshot, restore and the state file are one copy. Times are epoch ms. */
import type { FaultRule, MemberRole, PhoneMessage, PublishStatus, ReviewState, SuiteKind } from '../platform/views'

export interface Member {
  userId: string
  name: string
  title: string
  role: MemberRole
  departments: number[]
}

export interface Department {
  id: number
  name: string
  parentId: number
}

export interface Corp {
  corpId: string
  name: string
  industry: string
  isTest: boolean
  licensed: boolean
  /** Set for a provider's own corp. */
  providerId?: string
  nextAgentId: number
  departments: Department[]
  members: Member[]
}

export interface Ticket {
  value: string
  at: number
}

/** A suite (standard, sign-in, web login) or a customised-app template. */
export interface Suite {
  suiteId: string
  providerId: string
  kind: SuiteKind
  name: string
  intro: string
  secret: string
  token: string
  encodingAesKey: string
  /** When it went to the review team; gone once there is a verdict. */
  submittedAt?: number
  /** May start with `{base}`, the configured base of the provider's backend. */
  callbackUrl: string
  dataUrl: string
  miniProgramAppid: string
  review: ReviewState
  reviewReasons: string[]
  tickets: Ticket[]
  ticketDelivered: boolean
}

/** An IP list; a change counts a minute after `at`, until then `before` does. Empty = every address. */
export interface Whitelist {
  ips: string[]
  before: string[]
  at: number
}

/** 系统事件接收URL. */
export interface SystemUrl {
  /** May start with `{base}`. */
  callbackUrl: string
  token: string
  encodingAesKey: string
}

export interface Provider {
  providerId: string
  name: string
  corpId: string
  secret: string
  whitelist: Whitelist
  /** Absent until it is saved in the console. */
  systemUrl?: SystemUrl
}

export interface Range {
  users: string[]
  parties: number[]
  tags: number[]
}

export interface PermissionRequest {
  requestId: string
  permissions: string[]
  status: 'open' | 'agreed' | 'declined' | 'replaced'
  at: number
}

/** What only a customised app has. */
export interface CustomApp {
  submittedAt?: number
  publish: PublishStatus
  review: ReviewState
  reviewReasons: string[]
  callbackUrl: string
  token: string
  encodingAesKey: string
  permissions: string[]
  requests: PermissionRequest[]
  whitelist: Whitelist
}

/** One suite or template in one corp. A cancelled one stays, so that its old secret is refused for the right reason. */
export interface Install {
  suiteId: string
  corpId: string
  agentId: number
  name: string
  intro: string
  homeUrl: string
  permanentCode: string
  status: 'authorised' | 'cancelled'
  disabled: boolean
  authUserId: string
  authAt: number
  /** First install ever: the trial counts from here (WeCom 95652). */
  firstAt: number
  /** In a test corp, or authorised with auth_type 1: no trial, removed after 90 days. */
  isTest: boolean
  /** state of the parameter QR or app QR, returned by get_permanent_code. */
  authState: string
  range: Range
  app?: CustomApp
}

export type TokenSubject =
  | { kind: 'suite'; suiteId: string }
  | { kind: 'provider'; providerId: string }
  | { kind: 'corp' | 'jsapiTicket' | 'agentTicket'; suiteId: string; corpId: string }

export interface IssuedToken {
  subject: TokenSubject
  expiresAt: number
  revoked?: boolean
}

export type CodeSubject =
  | { kind: 'auth'; suiteId: string; corpId: string; permanentCode: string }
  /** `consents`: sensitive fields the member ticked on the consent page. */
  | { kind: 'oauth'; suiteId: string; corpId: string; userId: string; scope: string; consents?: string[] }
  | { kind: 'userTicket'; suiteId: string; corpId: string; userId: string; consents: string[] }
  | { kind: 'js'; suiteId: string; corpId: string; userId: string }
  | { kind: 'login'; providerId: string; corpId: string; userId: string }
  | { kind: 'preAuth'; suiteId: string; authType: 0 | 1 }
  | { kind: 'authUrl'; providerId: string; suiteIds: string[]; state: string }
  | { kind: 'appQr'; suiteId: string; state: string }

export interface IssuedCode {
  subject: CodeSubject
  expiresAt: number
  used: boolean
}

export interface Seat {
  corpId: string
  userId: string
}

/** A message of one member's phone, or (`to` empty) of every admin of the corp. */
export interface StoredMessage extends Omit<PhoneMessage, 'request'> {
  to: string
  requestId?: string
  requestSuiteId?: string
}

export interface WorldState {
  version: 1
  idSeed: string
  /** At `base` ms of the outer clock ours stood at `stand`; since then it runs `speed` times as fast. */
  clock: { base: number; stand: number; speed: number }
  providers: Record<string, Provider>
  suites: Record<string, Suite>
  corps: Record<string, Corp>
  /** `suiteId|corpId`. */
  installs: Record<string, Install>
  tokens: Record<string, IssuedToken>
  /** Subject key → the token that is valid now. */
  currentTokens: Record<string, string>
  codes: Record<string, IssuedCode>
  seats: Record<string, Seat>
  /** corpId → messages, oldest first. */
  messages: Record<string, StoredMessage[]>
  faults: FaultRule[]
  /** The review team approves by itself when its working days are over. */
  reviewsByItself?: boolean
  lastTicketRound: number
  counter: number
}
