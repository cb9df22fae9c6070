/** Erases what belongs to a corp's app a day after its cancellation was confirmed, in portions, with a proof that grows in the same commits. */
import type { AppRef } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths, type CorpAuthRecord } from '../../store/collections/corp'
import { erasureDocId, erasures, type ErasureRecord } from '../../store/collections/erasure'
import type { HistoryRecord } from '../../store/collections/operation'
import { providers, suites } from '../../store/collections/provider'
import { check, put, remove, type Store, type Stored, type Write } from '../../store/store'
import { WeComError } from '../../wecom/wecom-error'
import { changeCorpAuth } from '../authorisation/change-corp-auth'
import { verdictOf } from '../authorisation/observe-app'
import { permanentCodePlace } from '../registry/credentials'
import type { Services } from '../services'
import { ERASURE_PLAN, type Step } from './plan'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'wecom' | 'log'>

/**
 * Between the confirmed cancellation and the erasure. A day, because customers cancel by mistake and authorise again within hours, and because an
 * event that arrives late may still prove that the app lives; WeCom asks for deletion, not for haste (WeCom 90642).
 */
export const GRACE_MS = 24 * 3_600_000
/** When WeCom cannot be asked any more (the suite itself is gone), the cancellation counts after a week. */
const UNASKED_MS = 7 * 24 * 3_600_000

/** Looks for corps whose day has passed. @returns how many apps were erased */
export async function eraseCancelled(deps: Deps, limit: number): Promise<number> {
  let erased = 0
  for (const app of await due(deps, limit)) {
    if (await eraseApp(deps, app)) erased++
  }
  return erased
}

async function due(deps: Deps, limit: number): Promise<AppRef[]> {
  const found: AppRef[] = []
  const latest = deps.clock.now() - GRACE_MS
  for await (const { id: providerId } of all(deps.store)) {
    const owned = await deps.store.list(suites, 'byProvider', [providerId], { limit: 200 })
    for (const { body: suite } of owned.items) {
      const page = await deps.store.list(corpAuths, 'bySuite', [providerId, suite.suiteId, 'cancelled'], { limit: 200 })
      for (const { body } of page.items) if ((body.cancelledAt ?? Infinity) <= latest) found.push(appOf(body))
      if (found.length >= limit) return found.slice(0, limit)
    }
  }
  return found
}

async function* all(store: Store) {
  let cursor: string | undefined
  do {
    const page = await store.list(providers, 'all', ['provider'], { limit: 200, ...(cursor ? { cursor } : {}) })
    for (const { body } of page.items) yield body
    cursor = page.cursor
  } while (cursor !== undefined)
}

const appOf = ({ providerId, suiteId, authCorpId }: CorpAuthRecord): AppRef => ({ providerId, suiteId, authCorpId })

/** One app of one corp. @returns false when it is alive after all, or was changed meanwhile */
export async function eraseApp(deps: Deps, app: AppRef): Promise<boolean> {
  const auth = await deps.store.get(corpAuths, corpAuthDocId(app))
  const cancelledAt = auth?.body.cancelledAt
  if (auth?.body.status !== 'cancelled' || cancelledAt === undefined) return false
  if (!(await isSurelyGone(deps, app, auth.body, cancelledAt))) return false
  const id = erasureDocId(app, cancelledAt)
  const isLastApp = await isLast(deps.store, app)
  for (const [collection, step] of Object.entries(ERASURE_PLAN)) {
    for (let portions = 0; ; portions++) {
      const found = await findFor(deps.store, app, step, isLastApp)
      if (found.length === 0) break
      if (portions > 2_000) throw new Error(`erasure of ${collection} does not end`)
      const proof = await deps.store.get(erasures, id)
      const next = counted(proof?.body ?? begun(app, cancelledAt, deps.clock.now()), collection, step, found.length)
      // A new install in the meantime stops it: this corp is a customer again.
      const writes = [
        check(corpAuths, auth),
        ...found.map((stored) => writeOf(step, stored)),
        put(erasures, id, proof, next),
      ]
      if (!(await deps.store.commit(writes)).ok) return false
    }
  }
  const proof = await deps.store.get(erasures, id)
  const done = counted(proof?.body ?? begun(app, cancelledAt, deps.clock.now()), 'corpAuth', undefined, 1)
  const answer = await deps.store.commit([
    remove(corpAuths, auth),
    put(erasures, id, proof, { ...done, erasedAt: deps.clock.now() }),
  ])
  if (answer.ok) deps.log.info('erasure.done', { providerId: app.providerId, suiteId: app.suiteId })
  return answer.ok
}

/** Asks WeCom once more: nothing is erased of a corp whose code still opens. */
async function isSurelyGone(deps: Deps, app: AppRef, auth: CorpAuthRecord, cancelledAt: number): Promise<boolean> {
  try {
    const code = deps.sealer.open(auth.permanentCode, permanentCodePlace(app))
    await deps.wecom.readAuthInfo(app, app.authCorpId, code)
    await changeCorpAuth(deps, app, { type: 'reopen', secretVersion: auth.secretVersion })
    deps.log.warn('erasure.stopped', { reason: 'the authorisation still opens', suiteId: app.suiteId })
    return false
  } catch (error) {
    if (!(error instanceof WeComError)) throw error
    if (verdictOf(error) !== undefined || error.errcode === 40013) return true
    return deps.clock.now() - cancelledAt > UNASKED_MS
  }
}

/** Has the corp no other app of this provider that is not cancelled? */
async function isLast(store: Store, app: AppRef): Promise<boolean> {
  const page = await store.list(corpAuths, 'byCorp', [app.providerId, app.authCorpId], { limit: 200 })
  return page.items.every(({ body }) => body.suiteId === app.suiteId || body.status === 'cancelled')
}

async function findFor(store: Store, app: AppRef, step: Step, isLastApp: boolean): Promise<readonly Stored<unknown>[]> {
  if (step.do === 'delete' || step.do === 'anonymise') return step.find(store, app)
  return step.do === 'deleteWithCorp' && isLastApp ? step.find(store, app) : []
}

function writeOf(step: Step, stored: Stored<unknown>): Write {
  if (step.do === 'anonymise') {
    const { by: _person, ...rest } = stored.body as HistoryRecord
    return { op: 'replace', in: step.in, id: stored.id, version: stored.version, body: rest }
  }
  if (step.do === 'delete' || step.do === 'deleteWithCorp') {
    return { op: 'remove', in: step.in, id: stored.id, version: stored.version }
  }
  throw new Error(`${step.do} writes nothing`)
}

const begun = (app: AppRef, cancelledAt: number, now: number): ErasureRecord => ({
  providerId: app.providerId,
  suiteId: app.suiteId,
  corpId: app.authCorpId,
  cancelledAt,
  startedAt: now,
  deleted: {},
  anonymised: {},
  kept: Object.entries(ERASURE_PLAN).flatMap(([collection, step]) =>
    step.do === 'keep' ? [{ collection, why: step.why }] : [],
  ),
})

function counted(record: ErasureRecord, collection: string, step: Step | undefined, count: number): ErasureRecord {
  const field = step?.do === 'anonymise' ? 'anonymised' : 'deleted'
  return { ...record, [field]: { ...record[field], [collection]: (record[field][collection] ?? 0) + count } }
}
