/** PUT and GET of objects at the addresses that CloudBase storage hands out. No fetch (undici costs a cold start 16 ms). */
import * as http from 'node:http'
import * as https from 'node:https'

export interface ObjectRequest {
  readonly method: 'PUT' | 'GET'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly timeoutMs: number
  /** Longer answers are cut off with an error. */
  readonly maxBytes: number
}

export interface ObjectAnswer {
  readonly status: number
  readonly body: Buffer
}

/** @throws Error with a socket code (`ESOCKETTIMEDOUT`, `ECONNRESET`, …), as the SDK does */
export function objectHttp(request: ObjectRequest): Promise<ObjectAnswer> {
  const { method, url, headers = {}, body, timeoutMs, maxBytes } = request
  return new Promise((resolve, reject) => {
    const sent = (url.startsWith('https:') ? https : http).request(
      url,
      {
        method,
        headers: { ...headers, ...(body ? { 'content-length': String(body.byteLength) } : {}) },
        timeout: timeoutMs,
      },
      (response) => {
        const parts: Buffer[] = []
        let size = 0
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size > maxBytes) sent.destroy(new Error(`an object over ${maxBytes} bytes`))
          else parts.push(part)
        })
        response.once('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }))
        response.once('error', reject)
      },
    )
    sent.once('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'ESOCKETTIMEDOUT' })))
    sent.once('error', reject)
    sent.end(body)
  })
}
