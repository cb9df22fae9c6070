/**
 * What a failed request of the SDK means. Its errors have no common class: service codes, HTTP status numbers, bare
 * SyntaxErrors and TypeErrors, socket codes (cloudbase.md §1). This is the one place that tells them apart.
 */
import { AppError } from '@shared/kernel/errors'

export type FailureKind =
  /** The `_id` is taken (E11000). */
  | 'duplicate'
  /** Another writer was first; the service has aborted the transaction. */
  | 'conflict'
  /** Transient; nothing was done. */
  | 'busy'
  /** The transaction is over: expired, aborted, or committed by a request whose answer was lost. */
  | 'ended'
  /** The request did not reach the service. */
  | 'unsent'
  /** No usable answer: what was asked may or may not have been done. */
  | 'unknown'
  /** The service understood and refused; trying again cannot help. */
  | 'refused'

// Connect-class: nothing was sent. ETIMEDOUT of this SDK is the connect timeout, ESOCKETTIMEDOUT the read timeout.
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETDOWN',
  'EHOSTDOWN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ETIMEDOUT',
])
/** Ours: an answer came, but not with what was asked for. */
const UNUSABLE = 'UNUSABLE_ANSWER'
const UNKNOWN = new Set([UNUSABLE, 'ESOCKETTIMEDOUT', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'SYS_ERR'])

const KIND_BY_TEXT: readonly (readonly [RegExp, FailureKind])[] = [
  [/E11000/, 'duplicate'],
  [/\[ResourceUnavailable\.TransactionConflict\]/, 'conflict'],
  [/\[ResourceUnavailable\.TransactionNotExist\]/, 'ended'],
  [/\[ResourceUnavailable\.TransactionBusy\]/, 'busy'],
  [/^request aborted by client/, 'unknown'],
]
const KIND_BY_CODE: Readonly<Record<string, FailureKind>> = {
  DATABASE_TRANSACTION_CONFLICT: 'conflict',
  DATABASE_TRANSACTION_FAIL: 'ended',
}

/** The kind of anything the SDK threw or rejected with. */
export function kindOf(error: unknown): FailureKind {
  const { code, message } = describe(error)
  const byText = KIND_BY_TEXT.find(([text]) => text.test(message))
  if (byText) return byText[1]
  if (typeof code === 'number') return code === 429 ? 'busy' : code >= 500 || code === 408 ? 'unknown' : 'refused'
  if (typeof code === 'string') {
    if (UNSENT.has(code)) return 'unsent'
    return UNKNOWN.has(code) ? 'unknown' : (KIND_BY_CODE[code] ?? 'refused')
  }
  // A body that is not JSON, and a missing body, surface as these two.
  if (error instanceof SyntaxError) return 'unknown'
  if (error instanceof TypeError && /^Cannot read properties of undefined/.test(message)) return 'unknown'
  return 'refused'
}

/** An answer without what every answer of its kind has: as good as none. */
export const unusable = (what: string): Error =>
  Object.assign(new Error(`an answer without ${what}`), { code: UNUSABLE })

/** True when asking again is harmless for a read and may help. */
export const isTransient = (kind: FailureKind): boolean => kind === 'busy' || kind === 'unsent' || kind === 'unknown'

/** The error services see; the SDK's own stays as its cause. */
export function storeFailure(what: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const { code, message } = describe(error)
  const hint = code === 'DATABASE_COLLECTION_NOT_EXIST' ? '; create the collections with `npm run deploy`' : ''
  return new AppError('INTERNAL', `document service: ${what} failed: ${code ?? kindOf(error)} ${message}${hint}`, {
    userMessage: '数据服务暂时不可用，请稍后重试',
    cause: error,
  })
}

/** A write whose effect cannot be told: it got no answer, and the document has moved on since. */
export const unknownOutcome = (what: string): AppError =>
  new AppError('INTERNAL', `document service: the outcome of ${what} is unknown`, {
    userMessage: '操作可能已经完成，请刷新页面确认后再试',
  })

function describe(error: unknown): { code: string | number | undefined; message: string } {
  if (typeof error !== 'object' || error === null) return { code: undefined, message: String(error) }
  const { code, message } = error as { code?: unknown; message?: unknown }
  return {
    code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    message: typeof message === 'string' ? message : '',
  }
}
