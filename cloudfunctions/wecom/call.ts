/**
 * One WeCom call from row to reply: limits, token, HTTP, errcode, schema, and what may be repeated.
 * Logs path, errcode, hint and duration; never a query, a body or a token.
 */
import * as v from 'valibot'
import { describeErrcode, TOKEN_ERRCODES } from '@shared/wecom/errcodes'
import type { Clock } from '../runtime/clock'
import type { Log } from '../runtime/log'
import { newId, type Random } from '../runtime/random'
import { TOKEN_NAMES, type ApiRow } from './api-table'
import { NoAnswer, type HttpAnswer, type HttpClient } from './http'
import type { LimitedCall, Limits } from './limits'
import type { TokenCache, TokenSlot } from './tokens'
import { WeComError } from './wecom-error'

export interface CallInput {
  readonly providerId: string
  /** The auth corp whose budget and token are used. */
  readonly corpId?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  /** Needed by every row whose token is not `none`. */
  readonly slot?: TokenSlot
}

export interface CallDeps {
  readonly http: HttpClient
  readonly tokens: TokenCache
  readonly limits: Limits
  readonly clock: Clock
  readonly log: Log
  readonly random: Random
  /** Calls sent so far, by path. */
  readonly calls: Record<string, number>
}

/** An image reply. */
export interface ImageReply {
  readonly contentType: string
  readonly bytes: Uint8Array
}

export interface Caller {
  /** @throws WeComError, and what the credential source throws */
  call<Reply>(row: ApiRow<Reply>, input: CallInput): Promise<Reply>
  /** The same for a row that answers with an image. */
  callForImage(row: ApiRow<never>, input: CallInput): Promise<ImageReply>
}

const REPEATS = 3
const BUSY: ReadonlySet<number> = new Set([-1, 6000, 45033])
const FIRST_PAUSE_MS = 200

function malformed(row: ApiRow<unknown>, what: string): WeComError {
  return new WeComError(row.path, undefined, `malformed reply: ${what}`, 'later', row.repeat !== 'safe')
}

/** The body as an object. */
function jsonOf(row: ApiRow<unknown>, answer: HttpAnswer): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(answer.body.toString('utf8'))
  } catch {
    throw malformed(row, `status ${answer.status}, ${answer.contentType.slice(0, 60) || 'no type'}, not JSON`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(row, 'not an object')
  return value as Record<string, unknown>
}

/** @throws WeComError for a reply that says no; an absent errcode means success (WeCom 97162) */
function requireSuccess(row: ApiRow<unknown>, reply: Record<string, unknown>, status: number): void {
  const errcode = reply['errcode'] ?? (status === 200 ? 0 : undefined)
  if (!Number.isInteger(errcode)) throw malformed(row, `status ${status}, errcode ${typeof errcode}`)
  if (errcode === 0) return
  const { remedy } = describeErrcode(errcode as number)
  const errmsg = typeof reply['errmsg'] === 'string' ? reply['errmsg'] : ''
  throw new WeComError(
    row.path,
    errcode as number,
    errmsg,
    remedy,
    false,
    undefined,
    errcode === 45009 ? 60_000 : undefined,
  )
}

function imageType(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return 'image/png'
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? 'image/jpeg' : undefined
}

/** May the same request go out again after this failure? */
function mayRepeat(row: ApiRow<unknown>, error: WeComError, attempt: number): boolean {
  if (row.repeat === 'never' || error.retryAfterMs !== undefined) return false
  if (error.errcode !== undefined) return attempt < REPEATS && BUSY.has(error.errcode)
  // Nothing came back. A read timeout is not repeated: a person has waited ten seconds already.
  if (!(error.cause instanceof NoAnswer) || error.cause.reason === 'timeout') return false
  return attempt < 1 && (row.repeat === 'safe' || !error.mayHaveTakenEffect)
}

/** The caller of one client. */
export function createCaller(deps: CallDeps): Caller {
  const { http, tokens, limits, clock, log, random, calls } = deps
  const schemas = new Map<string, v.GenericSchema<unknown, unknown>>()

  const parse = <Reply>(row: ApiRow<Reply>, answer: HttpAnswer): Reply => {
    const value = jsonOf(row, answer)
    requireSuccess(row, value, answer.status)
    let schema = schemas.get(row.path)
    if (!schema) {
      if (!row.reply) throw malformed(row, 'an image was expected')
      schema = row.reply()
      schemas.set(row.path, schema)
    }
    const parsed = v.safeParse(schema, value)
    if (parsed.success) return parsed.output as Reply
    const at = parsed.issues[0]
    throw malformed(row, `${at.path?.map((p) => String(p.key)).join('.') ?? 'reply'}: expected ${at.expected ?? '?'}`)
  }

  const parseImage = (row: ApiRow<never>, answer: HttpAnswer): ImageReply => {
    const contentType = imageType(answer.body)
    if (contentType !== undefined && answer.status === 200) return { contentType, bytes: answer.body }
    requireSuccess(row, jsonOf(row, answer), answer.status)
    throw malformed(row, 'neither an image nor an error')
  }

  /** Sends once. Every outcome is told to the limits and the log. */
  const sendOnce = async <Reply>(
    row: ApiRow<unknown>,
    input: CallInput,
    token: string | undefined,
    read: (answer: HttpAnswer) => Reply,
  ): Promise<Reply> => {
    const limited: LimitedCall = {
      api: row.path,
      providerId: input.providerId,
      ...(input.corpId === undefined ? {} : { corpId: input.corpId }),
      isLoginCode: row.isLoginCode === true,
    }
    limits.enter(limited)
    calls[row.path] = (calls[row.path] ?? 0) + 1
    const startedAt = clock.now()
    const note = (errcode: number | undefined, errmsg?: string): void => {
      limits.leave(limited, errcode)
      const fields = { api: row.path, providerId: input.providerId, ms: clock.now() - startedAt, callId: newId(random) }
      if (errcode === 0) log.debug('wecom.call', { ...fields, errcode })
      else log.warn('wecom.call', { ...fields, errcode: errcode ?? null, errmsg })
    }
    const named = row.token === 'none' || token === undefined ? {} : { [TOKEN_NAMES[row.token]]: token }
    try {
      const answer = await http.send({
        method: row.method,
        path: row.path,
        query: { ...named, ...input.query },
        ...(input.body === undefined ? {} : { body: input.body }),
      })
      const reply = read(answer)
      note(0)
      return reply
    } catch (cause) {
      const error =
        cause instanceof NoAnswer
          ? new WeComError(row.path, undefined, cause.message, 'later', cause.mayHaveTakenEffect, cause)
          : cause
      if (error instanceof WeComError) note(error.errcode, error.errmsg)
      throw error
    }
  }

  const run = async <Reply>(
    row: ApiRow<unknown>,
    input: CallInput,
    read: (answer: HttpAnswer) => Reply,
  ): Promise<Reply> => {
    const { slot } = input
    let isTokenFresh = false
    for (let attempt = 0; ;) {
      const token = slot && row.token !== 'none' ? await tokens.get(slot) : undefined
      try {
        return await sendOnce(row, input, token, read)
      } catch (error) {
        if (!(error instanceof WeComError)) throw error
        if (slot && token !== undefined && error.errcode !== undefined && TOKEN_ERRCODES.has(error.errcode)) {
          await tokens.drop(slot, token)
          if (isTokenFresh) throw error
          isTokenFresh = true
          continue
        }
        if (!mayRepeat(row, error, attempt)) throw error
        // Full jitter: 0 … 200, 400, 800 ms.
        await clock.sleep(((random.bytes(1)[0] ?? 0) / 255) * FIRST_PAUSE_MS * 2 ** attempt)
        attempt += 1
      }
    }
  }

  return {
    call: (row, input) => run(row, input, (answer) => parse(row, answer)),
    callForImage: (row, input) => run(row, input, (answer) => parseImage(row, answer)),
  }
}
