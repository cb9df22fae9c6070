/** Every API path the stand-in plays. coverage.ts must list each; a test compares the two. */
import { agentGet } from './agent/get'
import { agentGetAdminList } from './agent/get-admin-list'
import { agentGetPermissions } from './agent/get-permissions'
import { agentList } from './agent/list'
import { authGetUserDetail } from './auth/getuserdetail'
import { authGetUserInfo } from './auth/getuserinfo'
import { useridToOpenuserid } from './batch/userid-to-openuserid'
import { getcallbackip } from './getcallbackip'
import { getApiDomainIp } from './get-api-domain-ip'
import { getJsapiTicket } from './get-jsapi-ticket'
import { gettoken } from './gettoken'
import { getAppLicenseInfo } from './license/get-app-license-info'
import { messageSend } from './message/send'
import { miniprogramJscode2session } from './miniprogram/jscode2session'
import type { Route } from './route'
import { corpidToOpencorpid } from './service/corpid-to-opencorpid'
import { serviceGetAdminList } from './service/get-admin-list'
import { getAppQrcode } from './service/get-app-qrcode'
import { getAuthInfo } from './service/get-auth-info'
import { getAuthInfoV2 } from './service/get-auth-info-v2'
import { getCorpToken } from './service/get-corp-token'
import { getCustomizedAuthUrl } from './service/get-customized-auth-url'
import { getLoginInfo } from './service/get-login-info'
import { getPermanentCode } from './service/get-permanent-code'
import { getPermanentCodeV2 } from './service/get-permanent-code-v2'
import { getPreAuthCode } from './service/get-pre-auth-code'
import { getProviderToken } from './service/get-provider-token'
import { getSuiteToken } from './service/get-suite-token'
import { getUserDetail3rd } from './service/getuserdetail3rd'
import { getUserInfo3rd } from './service/getuserinfo3rd'
import { serviceJscode2session } from './service/jscode2session'
import { setSessionInfo } from './service/set-session-info'
import { ticketGet } from './ticket/get'

export const ROUTES: readonly Route[] = [
  getSuiteToken,
  getProviderToken,
  getPreAuthCode,
  setSessionInfo,
  getAppQrcode,
  getCustomizedAuthUrl,
  getPermanentCode,
  getPermanentCodeV2,
  getAuthInfo,
  getAuthInfoV2,
  getCorpToken,
  gettoken,
  agentGet,
  agentList,
  agentGetAdminList,
  serviceGetAdminList,
  agentGetPermissions,
  serviceJscode2session,
  miniprogramJscode2session,
  getUserInfo3rd,
  getUserDetail3rd,
  authGetUserInfo,
  authGetUserDetail,
  getLoginInfo,
  corpidToOpencorpid,
  useridToOpenuserid,
  messageSend,
  getAppLicenseInfo,
  getJsapiTicket,
  ticketGet,
  getcallbackip,
  getApiDomainIp,
]
