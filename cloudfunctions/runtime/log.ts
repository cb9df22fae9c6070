/** JSON lines with a request id; secrets are redacted by field name and by value. */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Readonly<Record<string, unknown>>

export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
  /** A log that adds these fields to every line. */
  with(fields: LogFields): Log
}

const SECRET_NAME =
  /secret|token|ticket|authcode|auth_code|permanent|aeskey|aes_key|password|authorization|session_key|code$|cookie|sealed/i
/** Shapes that are secrets wherever they stand: long opaque runs after a telling name inside a string. */
const SECRET_IN_TEXT =
  /((?:access_token|suite_access_token|provider_access_token|corpsecret|auth_code|permanent_code|suite_ticket|code|js_code|token)=)[^&\s"]+/gi

/** A copy with secrets masked; depth and size are bounded so that a log line stays a line. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(SECRET_IN_TEXT, '$1***').slice(0, 2000)
  if (value instanceof Error)
    return { name: value.name, message: redact(value.message), stack: value.stack?.slice(0, 1500) }
  if (value === null || typeof value !== 'object') return value
  if (depth > 4) return '…'
  if (Array.isArray(value)) return value.slice(0, 50).map((v) => redact(v, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([k, v]) => [k, SECRET_NAME.test(k) && v !== undefined ? '***' : redact(v, depth + 1)]),
  )
}

/**
 * @param write receives one line without its newline
 * @param at    epoch ms for the line
 */
export function createLog(write: (line: string) => void, at: () => number, min: LogLevel = 'info'): Log {
  const order: LogLevel[] = ['debug', 'info', 'warn', 'error']
  const make = (base: LogFields): Log => {
    const line = (level: LogLevel) => (event: string, fields?: LogFields) => {
      if (order.indexOf(level) < order.indexOf(min)) return
      const safe = redact({ ...base, ...fields }) as Record<string, unknown>
      write(JSON.stringify({ at: new Date(at()).toISOString(), level, event, ...safe }))
    }
    return {
      debug: line('debug'),
      info: line('info'),
      warn: line('warn'),
      error: line('error'),
      with: (fields) => make({ ...base, ...fields }),
    }
  }
  return make({})
}

/** Drops everything; for tests that do not look at the log. */
export const silentLog: Log = createLog(
  () => undefined,
  () => 0,
)
