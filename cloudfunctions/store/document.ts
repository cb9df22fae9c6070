/**
 * The stored form of a document, the same on both adapters:
 * `{_id, v, w, at, exp, fmt, d, s?, x_<index>…, f_<filter>…}`. `d` is the body as one JSON text, each index one ASCII string.
 * @see design/architecture.md "Store port"
 */
import { AppError } from '@shared/kernel/errors'
import { keyPrefix, type DocId } from './keys'
import type { AnyCollection, CollectionDef, Owner, Stored } from './store'

/** A document as an adapter keeps it. `x_` and `f_` fields are present only where the body yields a value. */
export interface StoredDocument {
  readonly _id: DocId
  /** Version: 1 after insert, +1 per replace. */
  readonly v: number
  /** Token of the last write: after a timeout a re-read with the same token means "it was applied". */
  readonly w: string
  /** Epoch ms of the last write. */
  readonly at: number
  /** Epoch ms from which the document counts as absent; `NEVER` when it does not expire. */
  readonly exp: number
  /** Format number of `d`. */
  readonly fmt: number
  /** The body as JSON text. */
  readonly d: string
  /** Search text, where the collection declares one. */
  readonly s?: string
  readonly [field: `x_${string}`]: string
  readonly [field: `f_${string}`]: string
}

/** `exp` of a document that never expires: later than any Date, yet an exact integer. */
export const NEVER = 8_640_000_000_000_000

/** Longest index key in characters: MongoDB's old bound, and well inside LMDB's. */
export const MAX_KEY_CHARS = 1024
/** Longest id: what it leaves of a key is for the sort parts. */
export const MAX_ID_CHARS = 400

const DAY_MS = 86_400_000
const OWNER_PARTS: Readonly<Record<Owner, number>> = { deployment: 0, provider: 1, corp: 2 }

/** How many leading parts of an id name its owner. */
export const ownerParts = (owner: Owner): number => OWNER_PARTS[owner]

/** What a write wants stored. */
export interface DocumentInput {
  readonly id: DocId
  readonly body: unknown
  readonly expiresAt?: number
  readonly version: number
  /** Token of this write. */
  readonly token: string
  /** Epoch ms of this write. */
  readonly now: number
}

/**
 * The stored form of a body under a collection's declaration.
 * @throws AppError INVALID_INPUT when an index key is too long; INTERNAL when the id lacks its owner or the body is not JSON
 */
export function toDocument(def: AnyCollection, input: DocumentInput): StoredDocument {
  const { id, version, token, now } = input
  const body = input.body as never
  const doc: Record<string, string | number> = {
    _id: id,
    v: version,
    w: token,
    at: now,
    exp: expiryOf(def, input),
    fmt: def.format,
    d: bodyText(def, body),
  }
  if (def.search) doc.s = def.search(body)
  for (const name in def.indexes) {
    const key = indexKey(def, name, id, body)
    if (key !== undefined) doc[`x_${name}`] = key
  }
  for (const name in def.filters) {
    const value = def.filters[name]?.(body)
    if (value !== undefined) doc[`f_${name}`] = value
  }
  return doc as unknown as StoredDocument
}

/**
 * Epoch ms from which a written document counts as absent: as the write says, else as long as the collection keeps it.
 * A whole number 1 … `NEVER`, whatever was asked: index entries are made of it.
 * @throws AppError INTERNAL for NaN
 */
export function expiryOf(def: AnyCollection, { expiresAt, now }: Pick<DocumentInput, 'expiresAt' | 'now'>): number {
  const wanted = expiresAt ?? (def.keepDays === undefined ? NEVER : now + def.keepDays * DAY_MS)
  if (Number.isNaN(wanted)) throw new AppError('INTERNAL', `${def.name}: expiry is not a number`)
  return Math.min(NEVER, Math.max(1, Math.floor(wanted)))
}

/**
 * A body as one JSON text.
 * @throws AppError INTERNAL for one that JSON cannot carry
 */
export function bodyText(def: AnyCollection, body: unknown): string {
  const text: string | undefined = JSON.stringify(body)
  if (text === undefined) throw new AppError('INTERNAL', `${def.name}: a body that JSON cannot carry`)
  return text
}

/**
 * One index key, `owner!…!sort!id`, or undefined when the body is not in the index.
 * @throws AppError INVALID_INPUT over `MAX_KEY_CHARS`; INTERNAL for an index the collection does not declare
 */
export function indexKey(def: AnyCollection, index: string, id: DocId, body: never): string | undefined {
  const sort = sortKey(def, index, id, body)
  if (sort === undefined) return undefined
  return def.indexes[index]?.scope === 'owner' ? ownerPrefix(def.owner, id) + sort + id : sort + id
}

/** The part of an index key between its owner and its id, `sort!`; undefined and throws as `indexKey`. */
export function sortKey(def: AnyCollection, index: string, id: DocId, body: never): string | undefined {
  const declared = def.indexes[index]
  if (!declared) throw new AppError('INTERNAL', `${def.name} has no index ${index}`)
  const parts = declared.key(body)
  if (parts === undefined) return undefined
  const sort = keyPrefix(parts)
  // An owner's part of a key is no longer than the id that it starts.
  if (sort.length + 2 * id.length > MAX_KEY_CHARS) {
    throw new AppError('INVALID_INPUT', `${def.name}.${index}: key over ${MAX_KEY_CHARS} characters`)
  }
  return sort
}

/** What the owner-scoped index keys of a document start with. Its parts are encoded in the id; only the separator differs. */
export function ownerPrefix(owner: Owner, id: DocId): string {
  if (owner === 'deployment') return ''
  // An id may be its owner alone: then all of it is the prefix.
  const first = id.indexOf('|')
  if (first < 0) return `${id}!`
  if (owner === 'provider') return `${id.slice(0, first)}!`
  const second = id.indexOf('|', first + 1)
  return `${id.slice(0, first)}!${second < 0 ? id.slice(first + 1) : id.slice(first + 1, second)}!`
}

/** The id at the end of an index key; ids hold no `!`. */
export const idOfKey = (key: string): DocId => key.slice(key.lastIndexOf('!') + 1) as DocId

/** True when the document counts as absent at `now` (epoch ms). */
export const isExpired = (doc: Pick<StoredDocument, 'exp'>, now: number): boolean => doc.exp <= now

/**
 * The document as services read it: a fresh copy, brought to the present format.
 * @throws AppError INTERNAL when `d` is not JSON, or is older and the collection declares no `upcast`
 */
export function fromDocument<B>(
  def: CollectionDef<B>,
  doc: Pick<StoredDocument, '_id' | 'v' | 'at' | 'exp' | 'fmt' | 'd'>,
): Stored<B> {
  const body = parseBody(def, doc)
  const base = { id: doc._id, version: doc.v, at: doc.at, body }
  return doc.exp >= NEVER ? base : { ...base, expiresAt: doc.exp }
}

function parseBody<B>(def: CollectionDef<B>, doc: Pick<StoredDocument, '_id' | 'fmt' | 'd'>): B {
  let parsed: unknown
  try {
    parsed = JSON.parse(doc.d)
  } catch (cause) {
    throw new AppError('INTERNAL', `${def.name} ${doc._id}: the body is not JSON`, { cause })
  }
  if (doc.fmt === def.format) return parsed as B
  if (!def.upcast) throw new AppError('INTERNAL', `${def.name} ${doc._id}: format ${doc.fmt} cannot be read`)
  return def.upcast(parsed, doc.fmt)
}

/**
 * Refuses an id that does not name its owner, or is too long.
 * @throws AppError INTERNAL / INVALID_INPUT
 */
export function requireId(def: Pick<AnyCollection, 'name' | 'owner'>, id: DocId): void {
  if (id.length > MAX_ID_CHARS) throw new AppError('INVALID_INPUT', `${def.name}: id over ${MAX_ID_CHARS} characters`)
  if (id === '') throw new AppError('INTERNAL', `${def.name}: empty id`)
  if (!namesOwner(def.owner, id)) throw new AppError('INTERNAL', `${def.name}: id without its owner`)
}

function namesOwner(owner: Owner, id: DocId): boolean {
  return owner !== 'corp' || id.includes('|')
}
