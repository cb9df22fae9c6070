/**
 * How a document lies in LMDB. One string: a header line (JSON, everything but the body), a newline, the body's JSON text.
 * The header alone answers preconditions and says which index entries are the document's, so a write never parses a body.
 * It is kept short and made by hand: commits wait for these bytes, and this code runs inside the write transaction's turn.
 */
import { AppError } from '@shared/kernel/errors'
import {
  bodyText,
  expiryOf,
  NEVER,
  ownerParts,
  ownerPrefix,
  sortKey,
  type DocumentInput,
  type StoredDocument,
} from '../document'
import type { DocId } from '../keys'
import type { AnyCollection } from '../store'

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
  /** Index keys by index name, shortened: see `wholeKey`. */
  readonly x: Readonly<Record<string, string>>
  readonly s: string | undefined
}

/** A document ready to be put. */
export interface DocumentRecord {
  readonly header: Header
  readonly value: string
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

/**
 * The record of a body under a collection's declaration; the same facts as `toDocument`.
 * @throws as `toDocument`
 */
export function toRecord(def: AnyCollection, input: Omit<DocumentInput, 'token'>): DocumentRecord {
  const { id, version: v, now: at } = input
  const body = input.body as never
  const exp = expiryOf(def, input)
  const s = def.search?.(body)
  const x: Record<string, string> = {}
  let keys = ''
  for (const index in def.indexes) {
    const sort = sortKey(def, index, id, body)
    if (sort === undefined) continue
    const short = (def.indexes[index]?.scope === 'owner' ? ownerParts(def.owner) : 0) + sort
    x[index] = short
    // Keys are plain ASCII without quotes or backslashes (keys.ts), index names are identifiers.
    keys += `${keys === '' ? '' : ','}"${index}":"${short}"`
  }
  const f: Record<string, string> = {}
  for (const filter in def.filters) {
    const value = def.filters[filter]?.(body)
    if (value !== undefined) f[filter] = value
  }
  const search = s === undefined ? '' : `,${JSON.stringify(s)}`
  const kept = exp === NEVER ? 0 : exp
  const header = `[${v},${at},${kept},${def.format},{${keys}},${JSON.stringify(f)}${search}]`
  return { header: { v, at, exp, fmt: def.format, x, f, s }, value: `${header}\n${bodyText(def, body)}` }
}

/**
 * An index key from its short form in a header: one digit, how many leading parts of the id are the key's owner; then the
 * sort parts; the id that ends every key is left out too.
 */
export function wholeKey(id: DocId, short: string): string {
  const owner = OWNERS[Number(short[0])]
  if (!owner) throw new AppError('INTERNAL', `${id}: an index key that is not one of ours`)
  return ownerPrefix(owner, id) + short.slice(1) + id
}
const OWNERS = ['deployment', 'provider', 'corp'] as const

/**
 * The header of a value.
 * @throws AppError INTERNAL when it is not one of ours
 */
export const headerOf = (value: string): Header => parseHeader(value.slice(0, value.indexOf('\n')))

/** The same of a value's bytes, of which only the header is decoded. */
export const headerOfBytes = (value: Buffer): Header => parseHeader(value.toString('utf8', 0, value.indexOf(10)))

function parseHeader(line: string): Header {
  try {
    const [v, at, exp, fmt, x, f, s] = JSON.parse(line) as HeaderTuple
    return { v, at, exp: exp === 0 ? NEVER : exp, fmt, x, f, s }
  } catch (cause) {
    throw new AppError('INTERNAL', 'a stored document has no readable header', { cause })
  }
}

/** What `fromDocument` needs of a value. */
export function documentOf(id: DocId, value: string): Pick<StoredDocument, '_id' | 'v' | 'at' | 'exp' | 'fmt' | 'd'> {
  const { v, at, exp, fmt } = headerOf(value)
  return { _id: id, v, at, exp, fmt, d: value.slice(value.indexOf('\n') + 1) }
}

/** Value of a document's index entries; empty in the common case of no expiry and no filters. */
export function entryValue({ exp, f }: Entry): string {
  const kept = exp === NEVER ? 0 : exp
  for (const name in f) if (name) return `[${kept},${JSON.stringify(f)}]`
  return kept === 0 ? '' : `[${kept}]`
}

/** The inverse of `entryValue`. */
export function parseEntry(value: string): Entry {
  if (value === '') return { exp: NEVER, f: {} }
  const [exp, f] = JSON.parse(value) as [number, Record<string, string>?]
  return { exp: exp === 0 ? NEVER : exp, f: f ?? {} }
}
