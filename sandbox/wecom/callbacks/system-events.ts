/** Events of a provider, not of an app: to its system-event URL, with ServiceCorpId where others have SuiteId (wecom-api §4.1b). */
import { openCorpId } from '../world/ids'
import type { Stand } from '../world/stand'
import type { Corp, Provider, SystemUrl } from '../world/state'
import type { Delivery } from './deliver'
import { fillUrl } from './events'
import { toXml, type XmlField } from './xml'

export const SYSTEM_EVENTS = [
  'license_pay_success',
  'license_refund',
  'auto_activate',
  'register_corp',
  'enter_register_package',
] as const
export type SystemEvent = (typeof SYSTEM_EVENTS)[number]

/** Pushes one event about a corp; receiveId is the provider's own corp id (wecom-api §1.4). */
export function pushSystemEvent(
  stand: Stand,
  provider: Provider,
  target: SystemUrl,
  event: SystemEvent,
  corp: Corp,
  fields: readonly XmlField[],
): Promise<Delivery> {
  const { callbackUrl, token, encodingAesKey } = target
  return stand.callbacks.push({
    name: event,
    url: fillUrl(stand, callbackUrl),
    token,
    encodingAesKey,
    receiveId: provider.corpId,
    toUserName: provider.corpId,
    agentId: '',
    xml: toXml([
      ['ServiceCorpId', provider.corpId],
      ['InfoType', event],
      ['TimeStamp', Math.floor(stand.clock.now() / 1000)],
      ['AuthCorpId', openCorpId(stand.state, stand.switches, provider.providerId, corp)],
      ...fields,
    ]),
    wantsSuccess: true,
    suiteId: provider.providerId,
    corpId: corp.corpId,
    retried: true,
  })
}
