/** Timer → us: everything that waits is worked off in bounded portions; what is left waits for the next tick. */
import { drainDue } from '../services/callback/drain'
import type { Services } from '../services/services'

/** What one tick did, for the log. */
export interface TickReport {
  readonly callbacks: number
}

/** One tick. Never throws: each part fails alone. */
export async function runJobs(deps: Services): Promise<TickReport> {
  let drained = 0
  try {
    drained = await drainDue(deps, 100)
  } catch (error) {
    deps.log.error('jobs.drain.failed', { error })
  }
  if (drained > 0) deps.log.info('jobs.done', { callbacks: drained })
  return { callbacks: drained }
}
