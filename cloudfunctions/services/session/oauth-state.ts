/**
 * The `state` of a browser sign-in. Without cookies it is bound to the browser by a challenge: the browser keeps a verifier,
 * we sign (provider, way, challenge, expiry), and the code is accepted only together with the verifier.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { ProviderId } from '@shared/wecom/ids'
import { base32 } from '../../runtime/random'

export type BrowserWay = 'oauth' | 'webLogin'

/** Ten minutes to sign in at WeCom. */
const STATE_MS = 10 * 60_000

const mac = (key: Uint8Array, parts: readonly (string | number)[]) =>
  createHmac('sha256', key)
    .update(`oauth.${parts.join('.')}`)
    .digest()
    .subarray(0, 16)

/** First 26 characters of base32(sha256(verifier)): what the browser sends ahead. */
export const challengeOf = (verifier: string): string =>
  base32(createHash('sha256').update(verifier).digest()).slice(0, 26)

/** 32 characters of a-z2-7 (WeCom allows 128 of a-zA-Z0-9). */
export function makeState(
  key: Uint8Array,
  providerId: ProviderId,
  way: BrowserWay,
  challenge: string,
  now: number,
): string {
  const seconds = Math.floor((now + STATE_MS) / 1000)
  const head = Buffer.alloc(4)
  head.writeUInt32BE(seconds)
  return base32(Buffer.concat([head, mac(key, [providerId, way, challenge, seconds])]))
}

/** True when `state` is ours, for this way and provider, not expired, and made for the holder of `verifier`. */
export function stateIsOurs(
  key: Uint8Array,
  input: { providerId: ProviderId; way: BrowserWay; state: string; verifier: string },
  now: number,
): boolean {
  const challenge = challengeOf(input.verifier)
  // The expiry is inside: rebuild the only states that could still be good would be guessing, so decode it.
  const bytes = decodeBase32(input.state)
  if (bytes.length !== 20) return false
  const seconds = bytes.readUInt32BE(0)
  if (seconds * 1000 < now) return false
  return timingSafeEqual(bytes.subarray(4), mac(key, [input.providerId, input.way, challenge, seconds]))
}

function decodeBase32(text: string): Buffer {
  const out: number[] = []
  let bits = 0
  let value = 0
  for (const char of text) {
    const digit = 'abcdefghijklmnopqrstuvwxyz234567'.indexOf(char)
    if (digit < 0) return Buffer.alloc(0)
    value = (value << 5) | digit
    bits += 5
    if (bits >= 8) {
      out.push((value >>> (bits - 8)) & 255)
      bits -= 8
    }
    value &= (1 << bits) - 1
  }
  return Buffer.from(out)
}
