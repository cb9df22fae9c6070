/**
 * Secrets at rest: AES-256-GCM under a key from the environment. The key's id stands in the value, so keys rotate;
 * collection, id and field are bound as additional data, so a sealed value cannot be moved to another place.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Brand } from '@shared/kernel/brand'
import { AppError } from '@shared/kernel/errors'

/** `keyId.base64url(iv ‖ tag ‖ ciphertext)`. */
export type Sealed = Brand<string, 'Sealed'>

/** Where a sealed value lives; it opens nowhere else. */
export interface SealedPlace {
  readonly collection: string
  readonly id: string
  readonly field: string
}

export interface Sealer {
  /** Seals UTF-8 text. */
  seal(plain: string, place: SealedPlace): Sealed
  /** @throws AppError INTERNAL when the key is unknown, the place differs or the value was changed */
  open(sealed: Sealed, place: SealedPlace): string
}

export interface SealKey {
  /** 1-8 of a-z0-9. */
  readonly id: string
  /** 32 bytes. */
  readonly key: Uint8Array
}

/** The id of a key when none is given: the first 6 hex digits of its SHA-256. */
export const sealKeyId = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 6)

const placeBytes = (p: SealedPlace): Buffer => Buffer.from(`${p.collection}\n${p.id}\n${p.field}`, 'utf8')

/**
 * @param keys newest first: the first seals, all open
 */
export function createSealer(keys: readonly [SealKey, ...SealKey[]]): Sealer {
  const byId = new Map(keys.map((k) => [k.id, k.key]))
  return {
    seal(plain, place) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keys[0].key, iv)
      cipher.setAAD(placeBytes(place))
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `${keys[0].id}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}` as Sealed
    },
    open(sealed, place) {
      const dot = sealed.indexOf('.')
      const key = byId.get(sealed.slice(0, dot))
      if (!key) throw new AppError('INTERNAL', `sealed with an unknown key ${sealed.slice(0, dot)}`)
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        decipher.setAAD(placeBytes(place))
        decipher.setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new AppError('INTERNAL', `sealed value of ${place.collection}.${place.field} does not open`, { cause })
      }
    },
  }
}
