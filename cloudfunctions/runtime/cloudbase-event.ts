/**
 * CloudBase's plain-data events ↔ ours. The shape alone proves nothing: whoever may call a function by `callFunction` writes
 * the whole event, so the platform's own word on the source (`TCB_SOURCE`) decides (cloudbase.md §8).
 */
import { Buffer } from 'node:buffer'
import { BODY_CAP_BYTES, textAnswer, UPLOAD_CAP_BYTES, UPLOAD_PATH, type EdgeAnswer, type EdgeRequest } from './edge'
import { decodeQuery } from './query'

/** What the platform tells about a call, outside the event. */
export type PlatformEnvironment = Readonly<Record<string, string | undefined>>

/** The integration response of the HTTP access service. */
export interface HttpReply {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly isBase64Encoded: boolean
}

/** A timer's call. */
export interface TimerEvent {
  readonly kind: 'timer'
  /** Name of the trigger in cloudbaserc.json. */
  readonly name: string
  readonly requestId: string
}

/** An HTTP call, ready for an edge. */
export interface HttpEvent {
  readonly kind: 'http'
  readonly request: EdgeRequest
}

/** An HTTP call that must not reach an edge, with its answer. */
export interface RefusedEvent {
  readonly kind: 'refused'
  readonly reply: HttpReply
  /** For the log. */
  readonly reason: 'forged' | 'unknown' | 'tooLarge'
}

export type FunctionEvent = HttpEvent | TimerEvent | RefusedEvent

/** Sources of `TCB_SOURCE` that may bring an HTTP call, and those that may bring a timer's. */
const HTTP_SOURCE = 'wx_http'
const TIMER_SOURCE = 'wx_trigger'

/**
 * What an event is. Its first hop in `TCB_SOURCE` must fit its shape; a call by a client or another function is refused,
 * whatever it looks like.
 * @param event   as the function received it
 * @param env     `process.env` of this call
 * @param context as the function received it; only `request_id` is read
 * @param route   the function's path in the access service, when it has just one: put back where the service has cut it off
 */
export function readEvent(event: unknown, env: PlatformEnvironment, context?: unknown, route = ''): FunctionEvent {
  const requestId = textOf(context, 'request_id') ?? ''
  // The chain grows at its end: the first entry is where the call came from.
  const source = env['TCB_SOURCE']?.split(',')[0]?.trim() ?? ''
  if (isTimer(event)) {
    if (source !== TIMER_SOURCE && source !== '') return refuse('forged')
    return { kind: 'timer', name: textOf(event, 'TriggerName') ?? '', requestId }
  }
  if (!isHttp(event)) return refuse('unknown')
  // Empty: documented as possible for the HTTP access service ("the caller may not pass SOURCE"); a client's never is.
  if (source !== HTTP_SOURCE && source !== '') return refuse('forged')
  const path = pathOf(event.path, route)
  const body = bodyOf(event, path === UPLOAD_PATH ? UPLOAD_CAP_BYTES : BODY_CAP_BYTES)
  if (!body) return refuse('tooLarge')
  return { kind: 'http', request: { ...toRequest(event, body, requestId, env), path } }
}

function toRequest(
  event: HttpShape,
  body: Uint8Array,
  requestId: string,
  env: PlatformEnvironment,
): Omit<EdgeRequest, 'path'> {
  const headers = lowerCased(event.headers)
  return {
    method: event.httpMethod.toUpperCase(),
    query: queryOf(event),
    headers,
    body,
    ip: env['TCB_SOURCE_IP'] ?? headers['x-real-ip'] ?? '',
    requestId: requestId || textOf(event.requestContext, 'requestId') || '',
  }
}

/** An edge's answer in the full form: bare strings get a content type nobody promises. */
export function toReply(answer: EdgeAnswer): HttpReply {
  const { status: statusCode, headers, body } = answer
  return typeof body === 'string'
    ? { statusCode, headers, body, isBase64Encoded: false }
    : { statusCode, headers, body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
}

interface HttpShape {
  readonly httpMethod: string
  readonly path?: unknown
  readonly headers?: unknown
  readonly queryStringParameters?: unknown
  readonly requestContext: object
  readonly body?: unknown
  readonly isBase64Encoded?: unknown
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const textOf = (value: unknown, name: string): string | undefined => {
  const text = isObject(value) ? value[name] : undefined
  return typeof text === 'string' ? text : undefined
}

const isTimer = (event: unknown): boolean => textOf(event, 'Type') === 'Timer'

const isHttp = (event: unknown): event is HttpShape =>
  isObject(event) && typeof event['httpMethod'] === 'string' && isObject(event['requestContext'])

function pathOf(path: unknown, route: string): string {
  const text = typeof path === 'string' ? path : ''
  const whole = text.startsWith('/') ? text : `/${text}`
  return whole === route || whole.startsWith(`${route}/`) ? whole : route + whole
}

/** Names in lower case; of values that are lists (a repeated header) the last counts. */
function lowerCased(headers: unknown): Record<string, string> {
  const out: Record<string, string> = {}
  if (!isObject(headers)) return out
  for (const [name, value] of Object.entries(headers)) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value
    if (typeof last === 'string') out[name.toLowerCase()] = last
  }
  return out
}

function queryOf(event: HttpShape): Record<string, string> {
  const { queryStringParameters: query } = event
  // Some releases hand over the raw text.
  if (typeof query === 'string') return decodeQuery(query)
  const out: Record<string, string> = {}
  if (!isObject(query)) return out
  for (const [name, value] of Object.entries(query)) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value
    if (typeof last === 'string') out[name] = last
  }
  return out
}

/** The body's bytes, or undefined over the cap. */
function bodyOf({ body, isBase64Encoded }: HttpShape, cap: number): Uint8Array | undefined {
  if (typeof body !== 'string' || body === '') return new Uint8Array(0)
  const encoding = isBase64Encoded === true ? 'base64' : 'utf8'
  if (Buffer.byteLength(body, encoding) > cap) return undefined
  return Buffer.from(body, encoding)
}

const REFUSALS: Readonly<Record<RefusedEvent['reason'], EdgeAnswer>> = {
  forged: textAnswer(403, 'refused'),
  unknown: textAnswer(400, 'refused'),
  tooLarge: textAnswer(413, 'too large'),
}

const refuse = (reason: RefusedEvent['reason']): RefusedEvent => ({
  kind: 'refused',
  reason,
  reply: toReply(REFUSALS[reason]),
})
