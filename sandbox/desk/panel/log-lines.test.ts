import type { LogEntry } from '../../wecom/platform/views'
import { addLines, filterLines, isFailed, LOG_LIMIT, readable } from './log-lines'

const aLine = (seq: number, change: Partial<LogEntry> = {}): LogEntry => ({
  seq,
  at: seq,
  kind: 'request',
  name: '/cgi-bin/gettoken',
  suiteId: undefined,
  corpId: 'wpHuadong',
  status: 200,
  errcode: 0,
  ms: 3,
  attempt: undefined,
  note: undefined,
  sent: undefined,
  got: undefined,
  ...change,
})

const seqs = (lines: readonly LogEntry[]) => lines.map((line) => line.seq)

describe('the log on the panel', () => {
  it('stands newest first and takes nothing twice', () => {
    const first = addLines([], [aLine(1), aLine(2)])
    expect(seqs(addLines(first, [aLine(2), aLine(3)]))).toEqual([3, 2, 1])
    expect(addLines(first, [aLine(2)])).toBe(first)
  })

  it('forgets the oldest lines', () => {
    const many = Array.from({ length: LOG_LIMIT + 5 }, (_, index) => aLine(index))
    expect(addLines([], many)).toHaveLength(LOG_LIMIT)
    expect(addLines([], many)[0]?.seq).toBe(LOG_LIMIT + 4)
  })

  it.each([
    [{}, false],
    [{ errcode: undefined }, false],
    [{ errcode: 40014 }, true],
    [{ status: 503, errcode: undefined }, true],
    [{ status: 0, errcode: undefined }, true],
  ])('calls %j failed: %s', (change, failed) => {
    expect(isFailed(aLine(1, change))).toBe(failed)
  })

  it('is filtered by kind, by failure, and by words that all must occur', () => {
    const lines = [
      aLine(3, { kind: 'callback', name: 'create_auth', suiteId: 'dk71' }),
      aLine(2, { errcode: 40014 }),
      aLine(1, { name: '/cgi-bin/agent/get' }),
    ]
    const all = { kind: 'all', words: '', onlyFailed: false } as const
    expect(seqs(filterLines(lines, all))).toEqual([3, 2, 1])
    expect(seqs(filterLines(lines, { ...all, kind: 'callback' }))).toEqual([3])
    expect(seqs(filterLines(lines, { ...all, onlyFailed: true }))).toEqual([2])
    expect(seqs(filterLines(lines, { ...all, words: 'HUADONG agent' }))).toEqual([1])
    expect(seqs(filterLines(lines, { ...all, words: '40014' }))).toEqual([2])
  })

  it('shows JSON indented and leaves everything else as it came', () => {
    expect(readable('{"a":1}')).toBe('{\n  "a": 1\n}')
    expect(readable('<xml><a/></xml>')).toBe('<xml><a/></xml>')
    expect(readable('{"cut off')).toBe('{"cut off')
  })
})
