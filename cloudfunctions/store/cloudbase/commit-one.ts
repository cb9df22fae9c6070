/** A commit of one write: one conditional request. What it leaves can be told by its token, so it may be sent again. */
import { AppError } from '@shared/kernel/errors'
import type { CommitResult, Write } from '../store'
import { COMMIT_ATTEMPTS, fieldsAfter, refusal, rowAfter, SILENT_ATTEMPTS, type CommitDeps } from './attempt'
import type { Query, Row } from './documents'
import { isTransient, kindOf, storeFailure } from './failures'

type Insert = Extract<Write, { op: 'insert' }>
type Change = Extract<Write, { op: 'replace' | 'remove' }>

/**
 * Applies one write or names its failed precondition.
 * @throws AppError INTERNAL when the service refuses, stays silent, or the outcome cannot be told
 */
export async function commitOne(deps: CommitDeps, write: Write): Promise<CommitResult> {
  const { documents, clock } = deps
  const read = (): Promise<Row | undefined> => documents.get(write.in.name, write.id)
  if (write.op === 'check') return refusal(write, 0, await read(), clock.now(), false) ?? { ok: true }
  const token = deps.newToken()
  let silent = 0
  let standing: Row | undefined
  for (let attempt = 0; attempt < COMMIT_ATTEMPTS; attempt++) {
    if (attempt > 0) await documents.pause(attempt - 1)
    try {
      const isApplied =
        write.op === 'insert' ? await insertOne(deps, write, token, standing) : await changeOne(deps, write, token)
      if (isApplied) return { ok: true }
    } catch (error) {
      const kind = kindOf(error)
      if (kind === 'unknown') silent++
      // A plain write that loses against a transaction has changed nothing either.
      const mayTryAgain = isTransient(kind) || kind === 'conflict'
      if (!mayTryAgain || silent === SILENT_ATTEMPTS) {
        throw storeFailure(`${write.op} in ${write.in.name}`, error)
      }
      continue
    }
    standing = await read()
    // The SDK resends on a broken keep-alive connection by itself, so even a first answer may be about our own write.
    if (standing?.w === token) return { ok: true }
    const refused = refusal(write, 0, standing, clock.now(), silent > 0)
    if (refused) return refused
  }
  throw new AppError('INTERNAL', `document service: ${write.op} in ${write.in.name} never took effect`, {
    userMessage: '数据服务繁忙，请稍后重试',
  })
}

/** @param standing what the last attempt found under this id; when expired it is taken over as it was found */
async function insertOne(
  { documents, clock }: CommitDeps,
  write: Insert,
  token: string,
  standing: Row | undefined,
): Promise<boolean> {
  const now = clock.now()
  if (standing) {
    const asFound: Query = (command) => ({ _id: write.id, w: standing.w, exp: command.lte(now) })
    return documents.update(write.in.name, asFound, fieldsAfter(write, token, now))
  }
  try {
    await documents.insert(write.in.name, rowAfter(write, token, now))
    return true
  } catch (error) {
    if (kindOf(error) === 'duplicate') return false
    throw error
  }
}

async function changeOne({ documents, clock }: CommitDeps, write: Change, token: string): Promise<boolean> {
  const now = clock.now()
  const unchanged: Query = (command) => ({ _id: write.id, v: write.version, exp: command.gt(now) })
  return documents.update(write.in.name, unchanged, fieldsAfter(write, token, now))
}
