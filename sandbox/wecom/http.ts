/** From a Node request to the right part of the stand-in, and its answer back; faults of paths strike here. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ActRefusal } from './platform/act'
import { faultOf } from './platform/faults'
import type { ControlInput, ControlName } from './platform/control'
import type { Console } from './platform/handler'
import { isControlName, runControl } from './platform/handlers'
import { PAGES } from './pages/index'
import { takePlace } from './paths/guard'
import { type ApiAnswer, dispatch, refusalAnswer } from './paths/dispatch'

const BODY_CAP = 21 * 1024 * 1024

type Loud = (line: string) => void

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > BODY_CAP) throw new Error('body too large')
    parts.push(part)
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
}

/** The desk lives on another port of this machine, so pages of loopback may call the control endpoints. */
function corsHeaders(request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers
  if (origin === undefined || !/^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(origin)) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-headers': 'content-type',
    'access-control-allow-methods': 'POST, GET, OPTIONS',
    vary: 'origin',
  }
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array, extra = {}): void {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length
  response.writeHead(status, { 'content-type': type, 'content-length': length, 'cache-control': 'no-store', ...extra })
  response.end(body)
}

const JSON_TYPE = 'application/json; charset=utf-8'
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function answerControl(
  console: Console,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const cors = corsHeaders(request)
  if (request.method === 'OPTIONS') return send(response, 204, 'text/plain', '', cors)
  const fail = (status: number, code: string, message: string) =>
    send(response, status, JSON_TYPE, JSON.stringify({ error: { code, message } }), cors)
  if (!isControlName(name)) return fail(404, 'UNKNOWN', `没有控制接口 ${name}`)
  if (request.method !== 'POST') return fail(405, 'METHOD', '控制接口只接受 POST')
  try {
    const raw = Buffer.from(await bodyOf(request)).toString('utf8')
    const input: unknown = raw.trim() === '' ? {} : JSON.parse(raw)
    if (typeof input !== 'object' || input === null) return fail(400, 'BAD_INPUT', '请求体须为 JSON 对象')
    const output = await runControl(console, name, input as ControlInput<ControlName>)
    return send(response, 200, JSON_TYPE, JSON.stringify(output), cors)
  } catch (error) {
    if (error instanceof ActRefusal) return fail(400, error.code, error.message)
    if (error instanceof SyntaxError) return fail(400, 'BAD_INPUT', '请求体不是 JSON')
    throw error
  }
}

async function answerApi(
  console: Console,
  loud: Loud,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { stand } = console
  const leave = takePlace(stand, request.socket.remoteAddress ?? '127.0.0.1')
  try {
    await answerOne(console, loud, url, request, response, leave !== undefined)
  } finally {
    leave?.()
  }
}

async function answerOne(
  { stand }: Console,
  loud: Loud,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  hasPlace: boolean,
): Promise<void> {
  const started = performance.now()
  const body = await bodyOf(request)
  const struck = stand.faults.strike(url.pathname)
  const delay = faultOf(struck, 'delay')
  if (delay) await pause(delay.delayMs)
  if (faultOf(struck, 'drop') ?? faultOf(struck, 'outage')) {
    note('fault: no answer', undefined)
    request.socket.destroy()
    return
  }
  const call = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body,
    ip: request.socket.remoteAddress ?? '127.0.0.1',
  }
  const broken = faultOf(struck, 'error')
  const refused = hasPlace ? broken?.errcode : 45033
  const answer = refused === undefined ? dispatch(stand, call) : refusalAnswer(stand, call, refused)
  if (!answer.known) loud(`WeCom stand-in: unknown path ${call.method} ${call.path}`)
  const late = faultOf(struck, 'timeoutAfterEffect')
  note(late ? 'fault: done, but not answered' : broken ? 'fault: error' : undefined, answer)
  if (late) {
    await pause(late.delayMs)
    request.socket.destroy()
    return
  }
  const isText = typeof answer.body === 'string'
  stand.tape?.add({
    kind: 'request',
    method: call.method,
    path: call.path,
    query: call.query,
    body: Buffer.from(body).toString('utf8'),
    contentType: answer.contentType,
    answer: isText ? String(answer.body) : Buffer.from(answer.body).toString('base64'),
    isBase64: !isText,
  })
  send(response, 200, answer.contentType, answer.body)

  function note(text: string | undefined, given: ApiAnswer | undefined): void {
    stand.log.add({
      at: stand.clock.now(),
      kind: 'request',
      name: url.pathname,
      suiteId: given?.suiteId,
      corpId: given?.corpId,
      status: given ? 200 : 0,
      errcode: given?.errcode,
      ms: Math.round(performance.now() - started),
      attempt: undefined,
      note: given && !given.known ? 'unknown path' : text,
      sent: `${request.method} ${url.pathname}${url.search}${body.length > 0 && body.length < 65_536 ? ` ${Buffer.from(body).toString('utf8')}` : ''}`,
      got: typeof given?.body === 'string' ? given.body : given && `${given.contentType}, ${given.body.length} bytes`,
    })
  }
}

/** Answers one request of any kind. Never rejects: an internal failure is a 500 and a loud line. */
export async function answerRequest(
  console: Console,
  loud: Loud,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://stand-in')
    const page = PAGES[url.pathname]
    if (url.pathname.startsWith('/platform/'))
      return await answerControl(console, url.pathname.slice(10), request, response)
    if (page) return send(response, 200, 'text/html; charset=utf-8', page())
    if (url.pathname.startsWith('/cgi-bin/')) return await answerApi(console, loud, url, request, response)
    loud(`WeCom stand-in: unknown page ${request.method} ${url.pathname}`)
    send(response, 404, 'text/plain; charset=utf-8', '模拟企业微信没有这个页面')
  } catch (error) {
    loud(`WeCom stand-in: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    if (!response.headersSent) send(response, 500, 'text/plain; charset=utf-8', '模拟企业微信内部错误')
  }
}
