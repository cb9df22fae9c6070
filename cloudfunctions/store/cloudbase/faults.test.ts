/** What only this adapter can show: a service that is slow, busy, silent or gone, and what it costs in requests. */
import { startCloudBaseSandbox, type CloudBaseSandbox } from '@sandbox/cloudbase/server'
import type { FaultAnswer } from '@sandbox/cloudbase/faults'
import { manualClock, type ManualClock } from '../../runtime/clock'
import { leases, notes, noteId, OWNER, papersV1, type Note } from '../conformance-collections'
import { docId } from '../keys'
import { check, insert, remove, replace, type AnyCollection, type Stored } from '../store'
import { openCloudBaseStore, type CloudBaseStore } from './open-store'

const ALL = [notes, leases, papersV1] as unknown as AnyCollection[]
const TIMEOUT_MS = 150

let sandbox: CloudBaseSandbox
let store: CloudBaseStore
let clock: ManualClock

const open = (more: { envId?: string; serviceUrl?: string } = {}): CloudBaseStore =>
  openCloudBaseStore({
    envId: sandbox.env,
    serviceUrl: sandbox.url,
    secretId: 'i',
    secretKey: 'k',
    clock,
    timeoutMs: TIMEOUT_MS,
    backoff: () => 2,
    ...more,
  })

beforeAll(async () => {
  sandbox = await startCloudBaseSandbox({ port: 0 })
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  sandbox.reset()
  clock = manualClock()
  store = open()
  await store.provision(ALL)
  await store.commit([insert(notes, noteId('a'), { title: 'A' })])
  await store.commit([insert(notes, noteId('b'), { title: 'B' })])
})
afterEach(() => {
  expect(sandbox.refused).toEqual([])
  expect(sandbox.faults.pending()).toBe(0)
})

const read = async (name: string): Promise<Stored<Note>> => (await store.get(notes, noteId(name))) as Stored<Note>
const titles = async (): Promise<string[]> =>
  (await store.list(notes, 'byTitle', OWNER)).items.map((item) => item.body.title)
const requestsFor = async (work: () => Promise<unknown>): Promise<number> => {
  const before = store.requests
  await work()
  return store.requests - before
}

describe('a write without an answer', () => {
  const lost: FaultAnswer[] = ['hang', 'reset', 'html-502', 'html-503', 'json-503', 'empty']

  it.each(lost)('is recognised as its own when it took effect (%s)', async (answer) => {
    const a = await read('a')
    for (const action of ['database.insertDocument', 'database.modifyDocument']) {
      sandbox.faults.add({ answer, action, applied: true })
    }
    expect(await store.commit([insert(notes, noteId('c'), { title: 'C' })])).toEqual({ ok: true })
    expect(await store.commit([replace(notes, a, { title: 'A2' })])).toEqual({ ok: true })
    sandbox.faults.add({ answer, action: 'database.modifyDocument', applied: true })
    expect(await store.commit([remove(notes, await read('b'))])).toEqual({ ok: true })
    expect((await read('a')).version).toBe(2)
    expect(await titles()).toEqual(['A2', 'C'])
  })

  it.each(lost)('is sent again when it did not take effect (%s)', async (answer) => {
    const a = await read('a')
    sandbox.faults.add({ answer, action: 'database.insertDocument' })
    expect(await store.commit([insert(notes, noteId('c'), { title: 'C' })])).toEqual({ ok: true })
    sandbox.faults.add({ answer, action: 'database.modifyDocument' })
    expect(await store.commit([replace(notes, a, { title: 'A2' })])).toEqual({ ok: true })
    expect((await read('a')).version).toBe(2)
    expect(await titles()).toEqual(['A2', 'B', 'C'])
  })

  it('is not claimed when somebody else won meanwhile', async () => {
    const a = await read('a')
    sandbox.faults.add({ answer: 'hang', action: 'database.modifyDocument' })
    const late = store.commit([replace(notes, a, { title: 'mine' })])
    await new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS / 3))
    expect(await open().commit([replace(notes, a, { title: 'theirs' })])).toEqual({ ok: true })
    expect(await late).toEqual({ ok: false, failed: 0, reason: 'stale' })
    expect(await titles()).toEqual(['B', 'theirs'])
  })

  it('is reported as unknown when the document has moved on since', async () => {
    const a = await read('a')
    sandbox.faults.add({ answer: 'hang', action: 'database.modifyDocument', applied: true })
    const late = store.commit([replace(notes, a, { title: 'mine' })])
    await new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS / 3))
    await open().commit([replace(notes, await read('a'), { title: 'after mine' })])
    await expect(late).rejects.toMatchObject({
      code: 'INTERNAL',
      message: expect.stringContaining('unknown') as string,
    })
  })

  it('is reported as unknown when the document was removed and begun anew since', async () => {
    const a = await read('a')
    await store.commit([replace(notes, a, { title: 'A2' })])
    const second = await read('a')
    sandbox.faults.add({ answer: 'hang', action: 'database.modifyDocument', applied: true })
    const late = store.commit([remove(notes, second)])
    await new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS / 3))
    expect(await open().commit([insert(notes, noteId('a'), { title: 'anew' })])).toEqual({ ok: true })
    await expect(late).rejects.toMatchObject({
      code: 'INTERNAL',
      message: expect.stringContaining('unknown') as string,
    })
  })

  it('ends as an error when the service stays silent, having asked three times', async () => {
    sandbox.faults.add({ answer: 'hang', action: 'database.insertDocument', times: 3 })
    await expect(store.commit([insert(notes, noteId('c'), { title: 'C' })])).rejects.toMatchObject({
      code: 'INTERNAL',
      userMessage: expect.stringContaining('请稍后重试') as string,
    })
  })

  it('does not believe an `updated: 0` that contradicts what is there', async () => {
    sandbox.faults.add({ answer: 'updated-0', action: 'database.modifyDocument' })
    expect(await store.commit([replace(notes, await read('a'), { title: 'A2' })])).toEqual({ ok: true })
    expect((await read('a')).version).toBe(2)
  })
})

describe('a transaction', () => {
  const two = async (): ReturnType<CloudBaseStore['commit']> =>
    store.commit([replace(notes, await read('a'), { title: 'A2' }), insert(notes, noteId('c'), { title: 'C' })])

  it.each(['busy', 'conflict', 'not-exist', 'html-502', 'empty', 'hang', 'reset', 'json-503'] as const)(
    'runs again when any of its requests meets %s',
    async (answer) => {
      const steps = ['startTransaction', 'modifyDocument', 'insertDocument', 'commitTransaction']
      for (const [round, step] of steps.entries()) {
        sandbox.faults.add({ answer, action: `database.${step}` })
        const note = { title: `round ${round}` }
        const writes = [replace(notes, await read('a'), note), insert(notes, noteId(`n${round}`), note)]
        expect(await store.commit(writes)).toEqual({ ok: true })
        expect((await read('a')).version).toBe(round + 2)
        expect((await read(`n${round}`)).version).toBe(1)
      }
      expect(await titles()).toHaveLength(6)
    },
  )

  it.each(['hang', 'reset', 'html-502', 'empty', 'not-exist'] as const)(
    'knows its own commit when the answer to it was lost (%s)',
    async (answer) => {
      sandbox.faults.add({ answer, action: 'database.commitTransaction', applied: true })
      expect(await two()).toEqual({ ok: true })
      expect((await read('a')).version).toBe(2)
      expect(await titles()).toEqual(['A2', 'B', 'C'])
    },
  )

  it('waits out a conflict that lasts, then gives up with a text for people', async () => {
    sandbox.faults.add({ answer: 'conflict', action: 'database.modifyDocument', times: 10 })
    await expect(two()).rejects.toMatchObject({
      code: 'CONFLICT',
      userMessage: expect.stringMatching(/刷新/) as string,
    })
    expect(await titles()).toEqual(['A', 'B'])
  })

  it('does not lose against a plain writer of a document that it only checked', async () => {
    const [a, b] = [await read('a'), await read('b')]
    const answers = await Promise.all([
      store.commit([check(notes, a), replace(notes, b, { title: 'B2' })]),
      store.commit([replace(notes, a, { title: 'A2' })]),
    ])
    expect(answers[1]).toEqual({ ok: true })
    expect((await read('a')).body.title).toBe('A2')
    expect((await read('b')).body.title).toBe(answers[0].ok ? 'B2' : 'B')
  })

  it('writes nothing outside itself: a failed one leaves no trace', async () => {
    const gone = { ...(await read('a')), id: noteId('gone') }
    const answer = await store.commit([
      insert(notes, noteId('c'), { title: 'C' }),
      replace(notes, await read('b'), { title: 'B2' }),
      remove(notes, gone),
    ])
    expect(answer).toEqual({ ok: false, failed: 2, reason: 'missing' })
    expect(await titles()).toEqual(['A', 'B'])
  })
})

describe('reads', () => {
  it.each(['busy', 'html-503', 'empty', 'hang', 'reset', 'json-503'] as const)(
    'are asked again after %s',
    async (answer) => {
      sandbox.faults.add({ answer, action: 'database.getDocument', times: 2 })
      expect((await read('a')).body.title).toBe('A')
      sandbox.faults.add({ answer, action: 'database.calculateDocument' })
      expect(await store.count(notes, 'byTitle', OWNER)).toBe(2)
    },
  )

  it('still get through after a hundred requests that were never answered', async () => {
    sandbox.faults.add({ answer: 'hang', action: 'database.calculateDocument', times: 112 })
    const counts = Array.from({ length: 28 }, () => store.count(notes, 'byTitle', OWNER))
    for (const outcome of await Promise.allSettled(counts)) expect(outcome.status).toBe('rejected')
    expect(await store.count(notes, 'byTitle', OWNER)).toBe(2)
  })

  it('name the way out when a collection was never created', async () => {
    const missing = { ...notes, name: 'never-created' }
    await expect(store.get(missing, noteId('a'))).rejects.toThrow(/npm run deploy/)
    await expect(store.commit([insert(missing, noteId('a'), { title: 'x' })])).rejects.toThrow(/npm run deploy/)
  })

  it('say that nobody listens, in words', async () => {
    const nowhere = open({ serviceUrl: 'http://127.0.0.1:9/admin' })
    await expect(nowhere.get(notes, noteId('a'))).rejects.toMatchObject({
      code: 'INTERNAL',
      message: expect.stringContaining('ECONNREFUSED') as string,
    })
  })
})

describe('cost and housekeeping', () => {
  it('takes one request for a single write, and seven for two documents changed and two added', async () => {
    const [a, b] = [await read('a'), await read('b')]
    expect(await requestsFor(() => store.commit([replace(notes, a, { title: 'A2' })]))).toBe(1)
    expect(await requestsFor(() => store.commit([insert(notes, noteId('c'), { title: 'C' })]))).toBe(1)
    const four = [
      check(notes, { ...a, version: 2 }),
      replace(notes, b, { title: 'B2' }),
      insert(notes, noteId('d'), { title: 'D' }),
      insert(notes, noteId('e'), { title: 'E' }),
    ]
    expect(await requestsFor(() => store.commit(four))).toBe(7)
    expect(await requestsFor(() => store.list(notes, 'byTitle', OWNER))).toBe(1)
  })

  it('blanks what is removed at once and deletes it five minutes later', async () => {
    await store.commit([remove(notes, await read('a'))])
    await store.commit([insert(leases, docId('p1', 'lock'), { holder: 'me' }, clock.now() + 1000)])
    await store.commit([insert(leases, docId('p1', 'kept'), { holder: 'me' })])
    expect(await store.sweepExpired(ALL, 10)).toBe(0)
    clock.advance(300_000)
    expect(await store.sweepExpired(ALL, 1)).toBe(1)
    expect(await store.sweepExpired(ALL, 10)).toBe(1)
    expect(await store.sweepExpired(ALL, 10)).toBe(0)
    expect(await titles()).toEqual(['B'])
    expect(await store.count(leases, 'byHolder', ['p1'])).toBe(1)
  })

  it('refuses to open without credentials instead of dying later', () => {
    expect(() => openCloudBaseStore({ envId: 'env', clock })).toThrow(/no credentials/)
  })
})
