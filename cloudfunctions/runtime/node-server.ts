/** A `node:http` server around the edges: one process, one port. What an edge sees is the same as on CloudBase. */
import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BODY_CAP_BYTES, textAnswer, UPLOAD_CAP_BYTES, UPLOAD_PATH, type EdgeAnswer, type EdgeRequest } from './edge'
import type { Route } from './host'
import type { Log } from './log'
import { decodeQuery } from './query'

export interface NodeServerOptions {
  /** Which edge a path belongs to; undefined: 404. */
  readonly routes: (path: string) => Route | undefined
  readonly log: Log
  /** Reverse proxies by IP address, whose `x-forwarded-for` counts. Default: none. */
  readonly trustedProxies?: readonly string[]
  /** Largest body in bytes, uploads aside; default `BODY_CAP_BYTES`. */
  readonly bodyCap?: number
  /** Milliseconds a client may take to send a request; default 15 000. */
  readonly requestTimeoutMs?: number
}

export interface NodeServer {
  /** Resolves with the port once it listens. @throws the system's error, e.g. EADDRINUSE */
  listen(port: number, host?: string): Promise<number>
  /** Takes no more requests and resolves when those under way are answered, at the latest after `graceMs` (default 10 000). */
  close(graceMs?: number): Promise<void>
}

/** Longest request target and headers together, in bytes. */
const HEADER_CAP_BYTES = 16_384
const TOO_LARGE = textAnswer(413, 'too large')

/** Builds the server; nothing listens yet. */
export function createNodeServer(options: NodeServerOptions): NodeServer {
  const { routes, log, trustedProxies = [], bodyCap = BODY_CAP_BYTES, requestTimeoutMs = 15_000 } = options
  const proxies = new Set(trustedProxies.map(plainAddress))

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomBytes(8).toString('hex')
    const target = incoming.url ?? '/'
    const mark = target.indexOf('?')
    const path = mark < 0 ? target : target.slice(0, mark)
    const route = path.startsWith('/') ? routes(path) : undefined
    if (!route) return send(incoming, response, textAnswer(404, 'not found'))
    const body = await readBody(incoming, path === UPLOAD_PATH ? UPLOAD_CAP_BYTES : bodyCap)
    if (!body) return refuseBody(response)
    const request: EdgeRequest = {
      method: incoming.method ?? 'GET',
      path,
      query: mark < 0 ? {} : decodeQuery(target.slice(mark + 1)),
      headers: headersOf(incoming),
      body,
      ip: callerOf(incoming, proxies),
      requestId,
    }
    const answer = await answerSafely(route, request, log)
    // A connection kept open would hold up a server that is stopping.
    send(incoming, response, answer, !server.listening)
  }

  const server = createServer(
    {
      maxHeaderSize: HEADER_CAP_BYTES,
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      // Node looks for late clients only every 30 seconds otherwise.
      connectionsCheckingInterval: Math.min(requestTimeoutMs, 5_000),
    },
    (incoming, response) => {
      handle(incoming, response).catch((error: unknown) => {
        // The client went away while it was sending: nobody is left to answer.
        log.debug('http.aborted', { error })
        response.destroy()
      })
    },
  )
  server.keepAliveTimeout = 65_000
  return { listen: (port, host) => listen(server, port, host), close: (graceMs = 10_000) => close(server, graceMs) }
}

async function listen(server: Server, port: number, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return (server.address() as AddressInfo).port
}

async function close(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return
  const ended = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const late = setTimeout(() => server.closeAllConnections(), graceMs)
  await ended
  clearTimeout(late)
}

// Edges promise not to throw; if one does, the process must outlive it.
async function answerSafely(route: Route, request: EdgeRequest, log: Log): Promise<EdgeAnswer> {
  try {
    return await route(request)
  } catch (error) {
    log.error('http.edge.threw', { error, path: request.path, requestId: request.requestId })
    return textAnswer(500, `internal error ${request.requestId}`)
  }
}

function send(incoming: IncomingMessage, response: ServerResponse, answer: EdgeAnswer, isLast = false): void {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body
  const isBodiless = answer.status === 204 || answer.status === 304
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(isBodiless ? {} : { 'content-length': String(body.byteLength) }),
    ...(isLast ? { connection: 'close' } : {}),
  })
  response.end(incoming.method === 'HEAD' || isBodiless ? undefined : body)
}

/** The rest of an oversized body is not read: the connection ends with the answer. */
function refuseBody(response: ServerResponse): void {
  response.writeHead(TOO_LARGE.status, { ...TOO_LARGE.headers, connection: 'close' })
  response.end(TOO_LARGE.body, () => response.socket?.destroySoon())
}

/** The body, or undefined when it is longer than the cap. @throws when the client goes away */
async function readBody(incoming: IncomingMessage, cap: number): Promise<Uint8Array | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > cap) return undefined
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    const onData = (part: Buffer): void => {
      size += part.length
      if (size <= cap) {
        parts.push(part)
        return
      }
      incoming.off('data', onData)
      incoming.pause()
      resolve(undefined)
    }
    incoming.on('data', onData)
    incoming.once('end', () => resolve(parts.length === 1 ? parts[0] : Buffer.concat(parts)))
    incoming.once('error', reject)
    incoming.once('aborted', () => reject(new Error('request aborted')))
  })
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) out[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return out
}

/** `::ffff:127.0.0.1` is 127.0.0.1. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** The nearest address that is no trusted proxy, from the right: what stands further left anybody may have written. */
function callerOf(incoming: IncomingMessage, proxies: ReadonlySet<string>): string {
  let caller = plainAddress(incoming.socket.remoteAddress ?? '')
  const forwarded = incoming.headers['x-forwarded-for']
  const hops = (typeof forwarded === 'string' ? forwarded : (forwarded ?? []).join()).split(',')
  while (proxies.has(caller)) {
    const hop = plainAddress(hops.pop()?.trim() ?? '')
    if (hop === '') break
    caller = hop
  }
  return caller
}
