import type { RegistryProviderView, SuiteView } from '@shared/contract/registry'
import type { ProviderId } from '@shared/wecom/ids'
import { suiteTicketDocId, suiteTickets, suites } from '../../store/collections/provider'
import type { Services } from '../services'
import { registryProviderView, suiteView } from './suite-view'

/** The provider's suites and templates in the order they were registered, each with the age of its ticket. Two store reads. */
export async function listSuites(
  deps: Pick<Services, 'store' | 'config' | 'clock'>,
  providerId: ProviderId,
): Promise<readonly SuiteView[]> {
  const page = await deps.store.list(suites, 'byProvider', [providerId], { limit: 200 })
  const records = page.items.map((item) => item.body)
  const tickets = await deps.store.getMany(suiteTickets, records.map(suiteTicketDocId))
  return records.map((suite, position) => suiteView(deps, suite, tickets[position]?.body))
}

/** The suites and what is set up for the provider itself. */
export async function readRegistry(
  deps: Pick<Services, 'store' | 'config' | 'clock' | 'registry'>,
  providerId: ProviderId,
): Promise<{ suites: SuiteView[]; provider?: RegistryProviderView }> {
  const provider = await deps.registry.provider(providerId)
  return {
    suites: [...(await listSuites(deps, providerId))],
    ...(provider ? { provider: registryProviderView(deps, provider) } : {}),
  }
}
