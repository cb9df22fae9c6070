import type { LogEntry } from '../../wecom/platform/views'

/** Lines kept on the page; the stand-in keeps its own. */
export const LOG_LIMIT = 500

/** Which lines are wanted. */
export interface LogFilter {
  readonly kind: LogEntry['kind'] | 'all'
  /** Words that must all occur somewhere in the line. */
  readonly words: string
  readonly onlyFailed: boolean
}

/** Chinese names of the kinds. */
export const LOG_KIND: Readonly<Record<LogEntry['kind'], string>> = {
  request: '请求',
  callback: '回调',
  platform: '操作',
}

/**
 * Adds what the stand-in reported since.
 * @param before newest first
 * @param fresh oldest first, as `log.list` gives it
 * @returns newest first, without repeats
 */
export function addLines(before: readonly LogEntry[], fresh: readonly LogEntry[]): readonly LogEntry[] {
  const newest = before[0]?.seq ?? -1
  const added = fresh.filter((entry) => entry.seq > newest).reverse()
  return added.length === 0 ? before : [...added, ...before].slice(0, LOG_LIMIT)
}

/** Whether a call or a callback went wrong. */
export function isFailed(entry: LogEntry): boolean {
  return entry.status >= 400 || entry.status === 0 || (entry.errcode !== undefined && entry.errcode !== 0)
}

/** The lines a filter leaves. */
export function filterLines(entries: readonly LogEntry[], filter: LogFilter): readonly LogEntry[] {
  const words = filter.words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return entries.filter((entry) => {
    if (filter.kind !== 'all' && entry.kind !== filter.kind) return false
    if (filter.onlyFailed && !isFailed(entry)) return false
    const text = textOf(entry)
    return words.every((word) => text.includes(word))
  })
}

/** A body as it reads best: JSON indented, anything else as it came. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2)
  } catch (cause) {
    if (cause instanceof SyntaxError) return body
    throw cause
  }
}

function textOf(entry: LogEntry): string {
  const { name, suiteId, corpId, errcode, note, sent, got } = entry
  return [name, suiteId, corpId, errcode, note, sent, got].join(' ').toLowerCase()
}
