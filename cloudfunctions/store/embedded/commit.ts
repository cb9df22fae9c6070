/** Commits on LMDB: everything that can fail happens before the write transaction, the preconditions inside it. */
import { AppError } from '@shared/kernel/errors'
import { isExpired } from '../document'
import type { CommitResult, Write } from '../store'
import { failedPrecondition, requireWrites } from '../writes'
import { docKey, putRecord, type Databases } from './layout'
import { headerOfBytes, toRecord, type DocumentRecord, type Header } from './record'

interface Prepared {
  readonly write: Write
  readonly key: string
  /** Absent for remove and check. */
  readonly record: DocumentRecord | undefined
}

/**
 * Applies all writes or none; resolves when they are on disk.
 * @param now epoch ms, the moment of the writes
 * @throws AppError INVALID_INPUT / INTERNAL before anything is written; INTERNAL when the disk refuses
 */
export async function commitWrites(db: Databases, writes: readonly Write[], now: number): Promise<CommitResult> {
  requireWrites(writes)
  if (writes.length === 0) return { ok: true }
  const prepared = writes.map((write) => prepare(write, now))
  const outcome = await db.write(() => applyAll(db, prepared, now))
  // Thrown here, not inside: an exception there would end the transaction shared with other commits' writes.
  if (outcome instanceof AppError) throw outcome
  return outcome
}

function prepare(write: Write, now: number): Prepared {
  const key = docKey(write.in.name, write.id)
  if (write.op !== 'insert' && write.op !== 'replace') return { write, key, record: undefined }
  const version = write.op === 'insert' ? 1 : write.version + 1
  const { id, body, expiresAt } = write
  const timed = expiresAt === undefined ? { id, body, version, now } : { id, body, version, now, expiresAt }
  return { write, key, record: toRecord(write.in, timed) }
}

// All preconditions first, then all writes: nothing has to be undone.
function applyAll(db: Databases, prepared: readonly Prepared[], now: number): CommitResult | AppError {
  const present: (Header | undefined)[] = []
  try {
    for (const [failed, { write, key }] of prepared.entries()) {
      const value = db.docs.getBinaryFast(key)
      const header = value && headerOfBytes(value)
      const reason = failedPrecondition(write, header && !isExpired(header, now) ? header.v : undefined)
      if (reason) return { ok: false, failed, reason }
      present.push(header)
    }
  } catch (cause) {
    return new AppError('INTERNAL', 'a stored document could not be read', { cause })
  }
  for (const [i, { write, record }] of prepared.entries()) {
    if (write.op !== 'check') putRecord(db, { collection: write.in.name, id: write.id }, present[i], record)
  }
  return { ok: true }
}
