/**
 * The CloudBase stand-in: the wire protocol of the document database and storage, over HTTP, for the real SDK
 * (`serviceUrl`). Only what our adapters send is played; everything else is refused and remembered in `refused`.
 */
import { Buffer } from 'node:buffer'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemClock, type Clock } from '@cloud/runtime/clock'
import { ACTIONS, type World } from './actions'
import { DocumentDatabase } from './documents'
import { isRecord } from './ejson'
import { createFaults, type Fault, type Faults } from './faults'
import { ObjectStorage } from './storage'
import { conflict, MESSAGE, notExist, unsupported, wireCodeOf, wireError } from './wire-error'

export interface CloudBaseSandboxOptions {
  /** 0 takes a free port. */
  readonly port: number
  /** Default: the real clock. Transactions and links run out by it. */
  readonly clock?: Clock
  /** The environment id it answers for. */
  readonly env?: string
}

export interface CloudBaseSandbox {
  /** For `serviceUrl`. */
  readonly url: string
  readonly env: string
  readonly faults: Faults
  /** Requests so far by action: what the real service would bill. */
  readonly requests: ReadonlyMap<string, number>
  /** Everything that was asked for and is not played. A test of an adapter expects none. */
  readonly refused: readonly string[]
  /** Forgets documents, files, faults and counts. */
  reset(): void
  close(): Promise<void>
}

const HTML = '<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>'

/** Starts on 127.0.0.1. */
export async function startCloudBaseSandbox(options: CloudBaseSandboxOptions): Promise<CloudBaseSandbox> {
  const { clock = systemClock, env = 'accord-sandbox' } = options
  let origin = ''
  const world: World = {
    documents: new DocumentDatabase(clock),
    storage: new ObjectStorage(clock, env, () => origin),
  }
  const faults = createFaults()
  const requests = new Map<string, number>()
  const refused: string[] = []
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      refused.push(String(error))
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    if (url.pathname.startsWith('/objects/')) return answerObject(world, request, response, url)
    const body: unknown = JSON.parse((await readBody(request)).toString('utf8'))
    if (!isRecord(body)) throw unsupported('a body that is not an object')
    const action = String(body['action'])
    requests.set(action, (requests.get(action) ?? 0) + 1)
    const fault = faults.take(action, typeof body['collectionName'] === 'string' ? body['collectionName'] : undefined)
    const envelope = fault && !fault.applied ? {} : await perform(request, body, action)
    if (fault) await answerWrongly(world, fault, body, response)
    else sendJson(response, 200, envelope)
  }

  async function perform(
    request: IncomingMessage,
    body: Record<string, unknown>,
    action: string,
  ): Promise<Record<string, unknown>> {
    try {
      requireSignature(request, body, env)
      const handler = ACTIONS[action]
      if (!handler) throw unsupported(`action ${action}`)
      return await handler(world, body)
    } catch (error) {
      const code = wireCodeOf(error)
      if (code === undefined || !(error instanceof Error)) throw error
      if (code === 'SANDBOX_UNSUPPORTED') refused.push(error.message)
      return { code, message: error.message }
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `${origin}/admin`,
    env,
    faults,
    requests,
    refused,
    reset() {
      world.documents.reset()
      world.storage.reset()
      faults.clear()
      requests.clear()
      refused.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // Answers that hang by order would keep it open for ever.
        server.closeAllConnections()
      }),
  }
}

/** Signed with the documented scheme, for this environment. The signature itself is the SDK's business. */
function requireSignature(request: IncomingMessage, body: Record<string, unknown>, env: string): void {
  if (
    !/^TC3-HMAC-SHA256 Credential=[^/]+\/\d{4}-\d\d-\d\d\/tcb\/tc3_request, /.test(request.headers.authorization ?? '')
  ) {
    throw wireError('SIGN_PARAM_INVALID', 'the signature is missing or malformed')
  }
  if (body['envName'] !== env) throw wireError('INVALID_ENV', `no environment ${String(body['envName'])}`)
}

let requestCount = 0
function sendJson(response: ServerResponse, status: number, envelope: Record<string, unknown>): void {
  const text = JSON.stringify({ requestId: `sandbox-${(requestCount++).toString(36)}`, ...envelope })
  response.writeHead(status, { 'content-type': 'application/json' }).end(text)
}

async function answerWrongly(
  { documents }: World,
  fault: Fault,
  body: Record<string, unknown>,
  response: ServerResponse,
): Promise<void> {
  if (fault.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs))
  const transactionId = body['transactionId']
  const sayWith = (error: Error): void => {
    if (typeof transactionId === 'string' && !fault.applied) documents.abort(transactionId)
    sendJson(response, 200, { code: wireCodeOf(error), message: error.message })
  }
  switch (fault.answer) {
    case 'hang':
      return
    case 'reset':
      return void response.destroy()
    case 'empty':
      return void response.writeHead(200, { 'content-length': '0' }).end()
    case 'html-502':
      return void response.writeHead(502, { 'content-type': 'text/html' }).end(HTML)
    case 'html-503':
      return void response.writeHead(503, { 'content-type': 'text/html' }).end(HTML.replace('502 Bad Gateway', '503'))
    case 'json-503':
      return sendJson(response, 503, { message: 'service unavailable' })
    case 'updated-0':
      return sendJson(response, 200, { data: { updated: 0, upsert_id: null } })
    case 'busy':
      return sendJson(response, 200, { code: 'DATABASE_TRANSACTION_FAIL', message: MESSAGE.busy })
    case 'conflict':
      return sayWith(conflict())
    case 'not-exist':
      return sayWith(notExist())
  }
}

async function answerObject(
  { storage }: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const path = decodeURIComponent(url.pathname.slice('/objects/'.length))
  if (request.method === 'PUT') {
    const bytes = await readBody(request)
    try {
      storage.put(path, request.headers.authorization, {
        bytes,
        contentType: request.headers['content-type'] ?? 'application/octet-stream',
      })
    } catch (error) {
      if (wireCodeOf(error) === undefined) throw error
      return void response
        .writeHead(403, { 'content-type': 'application/xml' })
        .end('<Error><Code>SignatureDoesNotMatch</Code><Message>refused</Message></Error>')
    }
    return void response.writeHead(200).end()
  }
  const object = request.method === 'GET' ? storage.get(path, url.searchParams) : undefined
  if (!object) return void response.writeHead(403).end()
  response.writeHead(200, { 'content-type': object.contentType }).end(object.bytes)
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
