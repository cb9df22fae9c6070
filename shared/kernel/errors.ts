/** Why a request did not succeed. Closed: a new code needs a status below, a text in the client and a row in the docs. */
export type ErrorCode =
  | 'INVALID_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'ILLEGAL_STATE'
  | 'NOT_LICENSED'
  | 'LIMIT_EXCEEDED'
  | 'CLIENT_TOO_OLD'
  | 'WECOM_REJECTED'
  | 'WECOM_UNAVAILABLE'
  | 'INTERNAL'

/** HTTP status per code; complete, or it does not compile. */
export const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  ILLEGAL_STATE: 409,
  NOT_LICENSED: 402,
  LIMIT_EXCEEDED: 429,
  CLIENT_TOO_OLD: 426,
  WECOM_REJECTED: 502,
  WECOM_UNAVAILABLE: 503,
  INTERNAL: 500,
}

export interface AppErrorOptions {
  /** Chinese, for the person: what happened, why, what to do next. */
  userMessage?: string
  /** Machine-readable facts for the client (field names, current state). Never a secret. */
  details?: Readonly<Record<string, unknown>>
  cause?: unknown
}

/** The one error class of the project (style-anchors §5). Refusals of the domain are values, everything else is this. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly userMessage: string | undefined
  readonly details: Readonly<Record<string, unknown>> | undefined

  /**
   * @param code    what kind of failure, decides the HTTP status
   * @param message for logs, English, no secrets
   */
  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.userMessage = options.userMessage
    this.details = options.details
  }
}

/** One thing wrong with one field of an input. */
export interface FieldIssue {
  /** Path inside the input, e.g. `items.0.reason`. */
  field: string
  /** Chinese: what is wrong with the value and the way out. */
  message: string
}

/** INVALID_INPUT naming every field at once. */
export function invalidInput(issues: readonly FieldIssue[]): AppError {
  const first = issues[0]
  return new AppError('INVALID_INPUT', `invalid input: ${issues.map((i) => i.field).join(', ')}`, {
    userMessage: first ? first.message : '提交的内容有误，请检查后重试',
    details: { issues },
  })
}
