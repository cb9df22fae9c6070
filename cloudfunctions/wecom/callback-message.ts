/** Plain callback fields → one `CallbackMessage`. Both body forms on every URL; nothing throws, nothing is dropped. */
import type { AppHeader, CallbackMessage, WireFields } from '@shared/wecom/callback'
import { readContactChange } from './callback-contact'
import { APP_EVENTS, MESSAGES } from './callback-events'
import { PROVIDER_EVENTS, SUITE_EVENTS } from './callback-info-types'
import { agentIdOf, corpIdOf, readFields, suiteIdOf, type FieldReader } from './callback-reader'

const lookUp = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

function readInfoType(read: FieldReader, infoType: string): CallbackMessage | undefined {
  const at = read.seconds('TimeStamp')
  if (infoType === 'change_contact') {
    return {
      kind: 'changeContact',
      at,
      suiteId: suiteIdOf(read, 'SuiteId'),
      authCorpId: corpIdOf(read, 'AuthCorpId'),
      change: readContactChange(read),
    }
  }
  const suiteEvent = lookUp(SUITE_EVENTS, infoType)
  if (suiteEvent) return suiteEvent(read, { at, suiteId: suiteIdOf(read, 'SuiteId') })
  const providerEvent = lookUp(PROVIDER_EVENTS, infoType)
  return providerEvent?.(read, { at, serviceCorpId: corpIdOf(read, 'ServiceCorpId') })
}

function readMsgType(read: FieldReader, msgType: string): CallbackMessage | undefined {
  const header: AppHeader = {
    authCorpId: corpIdOf(read, 'ToUserName'),
    fromUserId: read.text('FromUserName'),
    agentId: agentIdOf(read),
    at: read.seconds('CreateTime'),
  }
  if (msgType !== 'event') {
    return lookUp(MESSAGES, msgType)?.(read, { ...header, kind: 'message', messageId: read.text('MsgId') })
  }
  const event = read.text('Event').toLowerCase()
  if (event === 'change_contact') {
    const { authCorpId, agentId, at } = header
    return { kind: 'changeContact', authCorpId, agentId, at, change: readContactChange(read) }
  }
  return lookUp(APP_EVENTS, event)?.(read, header)
}

/**
 * What a decrypted callback says. A type we do not know, or a known one without a field it needs, is `unknown` with all its
 * fields, so that it can be shown and run again by a later release.
 */
export function parseCallback(fields: WireFields): CallbackMessage {
  const read = readFields(fields)
  const infoType = read.optional('InfoType')
  const msgType = read.optional('MsgType')
  const message =
    infoType !== undefined
      ? readInfoType(read, infoType)
      : msgType === undefined
        ? undefined
        : readMsgType(read, msgType)
  if (message && read.missing.length === 0) return message
  const time = readFields(fields)
  const at = time.optional('TimeStamp') === undefined ? time.seconds('CreateTime') : time.seconds('TimeStamp')
  const isNeither = infoType === undefined && msgType === undefined
  const missing = message ? [...new Set(read.missing)] : isNeither ? ['InfoType', 'MsgType'] : []
  return { kind: 'unknown', infoType, event: read.optional('Event') ?? msgType, missing, fields, at }
}
