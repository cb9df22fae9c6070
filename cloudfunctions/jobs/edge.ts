/** Timer → us: everything that waits is worked off in bounded portions; what is left waits for the next tick. */
import { drainDue } from '../services/callback/drain'
import { sendDue } from '../services/notice/send-due'
import type { Services } from '../services/services'

/** What one tick did, for the log. */
export interface TickReport {
  readonly callbacks: number
  readonly sent: number
}

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
  const callbacks = await part('callbacks', () => drainDue(deps, 100))
  const sent = await part('outbox', () => sendDue(deps, 50))
  if (callbacks + sent > 0) deps.log.info('jobs.done', { callbacks, sent })
  return { callbacks, sent }
}
