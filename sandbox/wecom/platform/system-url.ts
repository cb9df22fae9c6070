/** 系统事件接收URL of a provider: saved with keys of its own, and the events of licences and registration that go there. */
import { pushSystemEvent } from '../callbacks/system-events'
import { fillUrl } from '../callbacks/events'
import type { XmlField } from '../callbacks/xml'
import { wireUserId } from '../world/ids'
import { opaque } from '../world/random'
import type { Stand } from '../world/stand'
import type { Corp, Provider } from '../world/state'
import { personOf, refuseAct } from './act'
import { mustBeKeys, mustBeUrl } from './callback-keys'
import type { ControlInput } from './control'
import type { Handlers } from './handler'

type PushInput = ControlInput<'platform.pushEvent'>

const DAY_MS = 24 * 3600_000
/** ContactSync.AccessToken of register_corp lives this long, s (WeCom 90585). */
const CONTACT_SYNC_SECONDS = 1800
/** order_status of a paid-back order (wecom-api §7.5). */
const PAID_BACK = 5

const providerNamed = (stand: Stand, providerId: string): Provider =>
  stand.state.providers[providerId] ?? refuseAct('NO_PROVIDER', '没有这个服务商')

/** The member's id as the provider gets it; the corp's first member when none is named. @throws ActRefusal when she is unknown */
function wireId(stand: Stand, provider: Provider, corp: Corp, userId: string | undefined): string {
  const { member } = personOf(stand, corp.corpId, userId ?? corp.members[0]?.userId ?? '')
  return wireUserId(stand.state, stand.switches, provider.providerId, corp, member.userId)
}

function registration(stand: Stand, provider: Provider, corp: Corp, input: PushInput): XmlField[] {
  return [
    ['RegisterCode', input.registerCode ?? opaque(stand.random, 43)],
    ['AuthUserInfo', [['UserId', wireId(stand, provider, corp, input.userId)]]],
    ['State', input.state ?? ''],
    ['TemplateId', input.templateId ?? ''],
  ]
}

function activated(stand: Stand, provider: Provider, corp: Corp, userId: string | undefined): XmlField {
  return [
    'AccountList',
    [
      ['ActiveCode', opaque(stand.random, 20)],
      ['Type', 1],
      ['ExpireTime', Math.floor((stand.clock.now() + 365 * DAY_MS) / 1000)],
      ['UserId', wireId(stand, provider, corp, userId)],
      ['PreviousStatus', 1],
      ['PreviousActiveCode', ''],
    ],
  ]
}

function fieldsOf(stand: Stand, provider: Provider, corp: Corp, input: PushInput): XmlField[] {
  const orderId = input.orderId ?? `OI${opaque(stand.random, 20)}`
  switch (input.kind) {
    case 'license_pay_success': {
      const own = stand.state.corps[provider.corpId]
      return [
        ['OrderId', orderId],
        ['BuyerUserId', own ? wireId(stand, provider, own, input.userId) : ''],
      ]
    }
    case 'license_refund':
      return [
        ['OrderId', orderId],
        ['OrderStatus', input.orderStatus ?? PAID_BACK],
      ]
    case 'auto_activate':
      return [
        ['Scene', input.scene ?? 1],
        ...(input.userIds ?? [undefined]).map((userId) => activated(stand, provider, corp, userId)),
      ]
    case 'register_corp': {
      const sync: XmlField[] = [
        ['AccessToken', opaque(stand.random, 86)],
        ['ExpiresIn', CONTACT_SYNC_SECONDS],
      ]
      return [['ContactSync', sync], ...registration(stand, provider, corp, input)]
    }
    case 'enter_register_package':
      return registration(stand, provider, corp, input)
  }
}

export const systemUrlHandlers: Handlers<'console.saveSystemUrl' | 'platform.pushEvent'> = {
  'console.saveSystemUrl': async ({ stand }, { providerId, callbackUrl, token, encodingAesKey }) => {
    const provider = providerNamed(stand, providerId)
    const keys = {
      token: token ?? provider.systemUrl?.token ?? '',
      encodingAesKey: encodingAesKey ?? provider.systemUrl?.encodingAesKey ?? '',
    }
    mustBeKeys(keys)
    mustBeUrl(stand, callbackUrl)
    const url = fillUrl(stand, callbackUrl)
    const target = { url, ...keys, receiveId: provider.corpId, suiteId: providerId, corpId: undefined }
    const result = await stand.callbacks.verify(target)
    if (!result.delivered) return { ok: false, note: `openapi 回调地址请求不通过 (40057)：${result.note}` }
    provider.systemUrl = { callbackUrl, ...keys }
    stand.changed()
    return { ok: true, note: '' }
  },
  'platform.pushEvent': async ({ stand }, input) => {
    const provider = providerNamed(stand, input.providerId)
    const corp = stand.state.corps[input.corpId] ?? refuseAct('NO_CORP', '没有这个企业')
    const target = provider.systemUrl ?? refuseAct('NO_URL', '请先保存系统事件接收URL')
    const fields = fieldsOf(stand, provider, corp, input)
    const { delivered, note } = await pushSystemEvent(stand, provider, target, input.kind, corp, fields)
    return { delivered, note }
  },
}
