/** What the two kinds of commit share: the stored form of a write, tokens, and judging a precondition on what is there. */
import type { Clock } from '../../runtime/clock'
import { isExpired, toDocument } from '../document'
import type { CommitResult, Write } from '../store'
import { failedPrecondition } from '../writes'
import { replacingFields, type Documents, type Fields, type Row } from './documents'
import { unknownOutcome } from './failures'

export interface CommitDeps {
  readonly documents: Documents
  readonly clock: Clock
  /** A token no other write has. */
  readonly newToken: () => string
}

/** Goes round at most this often; with the backoff of `open-store.ts` about three seconds. */
export const COMMIT_ATTEMPTS = 10

/** Gives up after this many requests without an answer: each took a whole timeout. */
export const SILENT_ATTEMPTS = 3

/** The row a write leaves behind. A removed document is blank and expired: its token must outlive it for a while. */
export function rowAfter(write: Write, token: string, now: number): Row {
  if (write.op === 'insert' || write.op === 'replace') {
    const { id, body, expiresAt } = write
    const version = write.op === 'insert' ? 1 : write.version + 1
    const input = { id, body, version, token, now, ...(expiresAt === undefined ? {} : { expiresAt }) }
    return toDocument(write.in, input)
  }
  return { _id: write.id, v: write.version + 1, w: token, at: now, exp: 0, fmt: write.in.format, d: '' }
}

/** The update that turns whatever stands there into `rowAfter`. */
export const fieldsAfter = (write: Write, token: string, now: number): Fields =>
  replacingFields(write.in, rowAfter(write, token, now))

/** The version services see, or undefined when absent, removed or expired. */
export const versionOf = (row: Row | undefined, now: number): number | undefined =>
  row === undefined || isExpired(row, now) ? undefined : row.v

/**
 * The refusal of write `index` by what stands there, or undefined when its precondition holds.
 * @param unanswered an earlier attempt of this very commit got no answer
 * @throws AppError INTERNAL when the document has moved past what that attempt would have left, so nobody can tell
 */
export function refusal(
  write: Write,
  index: number,
  row: Row | undefined,
  now: number,
  unanswered: boolean,
): Extract<CommitResult, { ok: false }> | undefined {
  const reason = failedPrecondition(write, versionOf(row, now))
  if (!reason) return undefined
  if (unanswered && row && hasMovedOn(write, row.v)) throw unknownOutcome(`${write.op} in ${write.in.name}`)
  return { ok: false, failed: index, reason }
}

/** Beyond what the write would have left, or begun anew since it was read: either way our own write may lie in between. */
function hasMovedOn(write: Write, version: number): boolean {
  if (write.op === 'check') return false
  return write.op === 'insert' ? version > 1 : version > write.version + 1 || version < write.version
}
