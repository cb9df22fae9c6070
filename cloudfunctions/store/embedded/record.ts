/**
 * How a document lies in LMDB. One string: a header line (JSON, everything but the body), a newline, the body's JSON text.
 * The header alone answers preconditions and says which index entries are the document's, so a write never parses a body.
 * It is kept short: bytes written are what a commit waits for.
 */
import { AppError } from '@shared/kernel/errors'
import { NEVER, type StoredDocument } from '../document'
import type { DocId } from '../keys'

/** What an index entry carries, so that `where` and expiry are decided without opening the document. */
export interface Entry {
  readonly exp: number
  /** Declared filters by name. */
  readonly f: Readonly<Record<string, string>>
}

/** A document without its body. */
export interface Header extends Entry {
  readonly v: number
  readonly at: number
  readonly fmt: number
  /** Index keys by index name, shortened (`shortenKey`). */
  readonly x: Readonly<Record<string, string>>
  readonly s: string | undefined
}

/** A document ready to be put. */
export interface DocumentRecord {
  readonly header: Header
  readonly value: string
  /** Index keys by index name, whole. */
  readonly keys: Readonly<Record<string, string>>
}

// `w` is not kept: on LMDB a commit's answer is certain. `exp` 0 stands for NEVER.
type HeaderTuple = [
  v: number,
  at: number,
  exp: number,
  fmt: number,
  x: Record<string, string>,
  f: Record<string, string>,
  s?: string,
]

/** Header, value and index keys of a document. */
export function toRecord(doc: StoredDocument): DocumentRecord {
  const { _id: id, v, at, exp, fmt, s } = doc
  const keys: Record<string, string> = {}
  const x: Record<string, string> = {}
  const f: Record<string, string> = {}
  for (const field in doc) {
    if (field.startsWith('x_')) {
      const key = doc[field as `x_${string}`] as string
      const index = field.slice(2)
      keys[index] = key
      x[index] = shortenKey(id, key)
    } else if (field.startsWith('f_')) f[field.slice(2)] = doc[field as `f_${string}`] as string
  }
  const tuple: HeaderTuple = [v, at, exp === NEVER ? 0 : exp, fmt, x, f]
  if (s !== undefined) tuple.push(s)
  return { header: { v, at, exp, fmt, x, f, s }, value: `${JSON.stringify(tuple)}\n${doc.d}`, keys }
}

/**
 * An index key without what the id says already: how many leading parts are the id's, as one digit, then the rest up to
 * the id that ends every key.
 */
export function shortenKey(id: DocId, key: string): string {
  let start = 0
  let shared = 0
  for (const part of id.split('|', 2)) {
    if (!key.startsWith(`${part}!`, start)) break
    start += part.length + 1
    shared++
  }
  return shared + key.slice(start, key.length - id.length)
}

/** The inverse of `shortenKey`. */
export function wholeKey(id: DocId, short: string): string {
  const shared = Number(short[0])
  const owner = shared === 0 ? '' : `${id.split('|', shared).join('!')}!`
  return owner + short.slice(1) + id
}

/**
 * The header of a value.
 * @throws AppError INTERNAL when it is not one of ours
 */
export function headerOf(value: string): Header {
  const [v, at, exp, fmt, x, f, s] = parseHeader(value)
  return { v, at, exp: exp === 0 ? NEVER : exp, fmt, x, f, s }
}

/** What `fromDocument` needs of a value. */
export function documentOf(id: DocId, value: string): Pick<StoredDocument, '_id' | 'v' | 'at' | 'exp' | 'fmt' | 'd'> {
  const { v, at, exp, fmt } = headerOf(value)
  return { _id: id, v, at, exp, fmt, d: value.slice(value.indexOf('\n') + 1) }
}

function parseHeader(value: string): HeaderTuple {
  try {
    return JSON.parse(value.slice(0, value.indexOf('\n'))) as HeaderTuple
  } catch (cause) {
    throw new AppError('INTERNAL', 'a stored document has no readable header', { cause })
  }
}

/** Value of a document's index entries; empty in the common case of no expiry and no filters. */
export function entryValue({ exp, f }: Entry): string {
  const kept = exp === NEVER ? 0 : exp
  for (const name in f) if (name) return JSON.stringify([kept, f])
  return kept === 0 ? '' : `[${kept}]`
}

/** The inverse of `entryValue`. */
export function parseEntry(value: string): Entry {
  if (value === '') return { exp: NEVER, f: {} }
  const [exp, f] = JSON.parse(value) as [number, Record<string, string>?]
  return { exp: exp === 0 ? NEVER : exp, f: f ?? {} }
}
