import type { ProviderId } from '@shared/wecom/ids'
import { callKeyDocId, callKeys } from '../store/collections/operation'
import { openTestServices, type TestServices } from '@sandbox/testing/test-services'
import { onceByKey } from './call-key'
import type { Caller } from './caller'

const DAY = 24 * 3_600_000
const KEY = 'k'.repeat(16)
let world: TestServices
beforeEach(async () => {
  world = await openTestServices()
})
afterEach(() => world.close())

const byLink = (targetId = 'one'): Caller => ({
  link: { providerId: 'yunqi' as ProviderId, targetId, kind: 'invitation' },
  ip: '',
  requestId: '',
})
/** Counts its runs and answers with the count. */
function aWork() {
  let runs = 0
  return { work: () => Promise.resolve({ run: ++runs }), runs: () => runs }
}

describe('the key of a changing call', () => {
  it('gives a repeat the first answer for 24 hours, and then runs anew', async () => {
    const { work, runs } = aWork()
    const once = () => onceByKey(world.services, byLink(), 'thing.do', KEY, work)
    expect([await once(), await once()]).toEqual([{ run: 1 }, { run: 1 }])
    world.clock.advance(DAY - 1)
    expect(await once()).toEqual({ run: 1 })
    world.clock.advance(1)
    expect([await once(), runs()]).toEqual([{ run: 2 }, 2])
  })

  it('belongs to one caller: the same key of another runs by itself', async () => {
    const { work, runs } = aWork()
    await onceByKey(world.services, byLink('one'), 'thing.do', KEY, work)
    await onceByKey(world.services, byLink('two'), 'thing.do', KEY, work)
    expect(runs()).toBe(2)
  })

  it('is refused for another action', async () => {
    const { work, runs } = aWork()
    await onceByKey(world.services, byLink(), 'thing.do', KEY, work)
    await expect(onceByKey(world.services, byLink(), 'thing.undo', KEY, work)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
    expect(runs()).toBe(1)
  })

  it('keeps no failure: the repeat tries again', async () => {
    const failing = () => Promise.reject(new Error('no'))
    await expect(onceByKey(world.services, byLink(), 'thing.do', KEY, failing)).rejects.toThrow('no')
    expect(await onceByKey(world.services, byLink(), 'thing.do', KEY, aWork().work)).toEqual({ run: 1 })
  })

  it('does the work once for the same call sent several times at once', async () => {
    const { work, runs } = aWork()
    const once = () => onceByKey(world.services, byLink(), 'thing.do', KEY, work)
    expect(await Promise.all([once(), once(), once()])).toEqual([{ run: 1 }, { run: 1 }, { run: 1 }])
    expect(runs()).toBe(1)
  })

  it('gives the answer that was stored first when another process was faster', async () => {
    const elsewhere = { ...world.services, store: { ...world.services.store } }
    const slow = async () => {
      await onceByKey(elsewhere, byLink(), 'thing.do', KEY, () => Promise.resolve({ run: 'elsewhere' }))
      return { run: 'here' }
    }
    expect(await onceByKey(world.services, byLink(), 'thing.do', KEY, slow)).toEqual({ run: 'elsewhere' })
  })

  it('stores the answer sealed', async () => {
    await onceByKey(world.services, byLink(), 'thing.do', KEY, () => Promise.resolve({ link: 'very-secret-link' }))
    const stored = await world.services.store.get(callKeys, callKeyDocId('yunqi' as ProviderId, 'invitation-one', KEY))
    expect(stored?.body.answer).toMatch(/^test\./)
    expect(JSON.stringify(stored)).not.toContain('very-secret-link')
  })
})
