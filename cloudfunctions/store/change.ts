/** The one load-decide-commit loop: every state change of the service goes through `change`. */
import { AppError } from '@shared/kernel/errors'
import type { Clock } from '../runtime/clock'
import type { Store, Write } from './store'

/** What one attempt wants: nothing to write, or writes and the answer that holds if they apply. */
export interface Attempt<R> {
  readonly writes: readonly Write[]
  readonly result: R
}

const RUNS = 12
const LONGEST_WAIT_MS = 500

/**
 * Runs `attempt` (load, decide; no outside effects) and commits what it wants; a lost race runs it again on fresh data
 * after a jittered wait of at most 2^n × 5 ms, never over 500.
 * @throws AppError CONFLICT after 12 lost races, and whatever `attempt` throws
 */
export async function change<R>(
  deps: { readonly store: Store; readonly clock: Clock },
  attempt: () => Promise<Attempt<R>>,
): Promise<R> {
  for (let run = 0; run < RUNS; run++) {
    const { writes, result } = await attempt()
    if (writes.length === 0) return result
    const answer = await deps.store.commit(writes)
    if (answer.ok) return result
    // Jitter from the wall clock's fraction is enough: it only has to differ between racers.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(5 * 2 ** run, LONGEST_WAIT_MS)))
  }
  throw new AppError('CONFLICT', 'a change lost its race twelve times', {
    userMessage: '同一时间有其他人在修改，请刷新后重试',
  })
}
