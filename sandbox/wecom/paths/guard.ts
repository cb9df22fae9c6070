/** Guards before a path: wrong-secret ban. Kept apart from the state: a restart forgives, as no page says it does not. */
import type { Stand } from '../world/stand'

const BAN_MS = 3600_000
const books = new WeakMap<Stand, Map<string, { count: number; since: number }>>()

function bookOf(stand: Stand): Map<string, { count: number; since: number }> {
  let book = books.get(stand)
  if (!book) books.set(stand, (book = new Map()))
  return book
}

/** Counts a wrong secret against the caller's IP; many within an hour ban it for an hour (wecom-api §2.0). */
export function countWrongSecret(stand: Stand, ip: string): void {
  const now = stand.clock.now()
  const known = bookOf(stand).get(ip)
  const isRecent = known !== undefined && now - known.since < BAN_MS
  bookOf(stand).set(ip, { count: (isRecent ? known.count : 0) + 1, since: now })
}

/** Whether an IP is banned now. */
export function isBanned(stand: Stand, ip: string): boolean {
  const known = bookOf(stand).get(ip)
  if (!known) return false
  return known.count >= stand.switches.wrongSecretsToBan && stand.clock.now() - known.since < BAN_MS
}
