import { durationWords, exactTime, timeWords } from './words'

/** Monday 2026-03-02 15:00 in China. */
const NOW = Date.UTC(2026, 2, 2, 7, 0)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('a moment in words', () => {
  it.each([
    [NOW - 59_000, '刚刚'],
    [NOW - MINUTE, '1 分钟前'],
    [NOW - 59 * MINUTE, '59 分钟前'],
    [NOW - 2 * HOUR, '2 小时前'],
    [NOW - 15 * HOUR, '15 小时前'],
    [NOW - 15 * HOUR - MINUTE, '昨天 23:59'],
    [NOW - 40 * HOUR, '2月28日 23:00'],
    [Date.UTC(2025, 11, 31, 15, 0), '2025年12月31日'],
    [NOW + 30_000, '马上'],
    [NOW + 3 * HOUR, '3 小时后'],
    [NOW + 10 * HOUR, '明天 01:00'],
  ])('%d is %s', (at, words) => {
    expect(timeWords(at, NOW)).toBe(words)
  })

  it('is exact on request, in China’s time whatever the device thinks', () => {
    expect(exactTime(Date.UTC(2026, 0, 4, 16, 3, 9))).toBe('2026-01-05 00:03:09')
  })

  it('counts waits in the largest unit that fits', () => {
    expect([400, 61_000, 5 * HOUR, 49 * HOUR].map(durationWords)).toEqual(['1 秒', '1 分钟', '5 小时', '2 天'])
  })
})
