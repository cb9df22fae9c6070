/** Staff's side of forwarding: where to, how it goes, what was given up. */
import type { InputOf, OutputOf } from '@shared/contract/define'
import type * as contract from '@shared/contract/forward'
import type { ForwardTargetView } from '@shared/contract/forward'
import { AppError } from '@shared/kernel/errors'
import type { PersonRef, ProviderId, SuiteId } from '@shared/wecom/ids'
import { change } from '../../store/change'
import {
  forwardIdOf,
  forwardPublicId,
  forwards,
  forwardTargetDocId,
  forwardTargets,
  type ForwardRecord,
  type ForwardTargetRecord,
} from '../../store/collections/forward'
import { suiteDocId, suites } from '../../store/collections/provider'
import { put, remove, replace, type Stored } from '../../store/store'
import { requireOutside } from '../../wecom/outgoing'
import { historyWrites } from '../history/history-writes'
import { noSuite } from '../registry/change-suite'
import type { Services } from '../services'
import { targetPlace } from './send-forwards'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'registry' | 'config'>

async function viewOf(deps: Deps, target: ForwardTargetRecord): Promise<ForwardTargetView> {
  const { providerId, suiteId } = target
  const waiting = await deps.store.count(forwards, 'queue', [providerId, suiteId])
  const dead = await deps.store.count(forwards, 'dead', [providerId, suiteId])
  const isPaused = target.failures > 0
  return {
    suiteId,
    host: new URL(deps.sealer.open(target.url, targetPlace(target, 'url'))).host,
    isSigned: target.secret !== undefined,
    setAt: target.setAt,
    state: isPaused ? 'paused' : 'well',
    failures: target.failures,
    ...(isPaused ? { pausedUntil: target.pausedUntil } : {}),
    ...(target.lastOkAt === undefined ? {} : { lastOkAt: target.lastOkAt }),
    waiting,
    dead,
    text: isPaused
      ? `对方服务器连续 ${target.failures} 次没有收下（${target.lastNote ?? '没有应答'}），${waiting} 条在排队，恢复后会自动补发`
      : `正常${waiting > 0 ? `，${waiting} 条正在发送` : ''}${dead > 0 ? `；有 ${dead} 条没有送达，可以重发` : ''}`,
  }
}

/** All targets of a provider with their numbers. */
export async function listTargets(deps: Deps, providerId: ProviderId): Promise<ForwardTargetView[]> {
  const page = await deps.store.list(forwardTargets, 'byProvider', [providerId], { limit: 200 })
  return Promise.all(page.items.map((item) => viewOf(deps, item.body)))
}

/** @throws AppError NOT_FOUND, INVALID_INPUT for an address that is not outside */
export async function setTarget(
  deps: Deps,
  by: PersonRef,
  input: InputOf<typeof contract.set>,
): Promise<ForwardTargetView> {
  const ref = { providerId: by.providerId, suiteId: input.suiteId }
  const target = await change(deps, async () => {
    const suite = await deps.store.get(suites, suiteDocId(ref))
    if (!suite) throw noSuite()
    requireOutside(input.url, deps.config.wecom.isStandIn, 'url')
    const id = forwardTargetDocId(ref)
    const now = deps.clock.now()
    const next: ForwardTargetRecord = {
      ...ref,
      url: deps.sealer.seal(input.url, targetPlace(ref, 'url')),
      ...(input.secret ? { secret: deps.sealer.seal(input.secret, targetPlace(ref, 'secret')) } : {}),
      setAt: now,
      failures: 0,
      pausedUntil: 0,
      leaseUntil: 0,
    }
    const subject = { providerId: by.providerId, kind: 'suite', id: input.suiteId, version: suite.version + 1 }
    return {
      writes: [
        put(forwardTargets, id, await deps.store.get(forwardTargets, id), next),
        replace(suites, suite, { ...suite.body, forwards: true }),
        ...historyWrites(subject, ['forwardSet'], now, by),
      ],
      result: next,
    }
  })
  deps.registry.forget(by.providerId)
  return viewOf(deps, target)
}

/** Nothing new is queued from now on. @throws AppError NOT_FOUND */
export async function removeTarget(deps: Deps, by: PersonRef, suiteId: SuiteId): Promise<void> {
  const ref = { providerId: by.providerId, suiteId }
  await change(deps, async () => {
    const suite = await deps.store.get(suites, suiteDocId(ref))
    if (!suite) throw noSuite()
    const stored = await deps.store.get(forwardTargets, forwardTargetDocId(ref))
    const { forwards: _on, ...rest } = suite.body
    const subject = { providerId: by.providerId, kind: 'suite', id: suiteId, version: suite.version + 1 }
    return {
      writes: [
        ...(stored ? [remove(forwardTargets, stored)] : []),
        replace(suites, suite, rest),
        ...historyWrites(subject, ['forwardRemoved'], deps.clock.now(), by),
      ],
      result: undefined,
    }
  })
  deps.registry.forget(by.providerId)
}

/** What was given up, newest first. */
export async function listDead(
  deps: Pick<Services, 'store'>,
  providerId: ProviderId,
  input: InputOf<typeof contract.dead>,
): Promise<OutputOf<typeof contract.dead>> {
  const page = await deps.store.list(forwards, 'dead', [providerId, input.suiteId], {
    order: 'desc',
    ...(input.cursor ? { cursor: input.cursor } : {}),
  })
  return {
    items: page.items.map(({ id, body }) => ({
      id: forwardPublicId(id),
      kind: body.kind,
      ...(body.corpId ? { corpId: body.corpId } : {}),
      receivedAt: body.receivedAt,
      tries: body.tries,
      note: body.note ?? '',
    })),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  }
}

/** Puts given-up ones back into the queue. @throws AppError NOT_FOUND for one that is not there */
export async function retryDead(
  deps: Deps,
  providerId: ProviderId,
  input: InputOf<typeof contract.retry>,
): Promise<number> {
  const found: readonly (Stored<ForwardRecord> | undefined)[] =
    input.id === undefined
      ? (await deps.store.list(forwards, 'dead', [providerId, input.suiteId], { limit: 200 })).items
      : [await deps.store.get(forwards, forwardIdOf(providerId, input.id))]
  let queued = 0
  for (const stored of found) {
    if (!stored) throw new AppError('NOT_FOUND', 'no such forward', { userMessage: '没有找到这条记录，它可能已经送达' })
    if (stored.body.status !== 'dead') continue
    const now = deps.clock.now()
    // It begins a new day: the age that gave it up counts from now.
    const next: ForwardRecord = { ...stored.body, status: 'waiting', dueAt: now, receivedAt: now, tries: 0 }
    if ((await deps.store.commit([replace(forwards, stored, next)])).ok) queued++
  }
  return queued
}
