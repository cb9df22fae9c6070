import type { SuiteView } from '@shared/contract/registry'
import type { ProviderId } from '@shared/wecom/ids'
import { suiteTicketDocId, suiteTickets, suites } from '../../store/collections/provider'
import type { Services } from '../services'

/** The provider's suites and templates in the order they were registered, each with the age of its ticket. Two store reads. */
export async function listSuites(
  deps: Pick<Services, 'store' | 'config'>,
  providerId: ProviderId,
): Promise<readonly SuiteView[]> {
  const page = await deps.store.list(suites, 'byProvider', [providerId], { limit: 200 })
  const records = page.items.map((item) => item.body)
  const tickets = await deps.store.getMany(suiteTickets, records.map(suiteTicketDocId))
  return records.map((suite, position) => {
    const ticket = tickets[position]
    return {
      suiteId: suite.suiteId,
      kind: suite.kind,
      use: suite.use,
      name: suite.name,
      reason: suite.reason,
      launched: { value: suite.launched.value, basis: suite.launched.basis, at: suite.launched.at },
      secretSetAt: suite.callback.setAt,
      ...(ticket ? { ticketAt: ticket.body.receivedAt } : {}),
      callbackUrl: `${deps.config.publicUrl}/callback/${providerId}/${suite.suiteId}`,
    }
  })
}
