import type * as v from 'valibot'
import type { ActionContract, OutputOf } from '@shared/contract/define'
import { AppError, STATUS_OF, type ErrorCode } from '@shared/kernel/errors'
import { apiOrigin, CLIENT_VERSION } from './environment'
import { deviceNow, learnServerTime } from './now'
import { clearSession, keepSession, sessionToken } from './session'
import { post } from './transport'
import { updateClient } from './update'

/** What a caller gives: what the schema takes, before defaults and trimming. */
export type CallInput<C extends ActionContract> = v.InferInput<C['input']>

/**
 * Calls an action of the api. The answer's fields are the contract's; unknown ones are ignored, unknown states reach the page as such.
 * A changing call carries a key, so that its one repeat after a lost answer cannot act twice.
 * @throws AppError with the server's code and words; `details.offline` when no answer came
 */
export async function call<C extends ActionContract>(contract: C, input: CallInput<C>): Promise<OutputOf<C>> {
  const envelope = { input, client: CLIENT_VERSION, ...(contract.changes ? { key: newKey() } : {}) }
  const url = `${apiOrigin()}/api/${contract.name}`
  const send = async () => {
    const asked = deviceNow()
    const answer = await post(url, envelope, sessionToken()).catch((cause: unknown) => {
      throw offline('no answer came', cause)
    })
    return readAnswer(answer.body, answer.status, (asked + deviceNow()) / 2)
  }
  try {
    return await send()
  } catch (fault) {
    if (isOffline(fault) && contract.changes) return await send()
    throw fault
  }
}

const isOffline = (fault: unknown): boolean => fault instanceof AppError && fault.details?.offline === true

/** Takes an answer apart: server time, a renewed session, then data or the error it stands for. */
export function readAnswer(body: unknown, status: number, midway: number): unknown {
  if (!isRecord(body)) throw offline(`no api answer (status ${status})`)
  if (typeof body.now === 'number') learnServerTime(body.now, midway)
  if (body.ok === true) {
    if (typeof body.session === 'string') keepSession(body.session)
    return body.data
  }
  const error = errorOf(body.error)
  if (error.code === 'UNAUTHENTICATED') clearSession()
  if (error.code === 'CLIENT_TOO_OLD') updateClient()
  throw error
}

function errorOf(wire: unknown): AppError {
  if (!isRecord(wire)) return offline('an answer without data or error')
  const code = isErrorCode(wire.code) ? wire.code : 'INTERNAL'
  return new AppError(code, `the api refused: ${String(wire.code)}`, {
    userMessage: typeof wire.userMessage === 'string' && wire.userMessage !== '' ? wire.userMessage : undefined,
    details: { ...(isRecord(wire.details) ? wire.details : {}), requestId: wire.requestId },
  })
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in STATUS_OF

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** No usable answer: the network, or something between us that is not the api. */
export const offline = (message: string, cause?: unknown): AppError =>
  new AppError('INTERNAL', message, {
    userMessage: '连不上服务器，请检查网络后再试。',
    details: { offline: true },
    cause,
  })

const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Names one intent (24 characters). Not a secret: the session vouches for the caller; WeCom has no getRandomValues. */
export const newKey = (): string =>
  Array.from({ length: 24 }, () => SIGNS[Math.floor(Math.random() * SIGNS.length)]).join('')
