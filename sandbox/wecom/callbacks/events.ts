/** Every event the stand-in pushes, with its fields, URL and receiveId (wecom-api §4, §1.4). `change_auth` never says why. */
import { openCorpId, wireUserId } from '../world/ids'
import { installOf, partsOf } from '../world/queries'
import type { Stand } from '../world/stand'
import type { Install, Suite } from '../world/state'
import type { Delivery } from './deliver'
import { toXml, type XmlField } from './xml'

/** Events pushed to the command URL of a suite or the callback URL of a template, and those pushed to data or app URLs. */
export const INFO_TYPES = ['suite_ticket', 'create_auth', 'change_auth', 'cancel_auth', 'reset_permanent_code'] as const
export const APP_EVENTS = ['subscribe', 'unsubscribe', 'enter_agent', 'change_app_admin', 'unlicensed_notify'] as const
export type InfoType = (typeof INFO_TYPES)[number]
export type AppEvent = (typeof APP_EVENTS)[number]

const seconds = (ms: number): number => Math.floor(ms / 1000)

/** A stored URL with its placeholders filled: `{base}` and, where the provider wrote it, `$CORPID$`. */
export const fillUrl = (stand: Stand, url: string, corpId = ''): string =>
  url.replace('{base}', stand.callbackBase).replaceAll('$CORPID$', encodeURIComponent(corpId))

const NOWHERE: Delivery = { delivered: false, attempts: 0, note: 'no callback URL' }

/** An `InfoType` event to the command or template URL. */
export function pushInfo(
  stand: Stand,
  suite: Suite,
  infoType: InfoType,
  fields: readonly XmlField[],
  corpId?: string,
): Promise<Delivery> {
  if (suite.callbackUrl === '') return Promise.resolve(NOWHERE)
  return stand.callbacks.push({
    name: infoType,
    url: fillUrl(stand, suite.callbackUrl),
    token: suite.token,
    encodingAesKey: suite.encodingAesKey,
    receiveId: suite.suiteId,
    toUserName: suite.suiteId,
    agentId: '',
    xml: toXml([
      ['SuiteId', suite.suiteId],
      ['InfoType', infoType],
      ['TimeStamp', seconds(stand.clock.now())],
      ...fields,
    ]),
    wantsSuccess: true,
    suiteId: suite.suiteId,
    corpId,
    retried: infoType !== 'suite_ticket',
  })
}

/** change_auth and cancel_auth: the corp, and nothing that says what changed. */
export function pushAuthChange(
  stand: Stand,
  install: Install,
  infoType: 'change_auth' | 'cancel_auth',
): Promise<Delivery> {
  const { suite, corp } = partsOf(stand.state, install)
  const authCorpId = openCorpId(stand.state, stand.switches, suite.providerId, corp)
  return pushInfo(stand, suite, infoType, [['AuthCorpId', authCorpId]], corp.corpId)
}

/** create_auth and reset_permanent_code: the new auth code; State only by switch. */
export function pushAuthCode(
  stand: Stand,
  suiteId: string,
  corpId: string,
  infoType: 'create_auth' | 'reset_permanent_code',
  authCode: string,
): Promise<Delivery> {
  const suite = stand.state.suites[suiteId]
  if (!suite) return Promise.resolve(NOWHERE)
  const state = installOf(stand.state, suiteId, corpId)?.authState ?? ''
  const withState = infoType === 'create_auth' && stand.switches.stateInCreateAuth && state !== ''
  return pushInfo(
    stand,
    suite,
    infoType,
    [['AuthCode', authCode], ...(withState ? [['State', state] as const] : [])],
    corpId,
  )
}

/** A `MsgType=event` event to the data URL of a suite or the URL of a customised app, with the corp's id as receiveId. */
export function pushAppEvent(
  stand: Stand,
  install: Install,
  event: AppEvent,
  /** Plain member id, or `sys`. */
  from: string,
  fields: readonly XmlField[] = [],
): Promise<Delivery> {
  const { suite, corp } = partsOf(stand.state, install)
  const corpId = openCorpId(stand.state, stand.switches, suite.providerId, corp)
  const target = install.app ?? { callbackUrl: suite.dataUrl, token: suite.token, encodingAesKey: suite.encodingAesKey }
  if (target.callbackUrl === '') return Promise.resolve(NOWHERE)
  const fromUser = from === 'sys' ? 'sys' : wireUserId(stand.state, stand.switches, suite.providerId, corp, from)
  return stand.callbacks.push({
    name: `event:${event}`,
    url: fillUrl(stand, target.callbackUrl, corpId),
    token: target.token,
    encodingAesKey: target.encodingAesKey,
    receiveId: corpId,
    toUserName: corpId,
    agentId: String(install.agentId),
    xml: toXml([
      ['ToUserName', corpId],
      ['FromUserName', fromUser],
      ['CreateTime', seconds(stand.clock.now())],
      ['MsgType', 'event'],
      ['Event', event],
      ...fields,
      ['AgentID', install.agentId],
    ]),
    wantsSuccess: false,
    suiteId: suite.suiteId,
    corpId: corp.corpId,
    retried: true,
  })
}
