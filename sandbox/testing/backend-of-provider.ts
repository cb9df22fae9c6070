/** A provider's own backend (its CRM) in a test: takes forwarded callbacks, calls Accord with signed calls. */
import { randomBytes } from 'node:crypto'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signCall } from '@cloud/services/backend/sign-call'

export interface Answer {
  readonly status: number
  readonly body: string
}

export interface SentCall {
  readonly path: string
  readonly query?: string
  readonly body: string | Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

export interface ProviderBackend {
  readonly url: string
  /** Callbacks it took, oldest first. */
  readonly taken: { readonly url: string; readonly body: Buffer }[]
  close(): Promise<void>
}

/** Listens on a free port and says `success` to everything. */
export async function openProviderBackend(): Promise<ProviderBackend> {
  const taken: { url: string; body: Buffer }[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      taken.push({ url: request.url ?? '', body: Buffer.concat(parts) })
      response.end('success')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A call signed as `backend.examples` shows. @param now epoch ms */
export function signedCall(secret: string, path: string, body: string | Uint8Array, now: number): SentCall {
  const timestamp = String(Math.floor(now / 1000))
  const nonce = randomBytes(12).toString('hex')
  const signature = signCall(secret, { method: 'POST', path, timestamp, nonce, body: Buffer.from(body) })
  const headers = { 'x-accord-timestamp': timestamp, 'x-accord-nonce': nonce, 'x-accord-signature': signature }
  return { path, body, headers }
}

/** Sends it. */
export function sendCall(base: string, call: SentCall, method = 'POST'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${base}${call.path}${call.query ?? ''}`,
      { method, headers: call.headers },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }))
      },
    )
    sent.on('error', reject)
    sent.end(call.body)
  })
}
