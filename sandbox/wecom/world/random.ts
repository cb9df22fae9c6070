/** Tokens, codes and nonces of the stand-in: opaque like WeCom's, repeatable when a seed is given. */
import { createHash, randomBytes } from 'node:crypto'

/** Where the bytes come from. */
export interface RandomBytes {
  bytes(length: number): Uint8Array
}

export const machineRandom: RandomBytes = { bytes: (length) => randomBytes(length) }

/** The same bytes in the same order for the same seed: for recorded stories and tests. */
export function seededRandom(seed: string): RandomBytes {
  let block = 0
  return {
    bytes(length) {
      const parts: Buffer[] = []
      for (let have = 0; have < length; have += 32) {
        block += 1
        parts.push(createHash('sha256').update(`${seed}|${block}`).digest())
      }
      return Buffer.concat(parts).subarray(0, length)
    },
  }
}

/** `length` characters of base64url, as WeCom's tokens look. */
export const opaque = (random: RandomBytes, length: number): string =>
  Buffer.from(random.bytes(Math.ceil((length * 3) / 4)))
    .toString('base64url')
    .slice(0, length)

/** Letters and digits only: EncodingAESKey (43), Token, nonces. */
export function alphanumeric(random: RandomBytes, length: number): string {
  const chars = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  let out = ''
  while (out.length < length) {
    for (const byte of random.bytes(length)) {
      if (byte < 248 && out.length < length) out += chars[byte % 62]
    }
  }
  return out
}

/** `length` decimal digits. */
export const digits = (random: RandomBytes, length: number): string =>
  [...random.bytes(length)].map((byte) => String(byte % 10)).join('')
