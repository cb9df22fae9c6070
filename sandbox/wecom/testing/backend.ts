/** A provider's backend for the stand-in's own tests: collects callbacks, answers `success`, echoes verifications. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decrypt, sign } from '../callbacks/crypto'
import { xmlText } from '../callbacks/xml'
import { SEED } from '../world/seed'

export interface Received {
  readonly path: string
  /** InfoType, or `event:<Event>`. */
  readonly name: string
  readonly xml: string
  readonly receiveId: string
  readonly toUserName: string
}

export interface Backend {
  readonly base: string
  readonly received: Received[]
  /** How it answers from now on; undefined = 200 `success`. */
  answer: ((event: Received) => { status: number; body: string; waitMs?: number }) | undefined
  /** Keys of URLs beyond the seed's: last path segment after the provider → token and key. */
  readonly keys: Map<string, { token: string; encodingAesKey: string }>
  /** The newest event of a name, waited for. */
  next(name: string, from?: number): Promise<Received>
  close(): Promise<void>
}

const field = (xml: string, name: string): string => xmlText(xml, name) ?? ''

export async function startBackend(): Promise<Backend> {
  const keys = new Map(SEED.providers.flatMap((p) => p.suites.map((s) => [s.suiteId, s] as const)))
  const received: Received[] = []
  const backend: Backend = {
    base: '',
    received,
    answer: undefined,
    keys: new Map(keys),
    async next(name, from = 0) {
      for (let tries = 0; tries < 400; tries += 1) {
        const found = received.slice(from).find((r) => r.name === name)
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      throw new Error(`no ${name} among ${received.map((r) => r.name).join(', ')}`)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://backend')
      if (!url.pathname.startsWith('/callback/')) {
        // Where redirects land.
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><link rel="icon" href="data:,">')
        return
      }
      const query = (name: string) => url.searchParams.get(name) ?? ''
      const suite = backend.keys.get(url.pathname.split('/')[3] ?? '')
      const body = Buffer.concat(parts).toString('utf8')
      const encrypted = request.method === 'GET' ? query('echostr') : field(body, 'Encrypt')
      const isSigned =
        suite && sign(suite.token, query('timestamp'), query('nonce'), encrypted) === query('msg_signature')
      if (!suite || !isSigned) {
        response.writeHead(403).end()
        return
      }
      const { message, receiveId } = decrypt(suite.encodingAesKey, encrypted)
      if (request.method === 'GET') {
        response.end(message)
        return
      }
      const name = field(message, 'InfoType') || `event:${field(message, 'Event')}`
      const event = { path: url.pathname, name, xml: message, receiveId, toUserName: field(body, 'ToUserName') }
      received.push(event)
      const { status, body: text, waitMs = 0 } = backend.answer?.(event) ?? { status: 200, body: 'success' }
      setTimeout(() => response.writeHead(status).end(text), waitMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  Object.assign(backend, { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  return backend
}
