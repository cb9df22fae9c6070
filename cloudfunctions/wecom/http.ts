/**
 * HTTP to WeCom on node:http/https with keep-alive. No fetch: undici costs a cold start 16 ms.
 * Knows nothing of errcodes: it answers with bytes, or throws `NoAnswer`. Nothing of a query is ever logged or put into an error.
 */
import { Buffer } from 'node:buffer'
import * as http from 'node:http'
import * as https from 'node:https'
import type { Duplex } from 'node:stream'
import * as tls from 'node:tls'

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  /** Starts with `/`. */
  readonly path: string
  /** Encoded here. */
  readonly query: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
}

export interface HttpAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
}

export interface HttpOptions {
  /** Scheme and host, maybe a path; no slash at the end. */
  readonly baseUrl: string
  /** Forward proxy (`http://[user:password@]host:port`), reached by CONNECT: the fixed egress IP that WeCom's whitelist needs. */
  readonly proxy?: string
  /** Until a socket is ready to write on: DNS, TCP, proxy, TLS. Default 3000. */
  readonly connectTimeoutMs?: number
  /** From the first byte sent to the last byte received. Default 10 000. */
  readonly readTimeoutMs?: number
  /** Default 4 MB. */
  readonly maxBytes?: number
  /** Default 64. */
  readonly maxSockets?: number
}

export interface HttpClient {
  /** @throws NoAnswer */
  send(request: HttpRequest): Promise<HttpAnswer>
  /** Closes idle connections. */
  close(): void
}

/** Why nothing usable came back. `connect`: not one byte was sent. */
export type NoAnswerReason = 'connect' | 'timeout' | 'reset' | 'tooBig'

/** No answer. `mayHaveTakenEffect` is false only when the request cannot have reached WeCom. */
export class NoAnswer extends Error {
  readonly mayHaveTakenEffect: boolean

  constructor(
    readonly reason: NoAnswerReason,
    cause?: unknown,
  ) {
    super(`no answer: ${reason}`, cause === undefined ? undefined : { cause })
    this.name = 'NoAnswer'
    this.mayHaveTakenEffect = reason !== 'connect'
  }
}

const CONNECT_TIMEOUT_MS = 3000

type Agents = http.Agent | https.Agent

interface Target {
  readonly isTls: boolean
  readonly host: string
  readonly port: number
}

const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/** A socket to the target through the proxy: CONNECT first, then TLS inside where the target wants it. */
function connectThrough(
  proxy: URL,
  target: Target,
  timeoutMs: number,
  answered: (error: Error | null, socket?: Duplex) => void,
): void {
  const authority = `${target.host}:${target.port}`
  const credentials = proxy.username
    ? {
        'proxy-authorization': `Basic ${Buffer.from(`${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`).toString('base64')}`,
      }
    : {}
  const request = (proxy.protocol === 'https:' ? https : http).request({
    host: hostOf(proxy),
    port: portOf(proxy),
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...credentials },
    agent: false,
  })
  // Nobody else ends a proxy that stays silent: the waiting request holds no socket yet.
  let tunnel: Duplex | undefined
  const timer = setTimeout(() => {
    request.destroy(new Error('proxy did not answer'))
    tunnel?.destroy()
  }, timeoutMs)
  const done: typeof answered = (error, socket) => {
    clearTimeout(timer)
    answered(error, socket)
  }
  request.once('connect', (response, socket) => {
    tunnel = socket
    if (response.statusCode !== 200) {
      socket.destroy()
      done(new Error(`proxy answered ${response.statusCode ?? 'nothing'}`))
    } else if (target.isTls) {
      const secure = tls.connect({ socket, servername: target.host }, () => done(null, secure))
      secure.once('error', done)
    } else done(null, socket)
  })
  request.once('response', (response) => {
    response.resume()
    done(new Error(`proxy answered ${response.statusCode ?? 'nothing'}`))
  })
  request.once('error', done)
  request.end()
}

function createAgent(target: Target, options: HttpOptions): Agents {
  const settings = { keepAlive: true, maxSockets: options.maxSockets ?? 64, maxFreeSockets: 16, timeout: 30_000 }
  const agent = target.isTls ? new https.Agent(settings) : new http.Agent(settings)
  if (options.proxy === undefined) return agent
  const proxy = new URL(options.proxy)
  const createConnection = (_options: unknown, done: (error: Error | null, socket?: Duplex) => void): undefined => {
    connectThrough(proxy, target, options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS, done)
    return undefined
  }
  return Object.assign(agent, { createConnection })
}

/** Reads an answer up to the cap. */
function readAnswer(
  response: http.IncomingMessage,
  maxBytes: number,
  done: (answer: HttpAnswer | NoAnswer) => void,
): void {
  const parts: Buffer[] = []
  let size = 0
  response.on('data', (part: Buffer) => {
    size += part.length
    if (size > maxBytes) {
      done(new NoAnswer('tooBig'))
      response.destroy()
    } else parts.push(part)
  })
  response.once('end', () =>
    done({
      status: response.statusCode ?? 0,
      contentType: response.headers['content-type'] ?? '',
      body: Buffer.concat(parts),
    }),
  )
  response.once('aborted', () => done(new NoAnswer('reset')))
  response.once('error', (cause) => done(new NoAnswer('reset', cause)))
}

/** An HTTP client for one host. Connections are made on the first call. */
export function createHttp(options: HttpOptions): HttpClient {
  const { connectTimeoutMs = CONNECT_TIMEOUT_MS, readTimeoutMs = 10_000, maxBytes = 4 * 1024 * 1024 } = options
  const base = new URL(options.baseUrl)
  const target: Target = { isTls: base.protocol === 'https:', host: hostOf(base), port: portOf(base) }
  const basePath = base.pathname.replace(/\/$/, '')
  const transport = target.isTls ? https : http
  let agent: Agents | undefined

  const send = (input: HttpRequest): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      agent ??= createAgent(target, options)
      const query = new URLSearchParams(input.query).toString()
      const payload = input.body === undefined ? undefined : Buffer.from(JSON.stringify(input.body), 'utf8')
      let isConnected = false
      let isDone = false
      const request = transport.request({
        agent,
        host: target.host,
        port: target.port,
        method: input.method,
        path: `${basePath}${input.path}${query === '' ? '' : `?${query}`}`,
        headers: {
          accept: 'application/json',
          ...(payload ? { 'content-type': 'application/json; charset=utf-8', 'content-length': payload.length } : {}),
        },
      })
      const finish = (outcome: HttpAnswer | NoAnswer): void => {
        if (isDone) return
        isDone = true
        clearTimeout(timer)
        if (outcome instanceof NoAnswer) {
          reject(outcome)
          request.destroy()
        } else resolve(outcome)
      }
      let timer = setTimeout(() => finish(new NoAnswer('connect')), connectTimeoutMs)
      const connected = (): void => {
        if (isDone) return
        isConnected = true
        clearTimeout(timer)
        timer = setTimeout(() => finish(new NoAnswer('timeout')), readTimeoutMs)
      }
      request.once('socket', (socket) => {
        // A socket of the pool, or one the proxy handed over, is ready already.
        if (
          !socket.connecting &&
          (!(socket instanceof tls.TLSSocket) || socket.authorized || socket.getProtocol() !== null)
        ) {
          connected()
        } else socket.once(target.isTls ? 'secureConnect' : 'connect', connected)
      })
      request.once('response', (response) => readAnswer(response, maxBytes, finish))
      request.once('error', (cause) => finish(new NoAnswer(isConnected ? 'reset' : 'connect', cause)))
      request.end(payload)
    })

  return {
    send,
    close: () => agent?.destroy(),
  }
}
