/** Checks of a commit that do not depend on what is stored. */
import { AppError } from '@shared/kernel/errors'
import { requireId } from './document'
import type { Write } from './store'

/** Most writes of one commit: a transaction of the document service must stay small. */
export const MAX_WRITES = 100

/**
 * Refuses commits that would mean different things on different adapters.
 * @throws AppError INTERNAL for a document named twice, too many writes, a version that cannot be, or an id without its owner
 */
export function requireWrites(writes: readonly Write[]): void {
  if (writes.length > MAX_WRITES) throw new AppError('INTERNAL', `a commit of ${writes.length} writes`)
  const seen = new Set<string>()
  for (const write of writes) {
    requireId(write.in, write.id)
    const place = `${write.in.name}!${write.id}`
    if (seen.has(place)) throw new AppError('INTERNAL', `${write.in.name} ${write.id}: named twice in one commit`)
    seen.add(place)
    const lowest = write.op === 'check' ? 0 : 1
    if (write.op !== 'insert' && !(Number.isSafeInteger(write.version) && write.version >= lowest)) {
      throw new AppError('INTERNAL', `${write.in.name} ${write.id}: ${write.op} at version ${write.version}`)
    }
  }
}

/** Why a write's precondition fails against what is stored (undefined: absent or expired), or undefined when it holds. */
export function failedPrecondition(
  write: Write,
  version: number | undefined,
): 'exists' | 'stale' | 'missing' | undefined {
  const mustBeAbsent = write.op === 'insert' || (write.op === 'check' && write.version === 0)
  if (mustBeAbsent) return version === undefined ? undefined : 'exists'
  if (version === undefined) return 'missing'
  return version === write.version ? undefined : 'stale'
}
