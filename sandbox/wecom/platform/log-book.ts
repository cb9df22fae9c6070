/** The stand-in's log of requests, callbacks and what people did: a ring in memory, secrets masked before they enter it. */
import type { LogEntry } from './views'

export interface LogBook {
  add(entry: Omit<LogEntry, 'seq'>): void
  /** Entries after a sequence number, oldest first. */
  list(after: number, limit: number, kind?: LogEntry['kind']): { entries: LogEntry[]; last: number }
}

const KEPT = 2000
const CUT = 2048
const SECRET_FIELD =
  '[A-Za-z_]*(?:secret|token|ticket|aeskey|aes_key|session_key)|code|js_code|auth_code|permanent_code|pre_auth_code|corpsecret|SuiteTicket|AuthCode'

/** Masks secrets by field name in JSON, XML and queries; keeps the first four characters so that two can be told apart. */
export function mask(text: string): string {
  return text
    .replace(new RegExp(`("(?:${SECRET_FIELD})"\\s*:\\s*")([^"]{0,4})[^"]*"`, 'gi'), '$1$2…"')
    .replace(new RegExp(`(<(?:${SECRET_FIELD})>(?:<!\\[CDATA\\[)?)([^\\]<]{0,4})[^\\]<]*`, 'gi'), '$1$2…')
    .replace(new RegExp(`([?&](?:${SECRET_FIELD})=)([^&#\\s]{0,4})[^&#\\s]*`, 'gi'), '$1$2…')
    .slice(0, CUT)
}

export function createLogBook(): LogBook {
  let entries: LogEntry[] = []
  let seq = 0
  return {
    add(entry) {
      seq += 1
      const masked = {
        sent: entry.sent && mask(entry.sent),
        got: entry.got && mask(entry.got),
        note: entry.note && mask(entry.note),
      }
      entries.push({ ...entry, ...masked, seq })
      if (entries.length > KEPT * 1.1) entries = entries.slice(-KEPT)
    },
    list(after, limit, kind) {
      const later = entries.filter((e) => e.seq > after && (kind === undefined || e.kind === kind))
      return { entries: after > 0 ? later.slice(0, limit) : later.slice(-limit), last: seq }
    },
  }
}
