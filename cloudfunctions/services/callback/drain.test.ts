/** Draining: claims, repeats, waiting and giving up. WeCom is not needed here; the corps are unknown. */
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import {
  openTestServices,
  seedSuite,
  signedCallback,
  suiteEventXml,
  type TestServices,
} from '@sandbox/testing/test-services'
import { callbacks, type CallbackRecord } from '../../store/collections/callback'
import { replace, type Stored } from '../../store/store'
import { drainDue, drainFor } from './drain'
import { receiveEvent } from './receive'

const YUNQI = 'yunqi' as ProviderId
const CRM = seedSuite('yunqi', 'template')
const SIGN_IN = seedSuite('yunqi', 'signIn')
const SECONDS = 1_767_578_400
const HOUR = 3_600_000
let test: TestServices
beforeEach(async () => {
  test = await openTestServices()
})
afterEach(() => test.close())

async function receive(infoType: string, seconds = SECONDS, suite = CRM): Promise<void> {
  const { query, body } = signedCallback(suite, suiteEventXml(suite, infoType, seconds, { AuthCorpId: 'wpUNKNOWN' }))
  const { msg_signature: msgSignature = '', timestamp = '', nonce = '' } = query
  const target = { providerId: YUNQI, suiteId: suite.suiteId as SuiteId }
  expect(await receiveEvent(test.services, target, { msgSignature, timestamp, nonce }, body)).toMatchObject({
    ok: true,
  })
}
async function rows(): Promise<readonly Stored<CallbackRecord>[]> {
  return (await test.services.store.list(callbacks, 'recent', [YUNQI])).items
}
async function only(): Promise<Stored<CallbackRecord>> {
  const [row] = await rows()
  if (!row) throw new Error('nothing was received')
  return row
}
const drain = () => drainDue(test.services, 100)
/** A drainer took the callback and died. */
async function claimAndDie(): Promise<void> {
  const row = await only()
  const claimed: CallbackRecord = { ...row.body, status: 'claimed', tries: 1, dueAt: test.clock.now() + 60_000 }
  await test.services.store.commit([replace(callbacks, row, claimed)])
}

describe('draining', () => {
  it('keeps what nobody acts upon as done, and works on it no more', async () => {
    await receive('a_kind_of_next_year')
    await drain()
    expect((await only()).body.status).toBe('done')
    expect(await drain()).toBe(0)
  })

  it('lets one of several drainers have each callback', async () => {
    for (let i = 0; i < 20; i++) await receive('change_auth', SECONDS + i)
    const counts = await Promise.all([drain(), drain(), drain()])
    expect(counts.reduce((a, b) => a + b)).toBe(20)
    expect((await rows()).map((row) => row.body.tries)).toEqual(Array<number>(20).fill(1))
  })

  it('leaves a claimed one to its drainer for a minute, then takes it over', async () => {
    await receive('change_auth')
    await claimAndDie()
    test.clock.advance(59_999)
    expect(await drain()).toBe(0)
    test.clock.advance(1)
    expect(await drain()).toBe(1)
    expect((await only()).body).toMatchObject({ status: 'parked', tries: 2 })
  })

  it('looks once more when the same change_auth came while it was being worked on', async () => {
    await receive('change_auth')
    await claimAndDie()
    await receive('change_auth')
    await receive('change_auth')
    expect((await rows()).length).toBe(1)
    expect((await only()).body.again).toBe(true)
    test.clock.advance(60_000)
    await drain()
    expect((await only()).body).toMatchObject({ status: 'new', tries: 0 })
    expect((await only()).body.again).toBeUndefined()
    await drain()
    expect((await only()).body.status).toBe('parked')
  })

  it('adds nothing for a repeat of one that still waits, and wakes one that was done', async () => {
    await receive('change_auth')
    const before = await only()
    await receive('change_auth')
    expect((await only()).version).toBe(before.version)
    const row = await only()
    await test.services.store.commit([replace<CallbackRecord>(callbacks, row, { ...row.body, status: 'done' })])
    await receive('change_auth')
    expect((await only()).body.status).toBe('new')
  })

  it('parks what concerns an unknown corp, looks ever more rarely and gives up after a day', async () => {
    await receive('change_auth')
    const began = test.clock.now()
    const waits: number[] = []
    for (let round = 0; round < 100; round++) {
      await drain()
      const { status, dueAt } = (await only()).body
      if (status !== 'parked') break
      waits.push(dueAt - test.clock.now())
      test.clock.advance(dueAt - test.clock.now())
    }
    expect(waits[0]).toBe(30_000)
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(Math.max(...waits)).toBeLessThanOrEqual(1.5 * HOUR)
    expect(waits.length).toBeLessThan(40)
    expect(test.clock.now() - began).toBeGreaterThan(24 * HOUR)
    expect((await only()).body).toMatchObject({ status: 'failed', note: expect.stringContaining('corp not known yet') })
  })

  it('tries a fault of ours again at doubling intervals, twenty times, and keeps what went wrong', async () => {
    await receive('change_auth')
    const row = await only()
    // A body that does not open stands for any fault that is not WeCom's.
    await test.services.store.commit([replace(callbacks, row, { ...row.body, body: 'test.broken' as never })])
    const waits: number[] = []
    for (let round = 0; round < 30; round++) {
      await drain()
      const { status, dueAt } = (await only()).body
      if (status !== 'parked') break
      waits.push(dueAt - test.clock.now())
      test.clock.advance(dueAt - test.clock.now())
    }
    expect(waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000])
    expect(waits.length).toBe(19)
    expect((await only()).body).toMatchObject({
      status: 'failed',
      tries: 20,
      note: expect.stringContaining('does not open'),
    })
    expect((await only()).body.note).not.toContain('test.broken')
  })
})

describe('draining for a page that waits', () => {
  it('takes five at most, the oldest first, of its own suites only', async () => {
    for (let i = 7; i > 0; i--) await receive('change_auth', SECONDS + i)
    await receive('change_auth', SECONDS, SIGN_IN)
    const mine = () => drainFor(test.services, YUNQI, [CRM.suiteId as SuiteId])
    const worked = async () => (await rows()).filter((row) => row.body.tries > 0)
    expect(await mine()).toBe(true)
    expect((await worked()).map((row) => row.body.eventAt / 1000 - SECONDS).sort()).toEqual([1, 2, 3, 4, 5])
    expect(await mine()).toBe(true)
    expect((await worked()).length).toBe(7)
    expect((await worked()).every((row) => row.body.suiteId === CRM.suiteId)).toBe(true)
    expect(await mine()).toBe(false)
    expect(await drainFor(test.services, 'qinghe' as ProviderId, [SIGN_IN.suiteId as SuiteId])).toBe(false)
  })
})
