import { AppError } from '@shared/kernel/errors'

/** What to do about a WeCom error (wecom-api §8): fix the request; refetch the token; back off; a person must act. */
export type RetryClass = 'fix' | 'token' | 'later' | 'user'

/** WeCom said no, or did not answer. The only subclass of AppError. Branch on `errcode` only; -1 with `later` also stands for no answer. */
export class WeComError extends AppError {
  /**
   * @param api     path without query, e.g. `/cgi-bin/gettoken`
   * @param errcode WeCom's code; `undefined` when nothing came back (timeout, connection refused)
   * @param errmsg  WeCom's text with its hint id, for the log only
   * @param mayHaveTakenEffect true after a read timeout: the call may have worked
   */
  constructor(
    readonly api: string,
    readonly errcode: number | undefined,
    readonly errmsg: string,
    readonly retry: RetryClass,
    readonly mayHaveTakenEffect = false,
    cause?: unknown,
    /** Milliseconds after which it makes sense to try again, when WeCom's rules or our own pause say so (45009). */
    readonly retryAfterMs?: number,
  ) {
    super(
      retry === 'later' ? 'WECOM_UNAVAILABLE' : 'WECOM_REJECTED',
      `${api}: ${errcode ?? 'no answer'} ${errmsg.slice(0, 300)}`,
      { details: { errcode: errcode ?? null, api }, cause },
    )
    this.name = 'WeComError'
  }

  /** True when the same request may succeed later without anybody changing anything. */
  get retryable(): boolean {
    return this.retry === 'later' || this.retry === 'token'
  }
}
