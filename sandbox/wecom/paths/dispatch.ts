/** Finds the path, checks its token, calls it, and puts the answer into WeCom's form. */
import type { IncomingHttpHeaders } from 'node:http'
import { digits } from '../world/random'
import { readToken } from '../world/issue'
import { installOf } from '../world/queries'
import type { Stand } from '../world/stand'
import type { CustomApp, Install, Provider, Suite, TokenSubject } from '../world/state'
import { ROUTES } from './index'
import { guardCaller, requireAllowedIp, takeBudget } from './guard'
import { type ApiCall, type JsonObject, refuse, Refusal, type Reply, type Route } from './route'

export interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array
  readonly ip: string
}

export interface ApiAnswer {
  readonly contentType: string
  readonly body: string | Uint8Array
  readonly errcode: number
  /** Who called, as far as the token told. */
  readonly suiteId: string | undefined
  readonly corpId: string | undefined
  readonly known: boolean
}

const BY_PATH = new Map(ROUTES.map((route) => [route.path, route]))

const QUERY_NAME = { suite: 'suite_access_token', provider: 'provider_access_token', corp: 'access_token' } as const

function subjectOf(stand: Stand, kind: 'suite' | 'provider' | 'corp', call: ApiCall): TokenSubject {
  const name = QUERY_NAME[kind]
  // get_login_info alone takes the provider token as `access_token` (WeCom 91125).
  const token = call.query[name] ?? (kind === 'provider' ? call.query['access_token'] : undefined)
  if (!token) refuse(kind === 'suite' ? 41022 : 41001, `${name} missing`)
  const read = readToken(stand, token)
  const bad = { suite: 40082, provider: stand.switches.badProviderTokenErrcode, corp: 40014 }[kind]
  if (read === 'expired') refuse(kind === 'suite' ? 42009 : 42001, `${name} expired`)
  if (read === 'unknown' || read.subject.kind !== kind) refuse(bad, `invalid ${name}`)
  return read.subject
}

function suiteOf(stand: Stand, subject: TokenSubject): Suite {
  const suite = subject.kind === 'suite' ? stand.state.suites[subject.suiteId] : undefined
  return suite ?? refuse(40082, 'invalid suite_access_token')
}

function providerOf(stand: Stand, subject: TokenSubject): Provider {
  const provider = subject.kind === 'provider' ? stand.state.providers[subject.providerId] : undefined
  return provider ?? refuse(stand.switches.badProviderTokenErrcode, 'invalid provider_access_token')
}

function installFor(stand: Stand, subject: TokenSubject): Install {
  const install = subject.kind === 'corp' ? installOf(stand.state, subject.suiteId, subject.corpId) : undefined
  if (!install || install.status === 'cancelled') refuse(40014, 'invalid access_token')
  if (install.disabled) refuse(50003, 'app disabled')
  return install
}

function providerBehind(stand: Stand, subject: TokenSubject): Provider {
  const providerId = subject.kind === 'provider' ? subject.providerId : stand.state.suites[subject.suiteId]?.providerId
  const provider = providerId === undefined ? undefined : stand.state.providers[providerId]
  return provider ?? refuse(40014, 'invalid access_token')
}

const appBehind = (stand: Stand, subject: TokenSubject): CustomApp | undefined =>
  subject.kind === 'corp' ? installOf(stand.state, subject.suiteId, subject.corpId)?.app : undefined

/** Whether a path of a disabled app still answers: `agent/get` shows `close` (wecom-api §3.3 step 14). */
const ANSWERS_WHEN_DISABLED = new Set(['/cgi-bin/agent/get', '/cgi-bin/agent/get_permissions'])

function callRoute(stand: Stand, route: Route, call: ApiCall, seen: (subject: TokenSubject) => void): Reply {
  if (route.token === 'none') return route.handle(stand, call)
  const subject = subjectOf(stand, route.token, call)
  seen(subject)
  requireAllowedIp(stand, providerBehind(stand, subject), call.ip, appBehind(stand, subject))
  if (subject.kind === 'corp') takeBudget(stand, 'corpApi', `${subject.corpId}|${route.path}`)
  switch (route.token) {
    case 'suite':
      return route.handle(stand, call, suiteOf(stand, subject))
    case 'provider':
      return route.handle(stand, call, providerOf(stand, subject))
    case 'corp': {
      const install = subject.kind === 'corp' ? installOf(stand.state, subject.suiteId, subject.corpId) : undefined
      if (install?.disabled && install.status === 'authorised' && ANSWERS_WHEN_DISABLED.has(route.path)) {
        return route.handle(stand, call, install)
      }
      return route.handle(stand, call, installFor(stand, subject))
    }
  }
}

function parseBody(body: Uint8Array): { value: JsonObject; wrong: boolean } {
  const raw = Buffer.from(body).toString('utf8').trim()
  if (raw === '') return { value: {}, wrong: false }
  try {
    const value: unknown = JSON.parse(raw)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? { value: value as JsonObject, wrong: false } : { value: {}, wrong: true }
  } catch {
    return { value: {}, wrong: true }
  }
}

/** The observed errmsg form (WeCom 91116); branch on errcode only, never on this. */
const errmsg = (stand: Stand, refusal: Refusal, ip: string, wrongJson: boolean): string =>
  `${refusal.message}, hint: [${digits(stand.random, 19)}], from ip: ${ip}, more info at ` +
  `https://open.work.weixin.qq.com/devtool/query?e=${refusal.errcode}${wrongJson ? ' Warning: wrong json format. ' : ''}`

/** Answers one call of `/cgi-bin/*`. Never throws. */
export function dispatch(stand: Stand, request: ApiRequest): ApiAnswer {
  const route = BY_PATH.get(request.path)
  const parsed = parseBody(request.body)
  let subject: TokenSubject | undefined
  const who = () => ({
    suiteId: subject && subject.kind !== 'provider' ? subject.suiteId : undefined,
    corpId: subject?.kind === 'corp' ? subject.corpId : undefined,
    known: route !== undefined,
  })
  const json = (value: JsonObject, errcode: number): ApiAnswer => ({
    contentType: 'application/json; charset=UTF-8',
    body: JSON.stringify(value),
    errcode,
    ...who(),
  })
  try {
    guardCaller(stand, request.ip, request.query['debug'] === '1')
    if (!route) refuse(-1, `the stand-in does not play ${request.path}`)
    const call = { query: request.query, body: parsed.value, ip: request.ip }
    const reply = callRoute(stand, route, call, (s) => (subject = s))
    if (reply instanceof Uint8Array) return { contentType: 'image/png', body: reply, errcode: 0, ...who() }
    const isBare = route.bare === true && stand.switches.bareTokenAnswers
    return json(isBare ? reply : { errcode: 0, errmsg: 'ok', ...reply }, 0)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return json({ errcode: error.errcode, errmsg: errmsg(stand, error, request.ip, parsed.wrong) }, error.errcode)
  }
}

/** What a path answers without being asked: under an `error` fault (-1 is "system busy"), or 45033 in a crowd. */
export function refusalAnswer(stand: Stand, request: ApiRequest, errcode: number): ApiAnswer {
  const words =
    errcode === -1 ? 'system busy' : errcode === 45033 ? 'api concurrent out of limit' : 'fault of the stand-in'
  return {
    contentType: 'application/json; charset=UTF-8',
    body: JSON.stringify({ errcode, errmsg: errmsg(stand, new Refusal(errcode, words), request.ip, false) }),
    errcode,
    suiteId: undefined,
    corpId: undefined,
    known: BY_PATH.has(request.path),
  }
}
