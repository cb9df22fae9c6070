const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** The clock that is shown moves every 15 s: what seems to lie this little ahead has just happened. */
const LAG_MS = 20_000
const two = (n: number): string => String(n).padStart(2, '0')
/** Wall clock of China (WeCom's documents and working days live there), whatever the machine thinks. */
const wall = (at: number): Date => new Date(at + 8 * HOUR)
const clockOf = (at: number): string => `${two(wall(at).getUTCHours())}:${two(wall(at).getUTCMinutes())}`
const dayNumber = (at: number): number => Math.floor((at + 8 * HOUR) / DAY)

/** `2026-01-05 10:03:09`, China time. */
export function exactTime(at: number): string {
  const d = wall(at)
  return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${clockOf(at)}:${two(d.getUTCSeconds())}`
}

/**
 * A moment in words near now: 刚刚, 12 分钟前, 2 小时前, 昨天 14:20, 3月8日 09:00, 2025年3月8日; ahead: 2 小时后, 明天 09:00.
 * @param at  epoch ms
 * @param now epoch ms, server time
 */
export function timeWords(at: number, now: number): string {
  const distance = Math.abs(now - at)
  const side = at > now ? '后' : '前'
  const days = dayNumber(at) - dayNumber(now)
  if (distance < MINUTE) return at > now + LAG_MS ? '马上' : '刚刚'
  if (distance < HOUR) return `${Math.floor(distance / MINUTE)} 分钟${side}`
  if (days === 0) return `${Math.floor(distance / HOUR)} 小时${side}`
  if (days === -1) return `昨天 ${clockOf(at)}`
  if (days === 1) return `明天 ${clockOf(at)}`
  const d = wall(at)
  const date = `${d.getUTCMonth() + 1}月${d.getUTCDate()}日`
  return d.getUTCFullYear() === wall(now).getUTCFullYear() ? `${date} ${clockOf(at)}` : `${d.getUTCFullYear()}年${date}`
}

/** How long something took or waits: 40 秒, 5 分钟, 3 小时, 2 天. */
export function durationWords(ms: number): string {
  if (ms < MINUTE) return `${Math.max(1, Math.floor(ms / 1000))} 秒`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} 分钟`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} 小时`
  return `${Math.floor(ms / DAY)} 天`
}
