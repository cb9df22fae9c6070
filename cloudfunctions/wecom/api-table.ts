/**
 * Every WeCom path this project calls, one row each: method, page, token, what may be repeated, and the schema that turns the
 * wire reply into our names. Nothing else in the project spells a path.
 */
import type * as v from 'valibot'
import * as replies from './api-replies'

/** Which token stands in the query, and under which name. */
export type TokenKind = 'none' | 'provider' | 'suite' | 'corp'

export const TOKEN_NAMES = {
  provider: 'provider_access_token',
  suite: 'suite_access_token',
  corp: 'access_token',
} as const

/**
 * `safe`: a read, repeated also when nothing came back. `once`: has an effect; repeated only when WeCom says it was busy or nothing was
 * sent. `never`: spends a single-use code. All three repeat once after a refused token, which WeCom checks before anything else.
 */
export type Repeat = 'safe' | 'once' | 'never'

export interface ApiRow<Reply> {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** The page it follows. */
  readonly page: string
  readonly token: TokenKind
  readonly repeat: Repeat
  /** Spends a code of somebody who has not signed in: a budget of its own. */
  readonly isLoginCode?: true
  /** Made on first use: schemas cost time at a cold start. Absent: the reply is an image. */
  readonly reply?: () => v.GenericSchema<unknown, Reply>
}

const row = <Reply>(value: ApiRow<Reply>): ApiRow<Reply> => value

/** By our name of the call. */
export const API = {
  providerToken: row({
    method: 'POST',
    path: '/cgi-bin/service/get_provider_token',
    page: 'WeCom 91200',
    token: 'none',
    repeat: 'safe',
    reply: replies.providerToken,
  }),
  suiteToken: row({
    method: 'POST',
    path: '/cgi-bin/service/get_suite_token',
    page: 'WeCom 90600',
    token: 'none',
    repeat: 'safe',
    reply: replies.suiteToken,
  }),
  suiteCorpToken: row({
    method: 'POST',
    path: '/cgi-bin/service/get_corp_token',
    page: 'WeCom 90605',
    token: 'suite',
    repeat: 'safe',
    reply: replies.corpToken,
  }),
  customizedCorpToken: row({
    method: 'GET',
    path: '/cgi-bin/gettoken',
    page: 'WeCom 97164',
    token: 'none',
    repeat: 'safe',
    reply: replies.corpToken,
  }),
  permanentCode: row({
    method: 'POST',
    path: '/cgi-bin/service/v2/get_permanent_code',
    page: 'WeCom 100776',
    token: 'suite',
    repeat: 'never',
    reply: replies.permanentCode,
  }),
  authInfo: row({
    method: 'POST',
    path: '/cgi-bin/service/v2/get_auth_info',
    page: 'WeCom 100795',
    token: 'suite',
    repeat: 'safe',
    reply: replies.authInfo,
  }),
  authUrl: row({
    method: 'POST',
    path: '/cgi-bin/service/get_customized_auth_url',
    page: 'WeCom 98744',
    token: 'provider',
    repeat: 'safe',
    reply: replies.authUrl,
  }),
  preAuthCode: row({
    method: 'GET',
    path: '/cgi-bin/service/get_pre_auth_code',
    page: 'WeCom 90601',
    token: 'suite',
    repeat: 'safe',
    reply: replies.preAuthCode,
  }),
  installQr: row<never>({
    method: 'POST',
    path: '/cgi-bin/service/get_app_qrcode',
    page: 'WeCom 95430',
    token: 'suite',
    repeat: 'safe',
  }),
  agent: row({
    method: 'GET',
    path: '/cgi-bin/agent/get',
    page: 'WeCom 96448',
    token: 'corp',
    repeat: 'safe',
    reply: replies.agent,
  }),
  appAdmins: row({
    method: 'POST',
    path: '/cgi-bin/agent/get_admin_list',
    page: 'WeCom 100072',
    token: 'corp',
    repeat: 'safe',
    reply: replies.appAdmins,
  }),
  permissions: row({
    method: 'POST',
    path: '/cgi-bin/agent/get_permissions',
    page: 'WeCom 99052',
    token: 'corp',
    repeat: 'safe',
    reply: replies.permissions,
  }),
  sendMessage: row({
    method: 'POST',
    path: '/cgi-bin/message/send',
    page: 'WeCom 90236',
    token: 'corp',
    repeat: 'once',
    reply: replies.sendReport,
  }),
  miniProgramLogin: row({
    method: 'GET',
    path: '/cgi-bin/service/miniprogram/jscode2session',
    page: 'WeCom 92423',
    token: 'suite',
    repeat: 'never',
    isLoginCode: true,
    reply: replies.member,
  }),
  oauthLogin: row({
    method: 'GET',
    path: '/cgi-bin/service/auth/getuserinfo3rd',
    page: 'WeCom 91121',
    token: 'suite',
    repeat: 'never',
    isLoginCode: true,
    reply: replies.memberOrOutsider,
  }),
  openCorpId: row({
    method: 'POST',
    path: '/cgi-bin/service/corpid_to_opencorpid',
    page: 'WeCom 97105',
    token: 'provider',
    repeat: 'safe',
    reply: replies.openCorpId,
  }),
  openUserIds: row({
    method: 'POST',
    path: '/cgi-bin/batch/userid_to_openuserid',
    page: 'WeCom 95884',
    token: 'corp',
    repeat: 'safe',
    reply: replies.openUserIds,
  }),
} as const

export type ApiName = keyof typeof API
