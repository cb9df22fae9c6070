/**
 * Document ids and index keys are single ASCII strings, so that one string comparison means the same on LMDB and on CloudBase.
 * Ids join their parts with `|`. Index keys join theirs with `!`, the lowest character used, so that `a` sorts before `ab`
 * whatever follows (with `|` it would not: `|` sorts after the letters).
 */
import { Buffer } from 'node:buffer'
import type { Brand } from '@shared/kernel/brand'

/** `owner|…`: provider first, then corp where the collection belongs to a corp. */
export type DocId = Brand<string, 'DocId'>
/** A part of an id or key. Numbers are whole, 0 … 1e15, and sort as numbers. */
export type KeyPart = string | number

const SAFE = /^[A-Za-z0-9_.:-]*$/
const SAFE_BYTE = /[A-Za-z0-9_.:-]/

/**
 * One part as ASCII: safe characters stay, every other UTF-8 byte becomes `~` + two hex digits. `~` sorts after all safe
 * characters, so Chinese and emoji keep their UTF-8 order and come after Latin. Reversible, no two parts collide.
 * @throws RangeError for a number that is not whole or out of range
 */
export function encodePart(part: KeyPart): string {
  if (typeof part === 'number') {
    if (!Number.isInteger(part) || part < 0 || part > 1e15) throw new RangeError(`key part out of range: ${part}`)
    return String(part).padStart(16, '0')
  }
  if (SAFE.test(part)) return part
  let out = ''
  for (const byte of Buffer.from(part, 'utf8')) {
    const char = String.fromCharCode(byte)
    out += byte < 128 && SAFE_BYTE.test(char) ? char : `~${byte.toString(16).padStart(2, '0')}`
  }
  return out
}

/** The inverse of `encodePart` for text parts. */
export function decodePart(encoded: string): string {
  if (!encoded.includes('~')) return encoded
  const bytes: number[] = []
  for (let i = 0; i < encoded.length; i++) {
    if (encoded[i] === '~') {
      bytes.push(Number.parseInt(encoded.slice(i + 1, i + 3), 16))
      i += 2
    } else bytes.push(encoded.charCodeAt(i))
  }
  return Buffer.from(bytes).toString('utf8')
}

/** A document id from its parts, the owner's first. Empty parts are refused: they would blur ownership. */
export function docId(...parts: [KeyPart, ...KeyPart[]]): DocId {
  for (const part of parts) if (part === '') throw new RangeError('empty id part')
  return parts.map(encodePart).join('|') as DocId
}

/** The decoded parts of an id. */
export const idParts = (id: DocId): string[] => id.split('|').map(decodePart)

/** The start that all index keys under these parts share; ends with the separator so that `a` does not match `ab`. */
export const keyPrefix = (parts: readonly KeyPart[]): string => parts.map((p) => `${encodePart(p)}!`).join('')
