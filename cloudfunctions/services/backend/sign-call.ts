/** The signature of calls between Accord and a provider's own backend, both ways. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What is signed. `timestamp` in seconds, as text. */
export interface SignedCall {
  readonly method: string
  /** Without query. */
  readonly path: string
  readonly timestamp: string
  readonly nonce: string
  readonly body: Uint8Array
}

/** Lower-case hex of HMAC-SHA256 over method, path, timestamp, nonce and the body's SHA-256, one a line. */
export function signCall(secret: string, call: SignedCall): string {
  const hash = createHash('sha256').update(call.body).digest('hex')
  const text = [call.method, call.path, call.timestamp, call.nonce, hash].join('\n')
  return createHmac('sha256', secret).update(text).digest('hex')
}

/** Compared in constant time; anything that is not 64 lower-case hex digits is refused. */
export function isSignedBy(secret: string, call: SignedCall, signature: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(signature)) return false
  return timingSafeEqual(Buffer.from(signCall(secret, call)), Buffer.from(signature))
}
