/**
 * Every callback of WeCom in our names: one discriminated union over `kind`, whichever of the two body forms carried it
 * (`InfoType`, or `MsgType=event` with `Event`). Unknown and incomplete ones keep their fields as `unknown`: nothing is lost.
 * @see wecom-api §4.1, §4.1b, §4.2, §4.3 (WeCom 90642, 97175, 90376, 90375, 92654-92656, 90585, 95804 …)
 */
import type { AgentId, CorpId, OpenUserId, SuiteId } from './ids'

/** A parsed tag: text, nested tags, or a list where a tag repeats. */
export type WireValue = string | WireFields | readonly (string | WireFields)[]
/** Tags of a callback in wire spelling. Has no prototype. */
export interface WireFields {
  readonly [tag: string]: WireValue
}

/** Sent to a suite's or template's URL. `at`: WeCom's TimeStamp in epoch ms. */
export interface SuiteHeader {
  readonly suiteId: SuiteId
  readonly at: number
}

/** Sent to the provider's system-event URL. */
export interface ProviderHeader {
  readonly serviceCorpId: CorpId
  readonly at: number
}

/** Sent to an app's data URL. `fromUserId` is a member, or `sys`. */
export interface AppHeader {
  readonly authCorpId: CorpId
  readonly fromUserId: string
  readonly agentId?: AgentId
  readonly at: number
}

/** Directory events come in both forms: with `suiteId` from a suite, with `agentId` or neither from an app URL. */
export interface ContactHeader {
  readonly authCorpId: CorpId
  readonly suiteId?: SuiteId
  readonly agentId?: AgentId
  readonly at: number
}

/** Authorisations and what hangs on them (§4.1). */
export type SuiteEvent = SuiteHeader &
  (
    | { readonly kind: 'suiteTicket'; readonly suiteTicket: string }
    | {
        readonly kind: 'createAuth'
        readonly authCode: string
        readonly state?: string
        readonly extraInfo?: WireFields
      }
    | {
        readonly kind: 'changeAuth'
        readonly authCorpId: CorpId
        readonly state?: string
        readonly extraInfo?: WireFields
      }
    | { readonly kind: 'cancelAuth'; readonly authCorpId: CorpId }
    | { readonly kind: 'resetPermanentCode'; readonly authCode: string }
    | { readonly kind: 'corpArchAuth'; readonly authCorpId: CorpId }
    | {
        readonly kind: 'approveSpecialAuth' | 'cancelSpecialAuth'
        readonly authCorpId: CorpId
        readonly authType: string
      }
    | {
        readonly kind: 'authDataPermission' | 'expireRemindDataPermission'
        readonly authCorpId: CorpId
        readonly authType: string
      }
    | {
        readonly kind: 'shareAgentChange' | 'deviceDataAuthChange'
        readonly authCorpId: CorpId
        readonly agentId?: AgentId
      }
    /** Customer contact, school, archive: outside this project, kept whole. */
    | {
        readonly kind: 'outsideScope'
        readonly infoType: string
        readonly authCorpId?: CorpId
        readonly changeType?: string
        readonly fields: WireFields
      }
    | {
        readonly kind: 'openOrder'
        readonly paidCorpId: CorpId
        readonly orderId: string
        readonly operatorId?: string
      }
    | {
        readonly kind: 'changeOrder'
        readonly paidCorpId: CorpId
        readonly oldOrderId: string
        readonly newOrderId: string
      }
    | { readonly kind: 'payForAppSuccess' | 'refund'; readonly paidCorpId: CorpId; readonly orderId: string }
    | { readonly kind: 'changeEdition'; readonly paidCorpId: CorpId }
  )

/** One account of `auto_activate`. Numbers as WeCom sends them; times in epoch ms. */
export interface ActivatedAccount {
  readonly activeCode: string
  readonly type: 'base' | 'externalContact'
  readonly expiresAt: number
  readonly userId: string
  readonly previousStatus?: number
  readonly previousActiveCode?: string
}

/** Events of the provider itself (§4.1b). */
export type ProviderEvent = ProviderHeader &
  (
    | {
        readonly kind: 'registerCorp'
        readonly registerCode: string
        readonly authCorpId: CorpId
        readonly contactSync?: { readonly accessToken: string; readonly expiresInMs: number }
        readonly authUserId?: string
        readonly state?: string
        readonly templateId?: string
      }
    | {
        readonly kind: 'enterRegisterPackage'
        readonly authCorpId: CorpId
        readonly authUserId?: string
        readonly registerCode?: string
        readonly state?: string
        readonly templateId?: string
      }
    | {
        readonly kind: 'licensePaySuccess'
        readonly authCorpId: CorpId
        readonly orderId: string
        readonly buyerUserId?: string
      }
    | {
        readonly kind: 'licenseRefund'
        readonly authCorpId: CorpId
        readonly orderId: string
        readonly orderStatus: number
      }
    | {
        readonly kind: 'autoActivate'
        readonly authCorpId: CorpId
        readonly scene?: number
        readonly accounts: readonly ActivatedAccount[]
      }
    | { readonly kind: 'agreeExternalUserIdMigration'; readonly authCorpId: CorpId }
  )

/** A directory change (§4.2). Comma lists become arrays; what else came stays in `fields`, since it depends on permissions. */
export type ContactChange =
  | {
      readonly changeType: 'createUser' | 'updateUser'
      readonly userId: string
      readonly openUserId?: OpenUserId
      readonly newUserId?: string
      readonly name?: string
      readonly departments?: readonly number[]
      readonly mainDepartment?: number
      readonly status?: number
      readonly fields: WireFields
    }
  | { readonly changeType: 'deleteUser'; readonly userId: string; readonly openUserId?: OpenUserId }
  | {
      readonly changeType: 'createParty' | 'updateParty'
      readonly departmentId: number
      readonly name?: string
      readonly parentId?: number
      readonly order?: number
    }
  | { readonly changeType: 'deleteParty'; readonly departmentId: number }
  | {
      readonly changeType: 'updateTag'
      readonly tagId: number
      readonly addedUserIds: readonly string[]
      readonly removedUserIds: readonly string[]
      readonly addedDepartments: readonly number[]
      readonly removedDepartments: readonly number[]
    }
  | { readonly changeType: 'unknown'; readonly wireChangeType: string; readonly fields: WireFields }

export type ContactEvent = ContactHeader & { readonly kind: 'changeContact'; readonly change: ContactChange }

/** Events of an app (§4.3). */
export type AppEvent = AppHeader &
  (
    | {
        readonly kind:
          | 'subscribe'
          | 'unsubscribe'
          | 'enterAgent'
          | 'changeAppAdmin'
          | 'unlicensedNotify'
          | 'closeInactiveAgent'
          | 'reopenInactiveAgent'
          | 'shareChainChange'
      }
    | {
        readonly kind: 'locationReport'
        readonly latitude: number
        readonly longitude: number
        readonly precision?: number
        readonly appType?: string
      }
    | {
        readonly kind: 'batchJobResult'
        readonly jobId: string
        readonly jobType: string
        readonly errcode: number
        readonly errmsg: string
      }
    | { readonly kind: 'menuClick' | 'menuView'; readonly eventKey: string }
    | {
        readonly kind: 'scanCodePush' | 'scanCodeWait'
        readonly eventKey: string
        readonly scanType: string
        readonly scanResult: string
      }
    | {
        readonly kind: 'picSysPhoto' | 'picPhotoOrAlbum' | 'picWeixin'
        readonly eventKey: string
        readonly pictureMd5s: readonly string[]
      }
    | {
        readonly kind: 'locationSelect'
        readonly eventKey: string
        readonly location: WireFields
        readonly appType?: string
      }
    | {
        readonly kind: 'templateCard'
        readonly eventKey: string
        readonly taskId: string
        readonly cardType: string
        readonly responseCode: string
        readonly selected: readonly { readonly questionKey: string; readonly optionIds: readonly string[] }[]
      }
    | {
        readonly kind: 'templateCardMenu'
        readonly eventKey: string
        readonly taskId: string
        readonly cardType: string
        readonly responseCode: string
      }
    | { readonly kind: 'taskCardClick'; readonly eventKey: string; readonly taskId: string }
    /** Approval forms are wide and not ours: the whole `ApprovalInfo` is kept. */
    | { readonly kind: 'openApprovalChange' | 'sysApprovalChange'; readonly approval: WireFields }
    | { readonly kind: 'switchWorkbenchMode'; readonly mode: string }
    | { readonly kind: 'uploadMediaJobFinish'; readonly jobId: string }
  )

/** A member's message to an app (§4.3, WeCom 90375). */
export type MemberMessage = AppHeader & { readonly kind: 'message'; readonly messageId: string } & (
    | { readonly messageType: 'text'; readonly content: string }
    | { readonly messageType: 'image'; readonly mediaId: string; readonly picUrl?: string }
    | { readonly messageType: 'voice'; readonly mediaId: string; readonly format?: string }
    | { readonly messageType: 'video'; readonly mediaId: string; readonly thumbMediaId?: string }
    | {
        readonly messageType: 'location'
        readonly latitude: number
        readonly longitude: number
        readonly scale?: number
        readonly label?: string
      }
    | {
        readonly messageType: 'link'
        readonly title: string
        readonly url: string
        readonly description?: string
        readonly picUrl?: string
      }
  )

/** What we do not know, or what lacks a field it must have (`missing`). `at` is 0 when no time could be read. */
export interface UnknownCallback {
  readonly kind: 'unknown'
  readonly infoType?: string
  readonly event?: string
  /** Wire names of required fields that were absent or malformed; empty for a type we have never heard of. */
  readonly missing: readonly string[]
  readonly fields: WireFields
  readonly at: number
}

/** Everything a callback URL of ours can receive. */
export type CallbackMessage = SuiteEvent | ProviderEvent | ContactEvent | AppEvent | MemberMessage | UnknownCallback
/** The closed set of kinds, for tables of handlers. */
export type CallbackKind = CallbackMessage['kind']
