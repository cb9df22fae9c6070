/**
 * Wire replies → our names. Each is a function, so that no schema is built before it is needed. Unknown fields are ignored, since WeCom
 * adds some without notice; a missing or mistyped field that we rely on makes the reply malformed.
 */
import * as v from 'valibot'
import type { AgentId, CorpId, OpenUserId } from '@shared/wecom/ids'
import type { Agent, AppAdmin, AuthInfo, PermanentCode, SendReport, SignedInMember } from './client'
import type { FreshToken } from './tokens'

type Reply<T> = v.GenericSchema<unknown, T>

const filled = v.pipe(v.string(), v.nonEmpty())
const seconds = v.pipe(v.number(), v.minValue(1))
/** WeCom writes absent texts as "" as often as it leaves them out. */
const text = v.optional(v.nullable(v.string()))
const orUndefined = (value: string | null | undefined): string | undefined => value || undefined
/** `"a|b"` as a list. */
const barList = (value: string | null | undefined): string[] => (value ?? '').split('|').filter((part) => part !== '')

export const providerToken = (): Reply<FreshToken> =>
  v.pipe(
    v.object({ provider_access_token: filled, expires_in: seconds }),
    v.transform((r) => ({ token: r.provider_access_token, expiresInMs: r.expires_in * 1000 })),
  )

export const suiteToken = (): Reply<FreshToken> =>
  v.pipe(
    v.object({ suite_access_token: filled, expires_in: seconds }),
    v.transform((r) => ({ token: r.suite_access_token, expiresInMs: r.expires_in * 1000 })),
  )

export const corpToken = (): Reply<FreshToken> =>
  v.pipe(
    v.object({ access_token: filled, expires_in: seconds }),
    v.transform((r) => ({ token: r.access_token, expiresInMs: r.expires_in * 1000 })),
  )

export const permanentCode = (): Reply<PermanentCode> =>
  v.pipe(
    v.object({
      permanent_code: filled,
      auth_corp_info: v.object({ corpid: filled, corp_name: v.optional(v.string(), '') }),
      auth_user_info: v.optional(v.nullable(v.object({ userid: text, open_userid: text }))),
      state: text,
    }),
    v.transform((r) => {
      const openUserId = orUndefined(r.auth_user_info?.open_userid) as OpenUserId | undefined
      // The object may be absent and each of its fields empty (WeCom 90603).
      const userId = orUndefined(r.auth_user_info?.userid) ?? openUserId
      return {
        permanentCode: r.permanent_code,
        authCorpId: r.auth_corp_info.corpid as CorpId,
        corpName: r.auth_corp_info.corp_name,
        ...(userId === undefined ? {} : { authUser: { userId, openUserId } }),
        state: orUndefined(r.state),
      }
    }),
  )

const privilege = () =>
  v.object({
    level: v.optional(v.number(), 0),
    allow_party: v.optional(v.array(v.number()), []),
    allow_user: v.optional(v.array(v.string()), []),
    allow_tag: v.optional(v.array(v.number()), []),
  })

const authAgent = () =>
  v.object({
    agentid: v.number(),
    name: v.optional(v.string(), ''),
    auth_mode: v.optional(v.number(), 0),
    is_customized_app: v.optional(v.boolean(), false),
    privilege: v.optional(privilege(), {}),
  })

export const authInfo = (): Reply<AuthInfo> =>
  v.pipe(
    v.object({
      auth_corp_info: v.object({
        corp_name: v.optional(v.string(), ''),
        corp_type: text,
        subject_type: v.optional(v.number()),
        corp_user_max: v.optional(v.number()),
        corp_industry: text,
      }),
      auth_info: v.optional(v.object({ agent: v.optional(v.array(authAgent()), []) }), {}),
    }),
    v.transform((r) => {
      const agent = r.auth_info.agent[0]
      return {
        corpName: r.auth_corp_info.corp_name,
        isVerified: r.auth_corp_info.corp_type === 'verified',
        subjectType: r.auth_corp_info.subject_type,
        memberLimit: r.auth_corp_info.corp_user_max,
        industry: orUndefined(r.auth_corp_info.corp_industry),
        ...(agent && {
          agent: {
            agentId: agent.agentid as AgentId,
            name: agent.name,
            authMode: agent.auth_mode === 1 ? ('member' as const) : ('admin' as const),
            isCustomizedApp: agent.is_customized_app,
            privilege: {
              level: agent.privilege.level,
              departments: agent.privilege.allow_party,
              users: agent.privilege.allow_user,
              tags: agent.privilege.allow_tag,
            },
          },
        }),
      }
    }),
  )

export const authUrl = (): Reply<{ url: string; expiresInMs: number }> =>
  v.pipe(
    v.object({ qrcode_url: v.pipe(v.string(), v.url()), expires_in: seconds }),
    v.transform((r) => ({ url: r.qrcode_url, expiresInMs: r.expires_in * 1000 })),
  )

export const preAuthCode = (): Reply<string> =>
  v.pipe(
    v.object({ pre_auth_code: filled }),
    v.transform((r) => r.pre_auth_code),
  )

export const agent = (): Reply<Agent> =>
  v.pipe(
    v.object({
      agentid: v.number(),
      name: v.optional(v.string(), ''),
      close: v.optional(v.number(), 0),
      customized_publish_status: v.optional(v.picklist([0, 1, 2, 3])),
    }),
    v.transform((r) => ({
      agentId: r.agentid as AgentId,
      name: r.name,
      isClosed: r.close === 1,
      publishStatus: r.customized_publish_status,
    })),
  )

export const appAdmins = (): Reply<readonly AppAdmin[]> =>
  v.pipe(
    v.object({ admin: v.optional(v.array(v.object({ userid: filled, auth_type: v.picklist([0, 1]) })), []) }),
    v.transform((r) => r.admin.map((a) => ({ userId: a.userid, authType: a.auth_type }))),
  )

export const permissions = (): Reply<readonly string[]> =>
  v.pipe(
    v.object({ app_permissions: v.optional(v.array(v.string()), []) }),
    v.transform((r) => r.app_permissions),
  )

export const sendReport = (): Reply<SendReport> =>
  v.pipe(
    v.object({ msgid: text, invaliduser: text, unlicenseduser: text }),
    v.transform((r) => ({
      messageId: orUndefined(r.msgid),
      invalidUsers: barList(r.invaliduser),
      unlicensedUsers: barList(r.unlicenseduser),
    })),
  )

const memberWire = () => v.object({ corpid: filled, userid: filled, open_userid: filled })
const toMember = (r: { corpid: string; userid: string; open_userid: string }): SignedInMember => ({
  corpId: r.corpid as CorpId,
  userId: r.userid,
  openUserId: r.open_userid as OpenUserId,
})

/** `session_key` is not even read: it must never leave the server (WeCom 92423). */
export const member = (): Reply<SignedInMember> => v.pipe(memberWire(), v.transform(toMember))

/** A non-member is `{openid}` alone. */
export const memberOrOutsider = (): Reply<SignedInMember | 'outsider'> =>
  v.union([
    v.pipe(memberWire(), v.transform(toMember)),
    v.pipe(
      v.object({ openid: filled }),
      v.transform(() => 'outsider' as const),
    ),
  ])

export const openCorpId = (): Reply<CorpId> =>
  v.pipe(
    v.object({ open_corpid: filled }),
    v.transform((r) => r.open_corpid as CorpId),
  )

/** Ids in `invalid_userid_list` are left out. */
export const openUserIds = (): Reply<ReadonlyMap<string, OpenUserId>> =>
  v.pipe(
    v.object({ open_userid_list: v.optional(v.array(v.object({ userid: filled, open_userid: filled })), []) }),
    v.transform((r) => new Map(r.open_userid_list.map((pair) => [pair.userid, pair.open_userid as OpenUserId]))),
  )
