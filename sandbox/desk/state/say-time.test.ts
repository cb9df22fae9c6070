import { sayAge, sayClock, sayExact, sayWeekday, sayWhen } from './say-time'

const NOON = Date.UTC(2026, 0, 5, 4, 0, 0)
const HOUR = 3_600_000

describe('time on the desk', () => {
  it('is told in China time wherever the browser is', () => {
    expect(sayExact(NOON)).toBe('2026-01-05 12:00:00')
    expect(sayClock(NOON)).toBe('12:00')
    expect(sayWeekday(NOON)).toBe('星期一')
  })

  it.each([
    [20_000, '刚刚'],
    [8 * 60_000, '8 分钟前'],
    [3 * HOUR, '今天 09:00'],
    [14 * HOUR, '昨天 22:00'],
    [24 * HOUR * 10, '12月26日 12:00'],
  ])('calls a moment %i ms ago %s', (age, words) => {
    expect(sayWhen(NOON - age, NOON)).toBe(words)
  })

  it('calls a moment just before midnight yesterday, even an hour later', () => {
    expect(sayWhen(NOON - 12 * HOUR - 60_000, NOON - 11 * HOUR)).toBe('昨天 23:59')
  })

  it.each([
    [30_000, '不到 1 分钟'],
    [31 * 60_000, '31 分钟'],
    [5 * HOUR, '5 小时'],
    [49 * HOUR, '2 天'],
  ])('calls %i ms %s', (ms, words) => {
    expect(sayAge(ms)).toBe(words)
  })
})
