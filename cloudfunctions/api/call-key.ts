/** A repeat of a changing call with the same key gets the first answer, for 24 hours (a phone that lost the reply sends again). */
import { AppError } from '@shared/kernel/errors'
import { callKeyDocId, callKeys } from '../store/collections/operation'
import type { DocId } from '../store/keys'
import { insert } from '../store/store'
import type { Services } from '../services/services'
import type { Caller } from './caller'

const DAY = 24 * 3_600_000

type Deps = Pick<Services, 'store' | 'sealer' | 'clock'>

/** Calls under way in this process, so that the same call sent twice at once does its work once. */
const underWay = new WeakMap<Deps['store'], Map<string, Promise<unknown>>>()

/**
 * @param work what to do the first time; its result must be JSON
 * Public actions have nobody to keep a key for: they run every time.
 * @throws AppError INVALID_INPUT when the key was used for another action, and whatever `work` throws
 */
export async function onceByKey(
  deps: Deps,
  caller: Caller,
  action: string,
  key: string,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const providerId = caller.link?.providerId ?? caller.session?.stored.body.person.providerId
  const who = caller.session?.id ?? (caller.link && `${caller.link.kind}-${caller.link.targetId}`)
  if (!providerId || !who) return work()
  const id = callKeyDocId(providerId, who, key)
  const flights = underWay.get(deps.store) ?? new Map<string, Promise<unknown>>()
  underWay.set(deps.store, flights)
  const flightKey = `${id} ${action}`
  const flight = flights.get(flightKey) ?? keptOrNew(deps, id, action, work).finally(() => flights.delete(flightKey))
  flights.set(flightKey, flight)
  return flight
}

async function keptOrNew(deps: Deps, id: DocId, action: string, work: () => Promise<unknown>): Promise<unknown> {
  const kept = await readKept(deps, id, action)
  if (kept) return kept.answer
  const answer = await work()
  const sealed = deps.sealer.seal(JSON.stringify(answer), placeOf(id))
  const stored = await deps.store.commit([insert(callKeys, id, { action, answer: sealed }, deps.clock.now() + DAY)])
  if (stored.ok) return answer
  // Taken meanwhile by the same call in another process: both did the work, and the first answer is everybody's.
  return (await readKept(deps, id, action))?.answer ?? answer
}

async function readKept(deps: Deps, id: DocId, action: string): Promise<{ readonly answer: unknown } | undefined> {
  const kept = await deps.store.get(callKeys, id)
  if (!kept) return undefined
  if (kept.body.action !== action) throw new AppError('INVALID_INPUT', 'call key used for another action')
  return { answer: JSON.parse(deps.sealer.open(kept.body.answer, placeOf(id))) as unknown }
}

const placeOf = (id: DocId) => ({ collection: 'callKey', id, field: 'answer' })
