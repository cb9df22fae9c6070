/** What `list` and `count` mean, worked out once for both adapters: one span of one index, and conditions inside it. */
import { Buffer } from 'node:buffer'
import { AppError } from '@shared/kernel/errors'
import { ownerParts } from './document'
import { encodePart, keyPrefix, type KeyPart } from './keys'
import type { AnyCollection, ListOptions } from './store'

/** Most items of one page. */
export const MAX_LIMIT = 200
/** `count` never says more. */
export const COUNT_CAP = 1000

/** Keys with `lower <= key < upper` of one index, in one direction, that meet the conditions. */
export interface ListPlan {
  readonly index: string
  readonly lower: string
  readonly upper: string
  readonly descending: boolean
  /** Only keys beyond this one, in the direction of the list. */
  readonly after?: string
  readonly limit: number
  /** Equality on `f_` fields, by filter name. */
  readonly where: readonly (readonly [filter: string, value: string])[]
  /** Literal text to find in `s`; never empty. */
  readonly contains?: string
}

/**
 * Checks a request against the collection's declaration and turns it into a plan.
 * @throws AppError INVALID_INPUT for a cursor that is garbage or from elsewhere, or a limit outside 1 … 200;
 *   INTERNAL for an index or filter that is not declared, or a prefix that does not name the whole owner
 */
export function planList(
  def: AnyCollection,
  index: string,
  prefix: readonly KeyPart[],
  options: ListOptions = {},
): ListPlan {
  const declared = def.indexes[index]
  if (!declared) throw new AppError('INTERNAL', `${def.name} has no index ${index}`)
  const needed = declared.scope === 'owner' ? ownerParts(def.owner) : 0
  if (prefix.length < needed) throw new AppError('INTERNAL', `${def.name}.${index}: the prefix must name the owner`)
  const { from, to, contains, limit = 50 } = options
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new AppError('INVALID_INPUT', `limit ${limit} is not 1 … ${MAX_LIMIT}`)
  }
  const start = keyPrefix(prefix)
  const span = {
    lower: from === undefined ? start : start + encodePart(from),
    upper: to === undefined ? endOf(start) : start + encodePart(to),
    descending: options.order === 'desc',
  }
  return {
    index,
    ...span,
    limit,
    where: requireFilters(def, options.where ?? {}),
    ...(contains ? { contains } : {}),
    ...(options.cursor === undefined ? {} : { after: readCursor(def, index, start, options.cursor) }),
  }
}

// `!` ends every prefix and is the lowest character in use: the next character bounds everything that starts so.
const endOf = (start: string): string => (start === '' ? '\x7f' : `${start.slice(0, -1)}"`)

function requireFilters(def: AnyCollection, where: Readonly<Record<string, string>>): [string, string][] {
  const conditions = Object.entries(where)
  for (const [filter, value] of conditions) {
    if (!def.filters?.[filter]) throw new AppError('INTERNAL', `${def.name} has no filter ${filter}`)
    // An object or undefined here would match everything on the document service.
    if (typeof value !== 'string') throw new AppError('INTERNAL', `${def.name}: filter ${filter} is not text`)
  }
  return conditions
}

/** The cursor that continues after `key`: opaque to callers, bound to its collection and index. */
export const writeCursor = (def: Pick<AnyCollection, 'name'>, index: string, key: string): string =>
  Buffer.from(`${def.name}/${index}/${key}`).toString('base64url')

// Held against the prefix, not the range: a range that moves with the clock must not spoil the next page.
function readCursor(def: AnyCollection, index: string, start: string, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const home = `${def.name}/${index}/`
  const key = text.slice(home.length)
  if (!text.startsWith(home) || key < start || key >= endOf(start)) {
    throw new AppError('INVALID_INPUT', `a cursor from outside ${def.name}.${index} of this caller`, {
      userMessage: '翻页位置已失效，请从第一页重新开始',
    })
  }
  return key
}
