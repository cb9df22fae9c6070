/** What a provider keeps with us beside its suites: its secret, the keys of its system-event URL, where alarms go. */
import type { InputOf } from '@shared/contract/define'
import type * as contract from '@shared/contract/registry'
import type { RegistryProviderView } from '@shared/contract/registry'
import { AppError } from '@shared/kernel/errors'
import type { PersonRef } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { providerDocId, providers, type ProviderRecord } from '../../store/collections/provider'
import { replace } from '../../store/store'
import { requireOutside } from '../../wecom/outgoing'
import { historyWrites } from '../history/history-writes'
import type { Services } from '../services'
import { sealedKeys } from './change-suite'
import { providerPlace, providerSecretPlace, SYSTEM_URL } from './registry'
import { registryProviderView } from './suite-view'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'registry' | 'config'>

/**
 * One change of the provider's record with its history entry.
 * @throws AppError NOT_FOUND
 */
export async function changeProvider(
  deps: Deps,
  by: PersonRef,
  what: string,
  edit: (provider: ProviderRecord) => ProviderRecord,
): Promise<RegistryProviderView> {
  const { providerId } = by
  const provider = await change(deps, async () => {
    const stored = await deps.store.get(providers, providerDocId(providerId))
    if (!stored) throw new AppError('NOT_FOUND', `no provider ${providerId}`)
    const next = edit(stored.body)
    const subject = { providerId, kind: 'provider', id: providerId, version: stored.version + 1 }
    const writes = [replace(providers, stored, next), ...historyWrites(subject, [what], deps.clock.now(), by)]
    return { writes, result: next }
  })
  deps.registry.forget(providerId)
  return registryProviderView(deps, provider)
}

/** A new ProviderSecret (WeCom 91200). */
export const setProviderSecret = (deps: Deps, by: PersonRef, input: InputOf<typeof contract.setProviderSecret>) =>
  changeProvider(deps, by, 'secretSet', (provider) => ({
    ...provider,
    secret: deps.sealer.seal(input.secret, providerSecretPlace(provider.id)),
    secretSetAt: deps.clock.now(),
  }))

/** Keys of the system-event URL (wecom-api §4.1b); earlier ones count for an hour. */
export const setSystemKeys = (deps: Deps, by: PersonRef, input: InputOf<typeof contract.setSystemKeys>) =>
  changeProvider(deps, by, 'systemKeysSet', (provider) => ({
    ...provider,
    systemCallback: sealedKeys(deps, { providerId: provider.id, suiteId: SYSTEM_URL }, input, provider.systemCallback),
  }))

/** Where alarms go; no address: nowhere but the console. @throws AppError INVALID_INPUT for an address that is not outside */
export function setAlarmWebhook(deps: Deps, by: PersonRef, input: InputOf<typeof contract.setAlarmWebhook>) {
  const { url } = input
  if (url !== undefined) requireOutside(url, deps.config.wecom.isStandIn, 'url')
  return changeProvider(deps, by, url === undefined ? 'alarmWebhookRemoved' : 'alarmWebhookSet', (provider) => {
    const { alarmWebhook: _old, ...rest } = provider
    if (url === undefined) return rest
    const sealed = deps.sealer.seal(url, providerPlace(provider.id, 'alarmWebhook'))
    return { ...rest, alarmWebhook: { url: sealed, setAt: deps.clock.now() } }
  })
}
