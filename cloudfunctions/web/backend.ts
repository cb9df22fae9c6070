/**
 * The provider's own backend → us. `POST /backend/{provider}/{what}` asks for a secret of its own apps; `POST /relay/{provider}/{suite}[/{corp}]` hands us a
 * callback whose URL the provider keeps for itself (reverse mode). Both are signed by HMAC (`services/backend/sign-call.ts`).
 */
import * as v from 'valibot'
import { corpId, suiteId } from '@shared/contract/fields'
import { AppError, STATUS_OF } from '@shared/kernel/errors'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { jsonAnswer, textAnswer, type EdgeAnswer, type EdgeRequest } from '../runtime/edge'
import { giveCorpToken, givePermanentCode, giveTicket } from '../services/backend/give-secret'
import { verifyCall, type Verified } from '../services/backend/verify-call'
import { receiveEvent } from '../services/callback/receive'
import type { Services } from '../services/services'

const BACKEND = /^\/backend\/([a-z0-9-]{2,20})\/(ticket|corp-token|permanent-code)$/
const RELAY = /^\/relay\/([a-z0-9-]{2,20})\/([A-Za-z0-9_-]{4,64})(?:\/([A-Za-z0-9_-]{4,64}))?$/

/** One answer for everything refused: a prober learns nothing. */
const REFUSED = textAnswer(403, 'refused')
const TOO_MANY = textAnswer(429, 'too many calls')
const answerOf = (verified: Extract<Verified, { ok: false }>) => (verified.isTooMany ? TOO_MANY : REFUSED)

const ofSuite = v.object({ suiteId })
const ofApp = v.object({ suiteId, corpId })

/** Answers a signed call; anything else is refused. Never throws. */
export async function backendCall(request: EdgeRequest, deps: Services): Promise<EdgeAnswer> {
  const { method, path, headers, body, ip, requestId } = request
  const asked = BACKEND.exec(path)
  const relayed = RELAY.exec(path)
  const providerId = (asked?.[1] ?? relayed?.[1]) as ProviderId | undefined
  if (method !== 'POST' || providerId === undefined) return REFUSED
  const call = { providerId, method, path, headers, body, ip, requestId }
  try {
    if (asked) return await giveSecret(deps, call, asked[2] as 'ticket' | 'corp-token' | 'permanent-code')
    const verified = await verifyCall(deps, call)
    if (!verified.ok) {
      deps.log.info('relay.refused', { reason: verified.reason, providerId, ip })
      return answerOf(verified)
    }
    const target = {
      providerId,
      suiteId: (relayed?.[2] ?? '') as SuiteId,
      ...(relayed?.[3] ? { corpId: relayed[3] as CorpId } : {}),
    }
    const { msg_signature: msgSignature = '', timestamp = '', nonce = '' } = request.query
    const received = await receiveEvent(deps, target, { msgSignature, timestamp, nonce }, body, 'relay')
    return received.ok ? textAnswer(200, received.value) : REFUSED
  } catch (error) {
    deps.log.error('backend.failed', { error, requestId })
    return textAnswer(503, 'try again')
  }
}

async function giveSecret(
  deps: Services,
  call: Parameters<typeof verifyCall>[1],
  what: 'ticket' | 'corp-token' | 'permanent-code',
): Promise<EdgeAnswer> {
  const parsed = v.safeParse(what === 'ticket' ? ofSuite : ofApp, parseJson(call.body))
  const input = parsed.success ? parsed.output : undefined
  const named = input && 'corpId' in input ? { corpId: input.corpId as CorpId } : {}
  const audit = input && { what, suiteId: input.suiteId, ...named }
  const verified = await verifyCall(deps, call, audit)
  if (!verified.ok) {
    deps.log.info('backend.refused', { reason: verified.reason, providerId: call.providerId, ip: call.ip })
    return answerOf(verified)
  }
  if (!input)
    return jsonAnswer(400, { error: 'INVALID_INPUT', message: 'suiteId, and but for a ticket corpId, as JSON' })
  const ref = { providerId: call.providerId, suiteId: input.suiteId }
  try {
    if (what === 'ticket') return jsonAnswer(200, await giveTicket(deps, ref))
    const app = { ...ref, authCorpId: named.corpId ?? ('' as CorpId) }
    return jsonAnswer(200, what === 'corp-token' ? await giveCorpToken(deps, app) : await givePermanentCode(deps, app))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return jsonAnswer(STATUS_OF[error.code], { error: error.code })
  }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
