const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Everything on the desk happens in China: +08:00, no daylight saving. */
const CHINA_OFFSET = 8 * HOUR

/** `2026-01-05 10:00:07`, China time. */
export function sayExact(at: number): string {
  return new Date(at + CHINA_OFFSET).toISOString().slice(0, 19).replace('T', ' ')
}

/** `10:00`, China time. */
export function sayClock(at: number): string {
  return sayExact(at).slice(11, 16)
}

/** `10:00:07`, China time. */
export function sayClockExact(at: number): string {
  return sayExact(at).slice(11)
}

/** Words for a moment near `now`: 刚刚, 8 分钟前, 今天 10:00, 昨天 10:00, 1月5日 10:00. */
export function sayWhen(at: number, now: number): string {
  const age = now - at
  if (age < MINUTE) return '刚刚'
  if (age < HOUR) return `${Math.floor(age / MINUTE)} 分钟前`
  const days = dayOf(now) - dayOf(at)
  if (days === 0) return `今天 ${sayClock(at)}`
  if (days === 1) return `昨天 ${sayClock(at)}`
  const [, month, day] = sayExact(at).slice(0, 10).split('-').map(Number)
  return `${month}月${day}日 ${sayClock(at)}`
}

/** `星期一`, China time. */
export function sayWeekday(at: number): string {
  return `星期${'日一二三四五六'.charAt(new Date(at + CHINA_OFFSET).getUTCDay())}`
}

/** How long something has lasted: 不到 1 分钟, 8 分钟, 3 小时, 2 天. */
export function sayAge(ms: number): string {
  if (ms < MINUTE) return '不到 1 分钟'
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} 分钟`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} 小时`
  return `${Math.floor(ms / DAY)} 天`
}

function dayOf(at: number): number {
  return Math.floor((at + CHINA_OFFSET) / DAY)
}
