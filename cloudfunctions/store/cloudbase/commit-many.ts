/**
 * A commit of several writes: one transaction. Every document it depends on is written in it, `check` included, because
 * the service's transactions read snapshots and would let two commits each break what the other has read.
 */
import { AppError } from '@shared/kernel/errors'
import type { CommitResult, Write } from '../store'
import { COMMIT_ATTEMPTS, fieldsAfter, refusal, rowAfter, SILENT_ATTEMPTS, type CommitDeps } from './attempt'
import type { Row, Transaction } from './documents'
import { kindOf, storeFailure, type FailureKind } from './failures'

/** What is carried from one run of a commit to the next. */
interface Progress {
  readonly token: string
  /** An earlier run may have been committed: its answer was lost. */
  unanswered: boolean
  /** Read every document first. Off in the first run, where inserts are simply tried. */
  careful: boolean
}

/**
 * Applies all writes or names the first failed precondition.
 * @throws AppError CONFLICT after ten lost races; INTERNAL when the service refuses or stays silent
 */
export async function commitMany(deps: CommitDeps, writes: readonly Write[]): Promise<CommitResult> {
  const progress: Progress = { token: deps.newToken(), unanswered: false, careful: false }
  let last: unknown
  let silent = 0
  for (let attempt = 0; attempt < COMMIT_ATTEMPTS; attempt++) {
    try {
      return await runOnce(deps, writes, progress)
    } catch (error) {
      const kind = kindOf(error)
      if (kind === 'unknown') silent++
      if (kind === 'refused' || silent === SILENT_ATTEMPTS) throw storeFailure('a transaction', error)
      // A run that could not be finished read or wrote something that has moved: look at everything next time.
      progress.careful = true
      last = error
      if (kind !== 'duplicate') await deps.documents.pause(attempt)
    }
  }
  throw giveUp(kindOf(last), last)
}

const giveUp = (kind: FailureKind, last: unknown): AppError =>
  kind === 'conflict'
    ? new AppError('CONFLICT', 'a transaction lost its race ten times', {
        userMessage: '同一时间有其他人在修改，请刷新后重试',
        cause: last,
      })
    : storeFailure('a transaction', last)

async function runOnce(deps: CommitDeps, writes: readonly Write[], progress: Progress): Promise<CommitResult> {
  const transaction = await deps.documents.begin()
  let answer: CommitResult
  try {
    answer = await prepare(deps, transaction, writes, progress)
  } catch (error) {
    await giveBack(transaction)
    throw error
  }
  if (!answer.ok || answer === ALREADY) {
    await giveBack(transaction)
    return { ...answer }
  }
  await finish(transaction, progress)
  return answer
}

/** An earlier run was committed after all. */
const ALREADY: CommitResult = { ok: true }

async function prepare(
  deps: CommitDeps,
  transaction: Transaction,
  writes: readonly Write[],
  progress: Progress,
): Promise<CommitResult> {
  const now = deps.clock.now()
  const { token, careful, unanswered } = progress
  const rows = new Map<Write, Row | undefined>()
  const load = async (write: Write): Promise<Row | undefined> => {
    if (!rows.has(write)) rows.set(write, await transaction.get(write.in.name, write.id))
    return rows.get(write)
  }
  const judge = async (write: Write): Promise<CommitResult | undefined> =>
    refusal(write, writes.indexOf(write), await load(write), now, unanswered)

  // One at a time: a transaction takes one operation at a time.
  const first = careful ? writes : writes.filter((write) => write.op !== 'insert')
  if (unanswered) for (const write of first) if ((await load(write))?.w === token) return ALREADY
  for (const write of first) {
    const refused = await judge(write)
    if (!refused) continue
    // An insert named before it was not looked at yet and comes first if it fails.
    for (const earlier of writes.slice(0, writes.indexOf(write))) {
      const refusedEarlier = await judge(earlier)
      if (refusedEarlier) return refusedEarlier
    }
    return refused
  }
  await apply(transaction, writes, rows, token, now)
  return { ok: true }
}

async function apply(
  transaction: Transaction,
  writes: readonly Write[],
  rows: ReadonlyMap<Write, Row | undefined>,
  token: string,
  now: number,
): Promise<void> {
  const fresh = new Map<string, Row[]>()
  for (const write of writes) {
    const collection = write.in.name
    const standing = rows.get(write)
    if (write.op === 'check' && standing) await transaction.update(collection, write.id, { c: token })
    else if (write.op !== 'check' && standing) {
      await transaction.update(collection, write.id, fieldsAfter(write, token, now))
    } else fresh.set(collection, [...(fresh.get(collection) ?? []), rowAfter(write, token, now)])
  }
  for (const [collection, added] of fresh) await transaction.insert(collection, added)
}

async function finish(transaction: Transaction, progress: Progress): Promise<void> {
  try {
    await transaction.commit()
  } catch (error) {
    const kind = kindOf(error)
    // "Over" may mean that an earlier sending of this commit took effect.
    const wasOpen = await giveBack(transaction)
    if ((kind === 'unknown' || kind === 'ended') && !wasOpen) progress.unanswered = true
    throw error
  }
}

/**
 * Ends a transaction early so that its locks are free at once; the service would take thirty seconds.
 * True when it was still open, so that nothing of it was applied.
 */
async function giveBack(transaction: Transaction): Promise<boolean> {
  return transaction.rollback().then(
    () => true,
    // Already aborted, committed, or out of reach: the error that led here counts, this one only means "not known".
    () => false,
  )
}
