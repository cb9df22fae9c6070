import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { manualClock } from '../runtime/clock'
import { change } from './change'
import { notes, noteId } from './conformance-collections'
import { openEmbeddedStore, type EmbeddedStore } from './embedded/embedded-store'
import { put, replace } from './store'

const clock = manualClock()
let dir: string
let store: EmbeddedStore
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'accord-change-'))
  store = await openEmbeddedStore({ dir, clock })
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true })
})

const addOne = (): Promise<number> =>
  change({ store, clock }, async () => {
    const read = await store.get(notes, noteId('counter'))
    const due = (read?.body.due ?? 0) + 1
    return { writes: [put(notes, noteId('counter'), read, { title: 'counter', due })], result: due }
  })

test('changes that race for one document all happen, each on what the one before left', async () => {
  const results = await Promise.all([addOne(), addOne(), addOne(), addOne()])
  expect([...results].sort()).toEqual([1, 2, 3, 4])
  expect((await store.get(notes, noteId('counter')))?.body.due).toBe(4)
})

test('an attempt that wants nothing written writes nothing and answers', async () => {
  expect(await change({ store, clock }, () => Promise.resolve({ writes: [], result: 'as it was' }))).toBe('as it was')
  expect(store.counters.writes).toBe(0)
})

test('a change that loses every race gives up as a conflict that a person can read', async () => {
  await addOne()
  let runs = 0
  const losing = change({ store, clock }, async () => {
    const read = await store.get(notes, noteId('counter'))
    await addOne()
    runs++
    return { writes: read ? [replace(notes, read, { title: 'late' })] : [], result: undefined }
  })
  await expect(losing).rejects.toMatchObject({
    code: 'CONFLICT',
    userMessage: expect.stringContaining('刷新') as string,
  })
  expect(runs).toBe(12)
})

test('what an attempt throws comes through, and nothing is written', async () => {
  await expect(change({ store, clock }, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(store.counters.writes).toBe(0)
})
