/** Timer → us: everything that waits is worked off in bounded portions; what is left waits for the next tick. */
import { drainDue } from '../services/callback/drain'
import { eraseCancelled } from '../services/erasure/erase-cancelled'
import { sendForwards } from '../services/forward/send-forwards'
import { sendDue } from '../services/notice/send-due'
import { watchTickets } from '../services/registry/watch-tickets'
import type { Services } from '../services/services'
import { COLLECTIONS } from '../store/collections'
import { seldom } from './seldom'

/** What one tick did, for the log. */
export interface TickReport {
  readonly callbacks: number
  readonly sent: number
  /** Callbacks taken by providers' own backends. */
  readonly forwarded: number
  /** Documents whose time had passed, removed. */
  readonly swept: number
  /** Alarms told. */
  readonly alarms: number
  /** Apps of corps that cancelled, erased. */
  readonly erased: number
}

const MINUTE = 60_000

/** One tick. Never throws: each part fails alone. */
export async function runJobs(deps: Services): Promise<TickReport> {
  const part = async (name: string, work: () => Promise<number>): Promise<number> => {
    try {
      return await work()
    } catch (error) {
      deps.log.error('jobs.failed', { part: name, error })
      return 0
    }
  }
  // Side by side with the rest: a slow backend of a provider holds up no customer.
  const forwarding = part('forwards', () => sendForwards(deps))
  const callbacks = await part('callbacks', () => drainDue(deps, 100))
  const sent = await part('outbox', () => sendDue(deps, 50))
  const alarms = await part('tickets', () => seldom(deps, 'tickets', MINUTE, () => watchTickets(deps)))
  const erased = await part('erasure', () => seldom(deps, 'erasure', 10 * MINUTE, () => eraseCancelled(deps, 20)))
  const swept = await part('sweep', () =>
    seldom(deps, 'sweep', MINUTE, () => deps.store.sweepExpired(COLLECTIONS, 200)),
  )
  const report = { callbacks, sent, forwarded: await forwarding, swept, alarms, erased }
  if (Object.values(report).some((count) => count > 0)) deps.log.info('jobs.done', { ...report })
  return report
}
