import { randomBytes } from 'node:crypto'

/** Randomness as a dependency, so that tests and the seeded story repeat exactly. */
export interface Random {
  /** `length` unpredictable bytes. */
  bytes(length: number): Uint8Array
}

/** The operating system's generator. */
export const systemRandom: Random = { bytes: (length) => randomBytes(length) }

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * Text of a-z2-7 without padding; 5 bits a character (16 bytes → 26 characters).
 * Used where WeCom or a URL allows only letters and digits.
 */
export function base32(bytes: Uint8Array): string {
  let bits = 0
  let value = 0
  let out = ''
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      out += BASE32[(value >>> (bits - 5)) & 31]
      bits -= 5
    }
    value &= (1 << bits) - 1
  }
  if (bits > 0) out += BASE32[(value << (5 - bits)) & 31]
  return out
}

/** An unguessable 26-character token (128 bits) for links and sessions. */
export const newToken = (random: Random): string => base32(random.bytes(16))

/** A short id (16 characters, 80 bits) for things people do not guess at because access is checked anyway. */
export const newId = (random: Random): string => base32(random.bytes(10))
