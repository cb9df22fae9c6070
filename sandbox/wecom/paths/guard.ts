/**
 * Guards before a path: IP lists, frequency budgets, the ban after many wrong secrets (wecom-api §2.0, §2.8). Counters are not kept
 * with the world: a restart, restore or reset begins new windows.
 */
import type { Stand } from '../world/stand'
import type { CustomApp, Provider, WorldState } from '../world/state'
import { refuse } from './route'

const MINUTE_MS = 60_000
const HOUR_MS = 3600_000
const DAY_MS = 24 * HOUR_MS

/** Calls a window allows; a block lasts as long as its window (WeCom 90312). */
export const BUDGETS = {
  corpApi: [
    { windowMs: MINUTE_MS, most: 10_000 },
    { windowMs: HOUR_MS, most: 150_000 },
  ],
  ip: [
    { windowMs: MINUTE_MS, most: 20_000 },
    { windowMs: HOUR_MS, most: 600_000 },
  ],
  /** An address on a provider's whitelist. */
  providerIp: [
    { windowMs: MINUTE_MS, most: 40_000 },
    { windowMs: HOUR_MS, most: 1_200_000 },
  ],
  /** JS tickets of one kind, by app and by corp. */
  ticketOfApp: [{ windowMs: HOUR_MS, most: 100 }],
  ticketOfCorp: [{ windowMs: HOUR_MS, most: 400 }],
  debug: [{ windowMs: MINUTE_MS, most: 5 }],
} as const

/** A changed whitelist takes about a minute (WeCom 90455). */
export const WHITELIST_DELAY_MS = MINUTE_MS

interface Window {
  since: number
  count: number
  blockedUntil: number
}

interface Book {
  windows: Map<string, Window>
  wrongSecrets: Map<string, { count: number; since: number }>
  wrongUserIds: Map<string, { count: number; since: number }>
  /** Address → calls under way. */
  underWay: Map<string, number>
}

const MOST_WINDOWS = 50_000
const books = new WeakMap<WorldState, Book>()

function bookOf(stand: Stand): Book {
  let book = books.get(stand.state)
  if (!book) {
    book = { windows: new Map(), wrongSecrets: new Map(), wrongUserIds: new Map(), underWay: new Map() }
    books.set(stand.state, book)
  }
  return book
}

function takeFrom(windows: Map<string, Window>, key: string, windowMs: number, most: number, now: number): boolean {
  let window = windows.get(key)
  if (!window || now - window.since >= windowMs) {
    window = { since: now, count: 0, blockedUntil: window?.blockedUntil ?? 0 }
    windows.set(key, window)
  }
  if (now < window.blockedUntil) return false
  window.count += 1
  if (window.count <= most) return true
  window.blockedUntil = now + windowMs
  return false
}

/**
 * Takes one call from every window of a budget.
 * @param who the corp and path, or the address
 * @throws Refusal 45009 while blocked
 */
export function takeBudget(stand: Stand, budget: keyof typeof BUDGETS, who: string): void {
  const { windows } = bookOf(stand)
  const now = stand.clock.now()
  if (windows.size > MOST_WINDOWS) {
    for (const [key, w] of windows) if (now - w.since >= HOUR_MS && now >= w.blockedUntil) windows.delete(key)
  }
  for (const { windowMs, most } of BUDGETS[budget]) {
    const key = `${budget}|${windowMs}|${who}`
    if (!takeFrom(windows, key, windowMs, most, now)) refuse(45009, 'api freq out of limit')
  }
}

/** Counts a wrong secret against the caller's IP; many within an hour ban it for an hour (wecom-api §2.0). */
export function countWrongSecret(stand: Stand, ip: string): void {
  const book = bookOf(stand).wrongSecrets
  const now = stand.clock.now()
  const known = book.get(ip)
  const isRecent = known !== undefined && now - known.since < HOUR_MS
  book.set(ip, { count: (isRecent ? known.count : 0) + 1, since: now })
}

function isBanned(stand: Stand, ip: string): boolean {
  const known = bookOf(stand).wrongSecrets.get(ip)
  if (!known) return false
  return known.count >= stand.switches.wrongSecretsToBan && stand.clock.now() - known.since < HOUR_MS
}

/**
 * Counts ids nobody has against an app; many within a day lock the path for a day from the last of them (WeCom 90312).
 * @param who the app in its corp
 */
export function countWrongUserIds(stand: Stand, who: string, wrong: number): void {
  if (wrong === 0) return
  const book = bookOf(stand).wrongUserIds
  const now = stand.clock.now()
  const known = book.get(who)
  const isRecent = known !== undefined && now - known.since < DAY_MS
  book.set(who, { count: (isRecent ? known.count : 0) + wrong, since: now })
}

/** @throws Refusal 45009 while the app is locked for its wrong ids */
export function requireNotLocked(stand: Stand, who: string): void {
  const known = bookOf(stand).wrongUserIds.get(who)
  if (!known || stand.clock.now() - known.since >= DAY_MS) return
  if (known.count >= stand.switches.wrongUserIdsToLock) refuse(45009, 'api freq out of limit')
}

/**
 * Takes a place among the calls of an address that are under way.
 * @returns gives the place back; undefined when there is none left: answer 45033
 */
export function takePlace(stand: Stand, ip: string): (() => void) | undefined {
  const { underWay } = bookOf(stand)
  const count = underWay.get(ip) ?? 0
  if (count >= stand.switches.mostAtOnce) return undefined
  underWay.set(ip, count + 1)
  return () => void underWay.set(ip, (underWay.get(ip) ?? 1) - 1)
}

/** What every call passes before its path is looked at. @throws Refusal 45009 or the ban's code */
export function guardCaller(stand: Stand, ip: string, isDebug: boolean): void {
  if (isBanned(stand, ip)) refuse(stand.switches.bannedErrcode, 'ip is banned')
  const isProviders = Object.values(stand.state.providers).some((p) => p.whitelist.ips.includes(ip))
  takeBudget(stand, isProviders ? 'providerIp' : 'ip', ip)
  if (isDebug) takeBudget(stand, 'debug', ip)
}

/** The list in force: a change counts only after a minute. Empty = every address. */
const inForce = (stand: Stand, list: Provider['whitelist']): readonly string[] =>
  stand.clock.now() - list.at >= WHITELIST_DELAY_MS ? list.ips : list.before

/** The provider's list and the app's own; the answer never says which one refused (WeCom 90455). @throws Refusal 60020 */
export function requireAllowedIp(stand: Stand, provider: Provider, ip: string, app?: CustomApp): void {
  for (const list of [provider.whitelist, app?.whitelist]) {
    const allowed = list ? inForce(stand, list) : []
    if (allowed.length > 0 && !allowed.includes(ip)) refuse(60020, 'not allow to access from your ip')
  }
}

/** The list after a change of now. */
export const changedWhitelist = (
  stand: Stand,
  list: Provider['whitelist'],
  ips: readonly string[],
): Provider['whitelist'] => ({
  ips: [...new Set(ips)],
  before: [...inForce(stand, list)],
  at: stand.clock.now(),
})
