/** Walks a span of one index in slices, so that a long walk over non-matching entries lets other requests through. */
import type { ListPlan } from '../listing'
import { idOfKey } from '../document'
import type { DocId } from '../keys'
import { indexHome, type Databases } from './layout'
import { parseEntry } from './record'

/** One living entry that meets the plan's filters. */
export interface Match {
  /** Index key, for the cursor. */
  readonly key: string
  readonly id: DocId
}

const SLICE = 1000

/**
 * The plan's entries that are alive at `now` and meet `where`, in order. Documents are not opened.
 * @param first how many entries the first slice reads: a page needs only its own size
 */
export async function* scanIndex(
  db: Databases,
  collection: string,
  plan: ListPlan,
  now: number,
  first: number,
): AsyncGenerator<Match> {
  const home = indexHome(collection, plan.index)
  let { after } = plan
  for (let size = first; ; size = SLICE) {
    const slice = readSlice(db, home, plan, after, size)
    for (const { key, value } of slice) {
      if (isMatch(value, plan, now)) yield { key, id: idOfKey(key) }
    }
    if (slice.length < size) return
    after = slice[slice.length - 1]?.key
    await new Promise(setImmediate)
    db.refresh()
  }
}

function isMatch(value: string, plan: ListPlan, now: number): boolean {
  // The common case without parsing: no condition, and an entry that never expires.
  if (plan.where.length === 0 && (value === '' || value.startsWith('[0,'))) return true
  const { exp, f } = parseEntry(value)
  return exp > now && plan.where.every(([filter, wanted]) => f[filter] === wanted)
}

// LMDB's reverse range runs from `start` down to `end`, start included: no real key equals a bound, so both ends are right.
function readSlice(
  db: Databases,
  home: string,
  plan: ListPlan,
  after: string | undefined,
  size: number,
): { key: string; value: string }[] {
  const { lower, upper, descending } = plan
  const start = descending
    ? after !== undefined && after < upper
      ? after
      : upper
    : after !== undefined && after > lower
      ? after
      : lower
  const end = descending ? lower : upper
  const range = { start: home + start, end: home + end, reverse: descending, limit: size + 1 }
  const slice: { key: string; value: string }[] = []
  for (const entry of db.index.getRange(range)) {
    const key = entry.key.slice(home.length)
    if (key !== after && slice.length < size) slice.push({ key, value: entry.value })
  }
  return slice
}
