/** What the operator and the registry keep about providers and their suites. Secrets are sealed and never leave the server. */
import type { Known } from '@shared/domain/basis'
import type { CorpId, ProviderId, SuiteId, SuiteRef } from '@shared/wecom/ids'
import { docId, type DocId } from '../keys'
import type { Sealed } from '../seal'
import type { CollectionDef } from '../store'

/** A service provider (服务商) served by this deployment. */
export interface ProviderRecord {
  readonly id: ProviderId
  readonly name: string
  /** The provider's own WeCom corp. */
  readonly corpId: CorpId
  /** provider_secret, for provider_access_token. */
  readonly secret: Sealed
  /** The mini-program of this provider's build. */
  readonly miniProgramAppId: string
  /** The standard suite the mini-program is linked to: workbench entry, messages, admin list. */
  readonly signInSuiteId: SuiteId
  /** The 登录授权 suite of the console's web login. */
  readonly webLoginSuiteId?: SuiteId
  /** When the provider secret was entered last; absent: at the registration. */
  readonly secretSetAt?: number
  /** Keys of the system-event URL (系统事件接收URL, wecom-api §4.1b); absent: not set up. */
  readonly systemCallback?: CallbackKeys
  /** Group-robot address that alarms go to, sealed: whoever has it can write to the group. */
  readonly alarmWebhook?: { readonly url: Sealed; readonly setAt: number }
  /** The key the provider's own backend signs its calls with; the previous one counts for an hour. */
  readonly backendKey?: {
    readonly secret: Sealed
    readonly setAt: number
    readonly previous?: { readonly secret: Sealed; readonly until: number }
  }
  readonly createdAt: number
}

export const providers: CollectionDef<ProviderRecord, 'all'> = {
  name: 'provider',
  owner: 'provider',
  about: 'One service provider and its sealed provider secret.',
  format: 1,
  indexes: { all: { scope: 'deployment', key: (p) => ['provider', p.id] } },
  erasure: 'delete',
}
export const providerDocId = (id: ProviderId): DocId => docId(id)

/** Callback keys of one URL; the previous ones count for an hour after a rotation. */
export interface CallbackKeys {
  readonly token: Sealed
  readonly encodingAesKey: Sealed
  readonly setAt: number
  readonly previous?: { readonly token: Sealed; readonly encodingAesKey: Sealed; readonly until: number }
}

/** What a suite is used for. */
export type SuiteUse = 'signIn' | 'webLogin' | 'customer'

/** A suite or customised-app template registered with us. */
export interface SuiteRecord {
  readonly providerId: ProviderId
  readonly suiteId: SuiteId
  readonly kind: 'suite' | 'template'
  readonly use: SuiteUse
  readonly name: string
  /** Default reason shown to customers who are asked to authorise it. */
  readonly reason: string
  readonly secret: Sealed
  /** When the secret was entered last; absent: at the registration. */
  readonly secretSetAt?: number
  readonly callback: CallbackKeys
  /** Its callbacks are re-sent to the provider's own backend; kept here, so that receiving one reads nothing more. */
  readonly forwards?: boolean
  /** S2-12: only launched templates have an authorisation QR. */
  readonly launched: Known<boolean>
  readonly createdAt: number
}

export const suites: CollectionDef<SuiteRecord, 'byProvider'> = {
  name: 'suite',
  owner: 'provider',
  about: 'A suite or customised-app template of a provider: names, sealed secret and callback keys.',
  format: 1,
  indexes: { byProvider: { scope: 'owner', key: (s) => [s.createdAt] } },
  erasure: 'delete',
}
export const suiteDocId = (ref: SuiteRef): DocId => docId(ref.providerId, ref.suiteId)

/** The newest suite_ticket; written in place, newest TimeStamp wins. */
export interface SuiteTicketRecord {
  readonly ticket: Sealed
  /** TimeStamp of the push (epoch ms). */
  readonly sentAt: number
  readonly receivedAt: number
}

export const suiteTickets: CollectionDef<SuiteTicketRecord, never> = {
  name: 'suiteTicket',
  owner: 'provider',
  about: 'The newest suite_ticket per suite; valid 30 minutes.',
  format: 1,
  indexes: {},
  erasure: 'delete',
}
export const suiteTicketDocId = (ref: SuiteRef): DocId => docId(ref.providerId, ref.suiteId)
