/** A repeat of a changing call with the same key gets the first answer, for 24 hours (a phone that lost the reply sends again). */
import { AppError } from '@shared/kernel/errors'
import { callKeyDocId, callKeys } from '../store/collections/operation'
import { insert } from '../store/store'
import type { Services } from '../services/services'
import type { Caller } from './caller'

const DAY = 24 * 3_600_000

/**
 * @param work what to do the first time; its result must be JSON
 * Public actions have nobody to keep a key for: they run every time.
 */
export async function onceByKey(
  deps: Pick<Services, 'store' | 'sealer' | 'clock'>,
  caller: Caller,
  action: string,
  key: string,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const providerId = caller.link?.providerId ?? caller.session?.stored.body.person.providerId
  const who = caller.session?.id ?? (caller.link && `${caller.link.kind}-${caller.link.targetId}`)
  if (!providerId || !who) return work()
  const id = callKeyDocId(providerId, who, key)
  const place = { collection: 'callKey', id, field: 'answer' }
  const kept = await deps.store.get(callKeys, id)
  if (kept) {
    if (kept.body.action !== action) throw new AppError('INVALID_INPUT', 'call key used for another action')
    return JSON.parse(deps.sealer.open(kept.body.answer, place)) as unknown
  }
  const answer = await work()
  const sealed = deps.sealer.seal(JSON.stringify(answer), place)
  // Taken meanwhile by the same call sent twice at once: both did the work, which is idempotent, and the first answer stays.
  await deps.store.commit([insert(callKeys, id, { action, answer: sealed }, deps.clock.now() + DAY)])
  return answer
}
