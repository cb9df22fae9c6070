/** WeCom → us. Verifies, stores, answers; refuses without saying why. Under a second, whatever is in the body. */
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { textAnswer, type EdgeAnswer, type EdgeRequest } from '../runtime/edge'
import { receiveEcho, receiveEvent, type CallbackTarget, type SignedQuery } from '../services/callback/receive'
import type { Services } from '../services/services'

export type CallbackDeps = Pick<Services, 'store' | 'sealer' | 'registry' | 'clock' | 'log'>

/** `/callback/{provider}/{suite}[/{corp}]`; WeCom fills the corp in where the console's address holds `$CORPID$`. */
const PATH = /^\/callback\/([a-z0-9-]{2,20})\/([A-Za-z0-9_-]{4,64})(?:\/([A-Za-z0-9_-]{4,64}))?$/

/** One answer for everything refused: a prober learns nothing. */
const REFUSED: EdgeAnswer = textAnswer(403, 'refused')

/** GET: URL verification (bare echo). POST: an event (`success`). 503 when it could not be stored, so that WeCom retries. */
export async function callbackEdge(request: EdgeRequest, deps: CallbackDeps): Promise<EdgeAnswer> {
  const log = deps.log.with({ requestId: request.requestId })
  const target = targetOf(request.path)
  const query = queryOf(request.query)
  if (!target || !query) return REFUSED
  try {
    if (request.method === 'GET') {
      const echo = await receiveEcho(deps, target, { ...query, echostr: request.query['echostr'] ?? '' })
      if (echo.ok) return textAnswer(200, echo.value)
      log.info('callback.refused', { reason: echo.reason, suiteId: target.suiteId, method: 'GET' })
      return REFUSED
    }
    if (request.method !== 'POST') return REFUSED
    const received = await receiveEvent(deps, target, query, request.body)
    if (received.ok) return textAnswer(200, received.value)
    log.info('callback.refused', { reason: received.reason, suiteId: target.suiteId, ip: request.ip })
    return REFUSED
  } catch (error) {
    log.error('callback.not.stored', { error, suiteId: target.suiteId })
    return textAnswer(503, 'try again')
  }
}

function targetOf(path: string): CallbackTarget | undefined {
  const match = PATH.exec(path)
  if (!match) return undefined
  const [, providerId, suiteId, corpId] = match
  return {
    providerId: providerId as ProviderId,
    suiteId: suiteId as SuiteId,
    ...(corpId ? { corpId: corpId as CorpId } : {}),
  }
}

function queryOf(query: EdgeRequest['query']): SignedQuery | undefined {
  const { msg_signature: msgSignature, timestamp, nonce } = query
  return msgSignature && timestamp && nonce ? { msgSignature, timestamp, nonce } : undefined
}
