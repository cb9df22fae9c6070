/** The WeCom client of one deployment: the port of `client.ts` over HTTP. Made by the composition root; nothing happens until a call. */
import { AppError, invalidInput } from '@shared/kernel/errors'
import type { AppRef, OpenUserId, ProviderId, SuiteRef } from '@shared/wecom/ids'
import type { Clock } from '../runtime/clock'
import type { Log } from '../runtime/log'
import type { Random } from '../runtime/random'
import type { Sealer } from '../store/seal'
import type { Store } from '../store/store'
import { API } from './api-table'
import { createCaller, type CallInput, type Caller } from './call'
import type { CredentialSource, SignedInMember, WeComClient } from './client'
import { createHttp } from './http'
import { createLimits, type Budgets } from './limits'
import { messageBody, requireSendable, withOurSpelling } from './message-body'
import { corpTokenId, corpTokens, providerTokenId, providerTokens, suiteTokenId } from './token-collection'
import { createTokenCache, type TokenSlot } from './tokens'
import { WeComError } from './wecom-error'

export interface WeComClientOptions {
  /** `https://qyapi.weixin.qq.com`, or a stand-in. */
  readonly baseUrl: string
  readonly credentials: CredentialSource
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  readonly log: Log
  readonly random: Random
  /** `ACCORD_WECOM_PROXY`. */
  readonly proxy?: string
  readonly connectTimeoutMs?: number
  readonly readTimeoutMs?: number
  readonly budgets?: Budgets
}

/** The client, what it has sent so far by path (targets P6, P8), and its end. */
export interface RunningWeComClient extends WeComClient {
  readonly calls: Readonly<Record<string, number>>
  /** Closes kept connections. */
  close(): void
}

/** A ticket is valid for 30 minutes (WeCom 90628); one that is older cannot buy a token. */
const TICKET_MS = 30 * 60_000
const MOST_IDS = 1000

interface Slots {
  provider(providerId: ProviderId): TokenSlot
  suite(ref: SuiteRef): TokenSlot
  corp(app: AppRef): TokenSlot
}

/** Where each token lives and how it is fetched. `caller` is asked late: caller and slots need each other. */
function createSlots({ credentials, clock }: WeComClientOptions, caller: () => Caller): Slots {
  const slots: Slots = {
    provider: (providerId) => ({
      collection: providerTokens,
      id: providerTokenId(providerId),
      resolve: () =>
        Promise.resolve({
          secretVersion: 0,
          async fetch() {
            const { corpId, providerSecret } = await credentials.provider(providerId)
            const body = { corpid: corpId, provider_secret: providerSecret }
            return caller().call(API.providerToken, { providerId, body })
          },
        }),
    }),
    suite: (ref) => ({
      collection: providerTokens,
      id: suiteTokenId(ref),
      resolve: () =>
        Promise.resolve({
          secretVersion: 0,
          async fetch() {
            const { suiteSecret, suiteTicket } = await credentials.suite(ref)
            if (!suiteTicket || suiteTicket.receivedAt + TICKET_MS <= clock.now()) {
              const why = suiteTicket ? 'suite_ticket expired' : 'no suite_ticket received'
              throw new WeComError(API.suiteToken.path, 40085, `not sent: ${why}`, 'later')
            }
            const body = { suite_id: ref.suiteId, suite_secret: suiteSecret, suite_ticket: suiteTicket.value }
            return caller().call(API.suiteToken, { providerId: ref.providerId, body })
          },
        }),
    }),
    corp: (app) => ({
      collection: corpTokens,
      id: corpTokenId(app),
      async resolve() {
        const { kind, permanentCode, secretVersion } = await credentials.app(app)
        const { providerId, authCorpId: corpId } = app
        return {
          secretVersion,
          fetch: () =>
            // The kind decides and nobody else: get_corp_token for a customised app is 48002 (WeCom 90455).
            kind === 'template'
              ? caller().call(API.customizedCorpToken, {
                  providerId,
                  corpId,
                  query: { corpid: corpId, corpsecret: permanentCode },
                })
              : caller().call(API.suiteCorpToken, {
                  providerId,
                  corpId,
                  slot: slots.suite(app),
                  body: { auth_corpid: corpId, permanent_code: permanentCode },
                }),
        }
      },
    }),
  }
  return slots
}

function requireState(state: string): void {
  if (!/^[a-zA-Z0-9]{1,32}$/.test(state)) {
    throw invalidInput([{ field: 'state', message: 'state 应为 1-32 位字母或数字' }])
  }
}

/** @param options see `WeComClientOptions` */
export function createWeComClient(options: WeComClientOptions): RunningWeComClient {
  const { baseUrl, proxy, connectTimeoutMs, readTimeoutMs, credentials, clock } = options
  const http = createHttp({
    baseUrl,
    ...(proxy === undefined ? {} : { proxy }),
    ...(connectTimeoutMs === undefined ? {} : { connectTimeoutMs }),
    ...(readTimeoutMs === undefined ? {} : { readTimeoutMs }),
  })
  const calls: Record<string, number> = {}
  const tokens = createTokenCache(options)
  const limits = createLimits(clock, options.budgets)
  const slots = createSlots(options, () => caller)
  const caller = createCaller({ ...options, http, tokens, limits, calls })

  const ofSuite = (ref: SuiteRef): CallInput => ({ providerId: ref.providerId, slot: slots.suite(ref) })
  const ofApp = (app: AppRef): CallInput => ({
    providerId: app.providerId,
    corpId: app.authCorpId,
    slot: slots.corp(app),
  })
  const requireAgentId = async (app: AppRef) => {
    const { agentId } = await credentials.app(app)
    if (agentId !== undefined) return agentId
    throw new AppError('ILLEGAL_STATE', `no agent id known for ${app.suiteId}`, {
      userMessage: '还没有读到应用编号，请先刷新该企业的授权信息',
    })
  }

  return {
    calls,
    close: http.close,
    exchangeAuthCode: (suite, authCode) =>
      caller.call(API.permanentCode, { ...ofSuite(suite), body: { auth_code: authCode } }),
    readAuthInfo: (suite, authCorpId, permanentCode) =>
      caller.call(API.authInfo, {
        ...ofSuite(suite),
        corpId: authCorpId,
        body: { auth_corpid: authCorpId, permanent_code: permanentCode },
      }),
    async createAuthUrl(providerId, { state, templateIds }) {
      requireState(state)
      if (templateIds.length < 1 || templateIds.length > 9) {
        throw invalidInput([{ field: 'templateIds', message: '一次可以授权 1-9 个应用模板' }])
      }
      const body = { state, templateid_list: templateIds }
      return caller.call(API.authUrl, { providerId, slot: slots.provider(providerId), body })
    },
    async createInstallQr(suite, state) {
      requireState(state)
      const body = { suite_id: suite.suiteId, state, style: 4, result_type: 1 }
      return caller.callForImage(API.installQr, { ...ofSuite(suite), body })
    },
    createPreAuthCode: (suite) => caller.call(API.preAuthCode, ofSuite(suite)),
    corpAccessToken: (app) => tokens.get(slots.corp(app)),
    async probeCode(suite, { authCorpId: corpId, permanentCode, agentId }) {
      const { providerId } = suite
      const { token } =
        suite.kind === 'template'
          ? await caller.call(API.customizedCorpToken, {
              providerId,
              corpId,
              query: { corpid: corpId, corpsecret: permanentCode },
            })
          : await caller.call(API.suiteCorpToken, {
              ...ofSuite(suite),
              corpId,
              body: { auth_corpid: corpId, permanent_code: permanentCode },
            })
      return caller.call(API.agent, { providerId, corpId, query: { access_token: token, agentid: String(agentId) } })
    },
    async ensureCorpToken(app) {
      await tokens.get(slots.corp(app))
    },
    async readAgent(app) {
      const agentId = await requireAgentId(app)
      return caller.call(API.agent, { ...ofApp(app), query: { agentid: String(agentId) } })
    },
    readAppAdmins: (app) => caller.call(API.appAdmins, { ...ofApp(app), body: {} }),
    readPermissions: (app) => caller.call(API.permissions, { ...ofApp(app), body: {} }),
    async sendMessage(app, message) {
      requireSendable(message)
      const agentId = message.kind === 'textCard' ? await requireAgentId(app) : undefined
      const report = await caller.call(API.sendMessage, { ...ofApp(app), body: messageBody(message, agentId) })
      return withOurSpelling(report, message.toUsers)
    },
    signInMiniProgram: (suite, jsCode) =>
      caller.call(API.miniProgramLogin, {
        ...ofSuite(suite),
        query: { js_code: jsCode, grant_type: 'authorization_code' },
      }),
    async signInOAuth(suite, code): Promise<SignedInMember> {
      const person = await caller.call(API.oauthLogin, { ...ofSuite(suite), query: { code } })
      if (person !== 'outsider') return person
      throw new WeComError(API.oauthLogin.path, 0, 'not a member of any corp', 'user')
    },
    convertCorpId: (providerId, plainCorpId) =>
      caller.call(API.openCorpId, { providerId, slot: slots.provider(providerId), body: { corpid: plainCorpId } }),
    async convertUserIds(app, userIds) {
      const all = new Map<string, OpenUserId>()
      const asked = [...new Set(userIds)]
      for (let from = 0; from < asked.length; from += MOST_IDS) {
        const body = { userid_list: asked.slice(from, from + MOST_IDS) }
        for (const [id, open] of await caller.call(API.openUserIds, { ...ofApp(app), body })) all.set(id, open)
      }
      return all
    },
    async forgetTokens(ref) {
      if ('authCorpId' in ref) await tokens.forget({ collection: corpTokens, id: corpTokenId(ref) })
      else await tokens.forget({ collection: providerTokens, id: suiteTokenId(ref) })
    },
  }
}
