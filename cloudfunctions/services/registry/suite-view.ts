import type { RegistryProviderView, SuiteView } from '@shared/contract/registry'
import { resetSecretRefusal, ticketState, ticketText } from '@shared/domain/suite/ticket'
import type { ProviderRecord, SuiteRecord, SuiteTicketRecord } from '../../store/collections/provider'
import type { Services } from '../services'
import { SYSTEM_URL } from './registry'

type Deps = Pick<Services, 'config' | 'clock'>

/** A suite as staff see it: when its secrets were set, never what they are. */
export function suiteView(deps: Deps, suite: SuiteRecord, ticket: SuiteTicketRecord | undefined): SuiteView {
  const now = deps.clock.now()
  const refusal = resetSecretRefusal(ticket?.receivedAt, now)
  const callbackUrl = `${deps.config.publicUrl}/callback/${suite.providerId}/${suite.suiteId}`
  const { previous } = suite.callback
  return {
    suiteId: suite.suiteId,
    kind: suite.kind,
    use: suite.use,
    name: suite.name,
    reason: suite.reason,
    launched: { value: suite.launched.value, basis: suite.launched.basis, at: suite.launched.at },
    secretSetAt: suite.secretSetAt ?? suite.createdAt,
    ...(ticket ? { ticketAt: ticket.receivedAt } : {}),
    callbackUrl,
    dataUrl: `${callbackUrl}/$CORPID$`,
    ...(suite.kind === 'suite' && suite.use !== 'webLogin'
      ? { installUrl: `${deps.config.publicUrl}/install/${suite.providerId}/${suite.suiteId}` }
      : {}),
    callbackSetAt: suite.callback.setAt,
    ...(previous && previous.until > now ? { oldKeysUntil: previous.until } : {}),
    ticket: { state: ticketState(ticket?.receivedAt, now), text: ticketText(ticket?.receivedAt, now) },
    canResetSecret: refusal === undefined,
    ...(refusal === undefined ? {} : { resetRefusal: refusal }),
    isForwarded: suite.forwards === true,
  }
}

/** What is set up for the provider itself. */
export function registryProviderView(deps: Deps, provider: ProviderRecord): RegistryProviderView {
  const { systemCallback, alarmWebhook, backendKey } = provider
  const old = backendKey?.previous
  return {
    corpId: provider.corpId,
    secretSetAt: provider.secretSetAt ?? provider.createdAt,
    systemCallbackUrl: `${deps.config.publicUrl}/callback/${provider.id}/${SYSTEM_URL}`,
    ...(systemCallback ? { systemKeysSetAt: systemCallback.setAt } : {}),
    ...(alarmWebhook ? { alarmWebhookSetAt: alarmWebhook.setAt } : {}),
    ...(backendKey ? { backendKeySetAt: backendKey.setAt } : {}),
    ...(old && old.until > deps.clock.now() ? { oldBackendKeyUntil: old.until } : {}),
  }
}
