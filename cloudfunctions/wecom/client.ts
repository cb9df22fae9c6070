/**
 * The WeCom client port as services see it: our names in, our names out, epoch ms, branded ids. One method per API path used;
 * `api-table.ts` lists path, token kind, retry class and reply schema. Errors are `WeComError`.
 * Customised apps (template) take their corp token from `gettoken`, suites from `get_corp_token`: `AppCredentials.kind` decides,
 * nobody else can mix them up.
 */
import type { AgentId, AppRef, CorpId, OpenUserId, ProviderId, SuiteId, SuiteRef } from '@shared/wecom/ids'

/** Standard third-party app, or customised-app template (`dk…`). */
export type SuiteKind = 'suite' | 'template'

/** What the client needs to know about secrets; the composition root reads them from the store and opens them. Throws NOT_FOUND. */
export interface CredentialSource {
  /** Corp id and provider_secret. */
  provider(id: ProviderId): Promise<{ corpId: CorpId; providerSecret: string }>
  /** Suite secret, kind and the newest ticket (undefined: never received). */
  suite(
    ref: SuiteRef,
  ): Promise<{ kind: SuiteKind; suiteSecret: string; suiteTicket?: { value: string; receivedAt: number } }>
  /** Permanent code (the secret of a customised app) and agent id; `secretVersion` changes with every new code, so that no token outlives a reset. */
  app(ref: AppRef): Promise<{ kind: SuiteKind; permanentCode: string; agentId?: AgentId; secretVersion: number }>
}

/** `get_permanent_code` v2 (WeCom 100776). */
export interface PermanentCode {
  readonly permanentCode: string
  readonly authCorpId: CorpId
  readonly corpName: string
  readonly authUser?: { readonly userId: string; readonly openUserId?: OpenUserId }
  /** From the parameter QR; the only reliable place of our `state` (WeCom 98744). */
  readonly state?: string
}

/** Visible range and read level of an app (WeCom 90604). */
export interface Privilege {
  readonly level: number
  readonly departments: readonly number[]
  readonly users: readonly string[]
  readonly tags: readonly number[]
}

/** `v2/get_auth_info` (WeCom 100795), the single agent of a modern app. */
export interface AuthInfo {
  readonly corpName: string
  readonly isVerified: boolean
  readonly subjectType?: number
  readonly memberLimit?: number
  readonly industry?: string
  readonly agent?: {
    readonly agentId: AgentId
    readonly name: string
    readonly authMode: 'admin' | 'member'
    readonly isCustomizedApp: boolean
    readonly privilege: Privilege
  }
}

/** `agent/get` (WeCom 96448). `publishStatus`: 0 authorised, 1 in development, 2 launched, 3 launched with a newer draft; absent for suites. */
export interface Agent {
  readonly agentId: AgentId
  readonly name: string
  readonly isClosed: boolean
  readonly publishStatus?: 0 | 1 | 2 | 3
}

/**
 * `agent/get_admin_list` (WeCom 100072): 0 may send messages, 1 manages. The reply has no open_userid, but suites and customised apps get
 * provider-scoped ids under the same field name since the account-id upgrade (wecom-api §2.9, WeCom 97104), so `userId` equals the
 * `openUserId` of a sign-in. Basis: assumed from the pages, observed on the stand-in; a customised app authorised before 2022-06-28
 * and not migrated would still see plain ids here.
 */
export interface AppAdmin {
  readonly userId: string
  readonly authType: 0 | 1
}

/** Who a login code belongs to. `userId` may be plain or enciphered: key by `openUserId`. */
export interface SignedInMember {
  readonly corpId: CorpId
  readonly userId: string
  readonly openUserId: OpenUserId
}

/** `message/send` with `miniprogram_notice` (WeCom 90372 via zsmhub; §6.1). */
export interface MiniProgramNotice {
  readonly kind: 'miniProgramNotice'
  readonly toUsers: readonly string[]
  readonly appId: string
  readonly page?: string
  /** 4-12 汉字 */
  readonly title: string
  /** 4-12 汉字 */
  readonly description?: string
  /** At most 10: key ≤ 10, value ≤ 30 汉字. */
  readonly items: readonly { readonly key: string; readonly value: string }[]
  readonly isFirstItemEmphasized?: boolean
  /** `enable_duplicate_check`: ms within which WeCom drops an identical message (≤ 4 h). */
  readonly duplicateCheckMs?: number
  /** `enable_id_trans`: `$userName=ID$` is replaced. */
  readonly translatesIds?: boolean
}

/** `textcard`: the only kind a customised app sends (from status 2 on). */
export interface TextCard {
  readonly kind: 'textCard'
  readonly toUsers: readonly string[]
  /** ≤ 128 bytes */
  readonly title: string
  /** ≤ 512 bytes */
  readonly description: string
  readonly url: string
  readonly buttonText?: string
  readonly duplicateCheckMs?: number
  readonly translatesIds?: boolean
}

/** Who did not get it; everyone else did. */
export interface SendReport {
  readonly messageId?: string
  readonly invalidUsers: readonly string[]
  readonly unlicensedUsers: readonly string[]
}

export interface WeComClient {
  /** POST /cgi-bin/service/v2/get_permanent_code. Single use: never retried by the client. */
  exchangeAuthCode(suite: SuiteRef, authCode: string): Promise<PermanentCode>
  /** POST /cgi-bin/service/v2/get_auth_info with the given code (the app need not be stored yet). */
  readAuthInfo(suite: SuiteRef, authCorpId: CorpId, permanentCode: string): Promise<AuthInfo>
  /** POST /cgi-bin/service/get_customized_auth_url (ptoken): 1..9 launched templates, state ≤ 32 of a-zA-Z0-9. */
  createAuthUrl(
    providerId: ProviderId,
    input: { readonly state: string; readonly templateIds: readonly SuiteId[] },
  ): Promise<{ readonly url: string; readonly expiresInMs: number }>
  /** POST /cgi-bin/service/get_app_qrcode, result_type 1: a PNG or JPEG that installs a standard suite. State ≤ 32 of a-zA-Z0-9. */
  createInstallQr(suite: SuiteRef, state: string): Promise<{ readonly contentType: string; readonly bytes: Uint8Array }>
  /** GET /cgi-bin/service/get_pre_auth_code (WeCom 90601): good for 20 minutes, for the install link of a standard suite. */
  createPreAuthCode(suite: SuiteRef): Promise<string>
  /** The corp access token itself, for the provider's own backend: nobody else gets to see it. */
  corpAccessToken(app: AppRef): Promise<string>
  /**
   * Tries a permanent code that is not stored: a token of its own (never kept) and GET /cgi-bin/agent/get.
   * @throws WeComError 40001/40084/… when the code does not open this app
   */
  probeCode(
    suite: SuiteRef & { readonly kind: SuiteKind },
    input: { readonly authCorpId: CorpId; readonly permanentCode: string; readonly agentId: AgentId },
  ): Promise<Agent>
  /** Makes sure a corp access token can be had (gettoken or get_corp_token); the token itself never leaves the client. */
  ensureCorpToken(app: AppRef): Promise<void>
  /** GET /cgi-bin/agent/get */
  readAgent(app: AppRef): Promise<Agent>
  /** POST /cgi-bin/agent/get_admin_list */
  readAppAdmins(app: AppRef): Promise<readonly AppAdmin[]>
  /** POST /cgi-bin/agent/get_permissions: keys in force (WeCom 99052). */
  readPermissions(app: AppRef): Promise<readonly string[]>
  /** POST /cgi-bin/message/send */
  sendMessage(app: AppRef, message: MiniProgramNotice | TextCard): Promise<SendReport>
  /** GET /cgi-bin/service/miniprogram/jscode2session with the suite's token; session_key stays inside. */
  signInMiniProgram(suite: SuiteRef, jsCode: string): Promise<SignedInMember>
  /** GET /cgi-bin/service/auth/getuserinfo3rd: OAuth in WeCom's browser and web login. @throws WeComError user for a non-member */
  signInOAuth(suite: SuiteRef, code: string): Promise<SignedInMember>
  /** POST /cgi-bin/service/corpid_to_opencorpid; 48001 when the corp has not authorised this provider. */
  convertCorpId(providerId: ProviderId, plainCorpId: string): Promise<CorpId>
  /** POST /cgi-bin/batch/userid_to_openuserid. */
  convertUserIds(app: AppRef, userIds: readonly string[]): Promise<ReadonlyMap<string, OpenUserId>>
  /** Forget cached tokens of an app or suite (secret reset, cancellation). */
  forgetTokens(ref: SuiteRef | AppRef): Promise<void>
}
