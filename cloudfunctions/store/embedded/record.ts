/**
 * How a document lies in LMDB. One string: a header line (JSON, everything but the body), a newline, the body's JSON text.
 * The header alone answers preconditions and says which index entries are the document's, so a write never parses a body.
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

/** A document without its body: `x` index keys and `f` filters, both by name. */
export interface Header extends Entry {
  readonly v: number
  readonly w: string
  readonly at: number
  readonly fmt: number
  readonly x: Readonly<Record<string, string>>
  readonly s?: string
}

type HeaderTuple = [number, string, number, number, number, Record<string, string>, Record<string, string>, string?]

/** Header and value of a document. */
export function toRecord(doc: StoredDocument): { header: Header; value: string } {
  const x: Record<string, string> = {}
  const f: Record<string, string> = {}
  for (const field in doc) {
    if (field.startsWith('x_')) x[field.slice(2)] = doc[field as `x_${string}`] as string
    else if (field.startsWith('f_')) f[field.slice(2)] = doc[field as `f_${string}`] as string
  }
  const { v, w, at, exp, fmt, s } = doc
  const tuple: HeaderTuple = s === undefined ? [v, w, at, exp, fmt, x, f] : [v, w, at, exp, fmt, x, f, s]
  return {
    header: { v, w, at, exp, fmt, x, f, ...(s === undefined ? {} : { s }) },
    value: `${JSON.stringify(tuple)}\n${doc.d}`,
  }
}

/**
 * The header of a value.
 * @throws AppError INTERNAL when it is not one of ours
 */
export function headerOf(value: string): Header {
  const [v, w, at, exp, fmt, x, f, s] = parseHeader(value)
  return { v, w, at, exp, fmt, x, f, ...(s === undefined ? {} : { s }) }
}

/** The body's JSON text of a value. */
export const bodyOf = (value: string): string => value.slice(value.indexOf('\n') + 1)

/** What `fromDocument` needs of a value. */
export function documentOf(id: DocId, value: string): Pick<StoredDocument, '_id' | 'v' | 'at' | 'exp' | 'fmt' | 'd'> {
  const [v, , at, exp, fmt] = parseHeader(value)
  return { _id: id, v, at, exp, fmt, d: bodyOf(value) }
}

function parseHeader(value: string): HeaderTuple {
  try {
    return JSON.parse(value.slice(0, value.indexOf('\n'))) as HeaderTuple
  } catch (cause) {
    throw new AppError('INTERNAL', 'a stored document has no readable header', { cause })
  }
}

/** Value of a document's index entries; empty in the common case of no expiry and no filters. */
export function entryValue(entry: Entry): string {
  for (const name in entry.f) if (name) return JSON.stringify([entry.exp, entry.f])
  return entry.exp === NEVER ? '' : `[${entry.exp}]`
}

/** The inverse of `entryValue`. */
export function parseEntry(value: string): Entry {
  if (value === '') return { exp: NEVER, f: {} }
  const [exp, f] = JSON.parse(value) as [number, Record<string, string>?]
  return { exp, f: f ?? {} }
}
