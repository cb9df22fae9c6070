import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { manualClock } from '../../runtime/clock'
import { notes, noteId, OWNER } from '../conformance-collections'
import { planList } from '../listing'
import { anyCollection, insert, type ListOptions } from '../store'
import { openEmbeddedStore } from './embedded-store'
import { openDatabases, type Databases } from './layout'
import { scanIndex } from './scan'

const ROWS = 3000
let dir: string
let db: Databases
let read: number

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'accord-scan-'))
  const store = await openEmbeddedStore({ dir, clock: manualClock() })
  const row = (n: number): ReturnType<typeof insert> =>
    insert(notes, noteId(`n${n}`), { title: `t${n}`, due: n, state: n % 1000 === 999 ? 'rare' : 'common' })
  for (let from = 0; from < ROWS; from += 100) await store.commit(Array.from({ length: 100 }, (_, i) => row(from + i)))
  await store.close()
  const opened = await openDatabases(dir, false)
  // Counts the entries that LMDB is asked for.
  const getRange: Databases['index']['getRange'] = (options) => {
    read += options?.limit ?? Number.POSITIVE_INFINITY
    return opened.index.getRange(options)
  }
  db = { ...opened, index: Object.assign(Object.create(opened.index) as Databases['index'], { getRange }) }
})
beforeEach(() => {
  read = 0
})
afterAll(async () => {
  await db.close()
  await rm(dir, { recursive: true })
})

async function scan(options: ListOptions, take: number): Promise<string[]> {
  const plan = planList(anyCollection(notes), 'byDue', OWNER, options)
  const ids: string[] = []
  for await (const match of scanIndex(db, notes.name, plan, 1, plan.limit + 1)) {
    ids.push(match.id)
    if (ids.length === take) break
  }
  return ids
}

test('a page of 50 among thousands reads 50 entries and the one that tells of more, from either end', async () => {
  expect(await scan({}, 51)).toHaveLength(51)
  expect(await scan({ order: 'desc' }, 51)).toHaveLength(51)
  expect(await scan({ from: 2000 }, 51)).toHaveLength(51)
  expect(read).toBeLessThanOrEqual(3 * 52)
})

test('a walk over entries that do not match lets others run between its slices', async () => {
  let turns = 0
  let isDone = false
  const tick = (): void => {
    turns++
    if (!isDone) setImmediate(tick)
  }
  setImmediate(tick)
  expect(await scan({ where: { state: 'rare' } }, 51)).toEqual([999, 1999, 2999].map((n) => noteId(`n${n}`)))
  isDone = true
  expect(turns).toBeGreaterThanOrEqual(3)
})
