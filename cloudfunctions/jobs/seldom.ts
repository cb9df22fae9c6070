/** Parts of a tick that need not run every time; a single machine ticks every two seconds. */

const lastRuns = new WeakMap<object, Map<string, number>>()

/**
 * Runs `work` when at least `everyMs` have passed since its last run in this process, for these services.
 * @returns what it gave, or 0
 */
export async function seldom(
  of: { readonly store: object; readonly clock: { now(): number } },
  name: string,
  everyMs: number,
  work: () => Promise<number>,
): Promise<number> {
  const runs = lastRuns.get(of.store) ?? new Map<string, number>()
  lastRuns.set(of.store, runs)
  const now = of.clock.now()
  const last = runs.get(name)
  // A clock that was set back must not silence it.
  if (last !== undefined && now >= last && now - last < everyMs) return 0
  runs.set(name, now)
  return work()
}
