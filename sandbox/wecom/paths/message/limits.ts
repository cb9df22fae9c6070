/** Message limits: 30 a minute to one member (more are silently dropped), account cap × 200 person-times a day, duplicates (WeCom 90312). */
import type { Stand } from '../../world/stand'
import type { Install, WorldState } from '../../world/state'
import { refuse } from '../route'

const PER_MINUTE = 30
const PER_DAY_FACTOR = 200
const ACCOUNT_CAP = 200
const DAY_MS = 24 * 3600_000

interface Book {
  /** app and member → moments of the last minute. */
  recent: Map<string, number[]>
  /** app → day number and person-times. */
  days: Map<string, { day: number; count: number }>
  /** app, member and content → when it was last sent. */
  prints: Map<string, number>
}

// Counters are not kept with the world: a restart, restore or reset begins new windows.
const books = new WeakMap<WorldState, Book>()

function bookOf(stand: Stand): Book {
  let book = books.get(stand.state)
  if (!book) books.set(stand.state, (book = { recent: new Map(), days: new Map(), prints: new Map() }))
  return book
}

const appKey = (install: Install): string => `${install.suiteId}|${install.corpId}`

/** Takes one person-time. false = dropped in silence. @throws Refusal 45009 when the day's budget is spent */
export function takeMessageBudget(stand: Stand, install: Install, userId: string): boolean {
  const book = bookOf(stand)
  const now = stand.clock.now()
  const day = Math.floor(now / DAY_MS)
  const cap = Math.max(ACCOUNT_CAP, stand.state.corps[install.corpId]?.members.length ?? 0) * PER_DAY_FACTOR
  const today = book.days.get(appKey(install))
  const count = today?.day === day ? today.count : 0
  if (count >= cap) refuse(45009, 'api freq out of limit')
  book.days.set(appKey(install), { day, count: count + 1 })
  const key = `${appKey(install)}|${userId}`
  const lastMinute = (book.recent.get(key) ?? []).filter((at) => now - at < 60_000)
  const isFree = lastMinute.length < PER_MINUTE
  book.recent.set(key, isFree ? [...lastMinute, now] : lastMinute)
  return isFree
}

/** Whether the same content went to the same member within the window; notes it otherwise. */
export function isDuplicate(stand: Stand, install: Install, userId: string, print: string, windowMs: number): boolean {
  const book = bookOf(stand)
  const key = `${appKey(install)}|${userId}|${print}`
  const last = book.prints.get(key)
  const now = stand.clock.now()
  if (last !== undefined && now - last < windowMs) return true
  book.prints.set(key, now)
  return false
}
