import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { manualClock, type ManualClock } from '../../runtime/clock'
import { leases, notes, noteId, OWNER, papersV1, papersV2, type Note } from '../conformance-collections'
import { docId } from '../keys'
import { anyCollection, insert, remove, replace, type CollectionDef, type Stored } from '../store'
import { openEmbeddedStore, type EmbeddedStore } from './embedded-store'
import { openDatabases } from './layout'
import { compactFolder } from './maintenance'

const all = [anyCollection(notes), anyCollection(leases), anyCollection(papersV1)]
const newer = [anyCollection(notes), anyCollection(leases), anyCollection(papersV2)]
const MINUTE = 60_000

let home: string
let clock: ManualClock
let store: EmbeddedStore
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'accord-store-'))
  clock = manualClock()
  store = await openEmbeddedStore({ dir: path.join(home, 'store'), clock })
})
afterEach(async () => {
  await store.close()
  await rm(home, { recursive: true })
})

const openOther = (name: string): Promise<EmbeddedStore> => openEmbeddedStore({ dir: path.join(home, name), clock })

async function seed(): Promise<void> {
  await store.commit([
    insert(notes, noteId('a'), { title: '合契', due: 1, state: 'on' }),
    insert(notes, noteId('b'), { title: 'b', text: 'line\nbreak' }),
    insert(leases, docId('p1', 'l'), { holder: 'me' }, clock.now() + MINUTE),
    insert(papersV1, docId('x'), { head: 'old' }),
  ])
  const a = (await store.get(notes, noteId('a'))) as Stored<Note>
  await store.commit([replace(notes, a, { title: '合契 2', due: 2, state: 'off' })])
}

async function linesOf(from: EmbeddedStore): Promise<string[]> {
  const lines: string[] = []
  for await (const line of from.exportLines()) lines.push(line)
  return lines
}

describe('export and import', () => {
  test('an import of an export exports the same lines and finds by the same indexes', async () => {
    await seed()
    const lines = await linesOf(store)
    expect(lines).toHaveLength(4)
    expect(lines.every((line) => !line.includes('\n'))).toBe(true)
    const other = await openOther('other')
    expect(await other.importLines(all, lines)).toBe(4)
    expect(await linesOf(other)).toEqual(lines)
    expect(await other.get(notes, noteId('a'))).toEqual(await store.get(notes, noteId('a')))
    expect((await other.list(notes, 'byDue', OWNER, { where: { state: 'off' } })).items).toHaveLength(1)
    expect(await other.check(all)).toMatchObject({ documents: 4, faultCount: 0 })
    clock.advance(MINUTE)
    expect(await other.get(leases, docId('p1', 'l'))).toBeUndefined()
    await other.close()
  })

  test('a newer release imports an older format as its own', async () => {
    await seed()
    const other = await openOther('other')
    await other.importLines(newer, await linesOf(store))
    expect((await other.get(papersV2, docId('x')))?.body).toEqual({ heading: 'old' })
    const backwards = other.exportLines()
    await expect(store.importLines(all, backwards)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await other.close()
  })

  test('a line that is not of an export is named by its number', async () => {
    await seed()
    const good = (await linesOf(store)).find((line) => line.includes('battery-notes')) as string
    const other = await openOther('other')
    const bad = [
      '{',
      '[]',
      '{"in":"nowhere","id":"x","version":1,"at":1,"format":1,"body":{}}',
      good.replace(/"version":\d+/, '"version":0'),
      good.replace('p1|c1|', ''),
    ]
    for (const line of bad) {
      const refused = other.importLines(all, [good, '', line])
      await expect(refused).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining('line 3') as string,
      })
    }
    expect(await linesOf(other)).toEqual([good])
    await other.close()
  })

  test('an export is one moment, whatever is written meanwhile', async () => {
    const many = Array.from({ length: 1200 }, (_, i) => insert(notes, noteId(`n${i}`), { title: `t${i}` }))
    for (let i = 0; i < many.length; i += 100) await store.commit(many.slice(i, i + 100))
    let exported = 0
    for await (const line of store.exportLines()) {
      if (exported++ === 0) await store.commit([insert(notes, noteId('zzz'), { title: 'late' })])
      expect(line).not.toContain('late')
    }
    expect(exported).toBe(1200)
  })
})

describe('sweep', () => {
  test('removes what has expired, its entries too, at most as many as asked', async () => {
    const lease = (n: number): ReturnType<typeof insert> =>
      insert(leases, docId('p1', `l${n}`), { holder: `h${n}` }, clock.now() + n * MINUTE)
    await store.commit([1, 2, 3, 4, 5].map(lease))
    expect(await store.sweepExpired(all, 10)).toBe(0)
    clock.advance(4 * MINUTE)
    expect(await store.sweepExpired(all, 3)).toBe(3)
    expect(await store.sweepExpired(all, 3)).toBe(1)
    expect(await store.check(all)).toEqual({ documents: 1, entries: 1, faultCount: 0, faults: [] })
    expect((await store.get(leases, docId('p1', 'l5')))?.body.holder).toBe('h5')
  })

  test('leaves alone what was written again since, and other collections', async () => {
    await store.commit([insert(leases, docId('p1', 'l'), { holder: 'a' }, clock.now() + MINUTE)])
    const read = (await store.get(leases, docId('p1', 'l'))) as Stored<{ holder: string }>
    await store.commit([replace(leases, read, { holder: 'a' }, clock.now() + 9 * MINUTE)])
    await store.commit([insert(notes, noteId('n'), { title: 'n' }, clock.now() + MINUTE)])
    clock.advance(2 * MINUTE)
    expect(await store.sweepExpired([anyCollection(leases)], 10)).toBe(0)
    expect(await store.sweepExpired(all, 10)).toBe(1)
  })
})

describe('check', () => {
  test('finds nothing after inserts, replaces, removals and expiry changes', async () => {
    await seed()
    const b = (await store.get(notes, noteId('b'))) as Stored<Note>
    await store.commit([remove(notes, b)])
    clock.advance(MINUTE)
    await store.commit([insert(leases, docId('p1', 'l'), { holder: 'you' })])
    expect(await store.check(all)).toEqual({ documents: 3, entries: 5, faultCount: 0, faults: [] })
  })

  test('names a missing, a stray and a wrong entry, an unknown collection and a changed declaration', async () => {
    await seed()
    await store.close()
    const db = await openDatabases(path.join(home, 'store'), false)
    const key = (id: string): string => `battery-notes/byTitle/p1!c1!${id}`
    await db.write(() => {
      void db.index.remove(key(`b!${noteId('b')}`))
      void db.index.put(key(`stray!${noteId('b')}`), '')
      void db.index.put(`battery-notes/byDue/p1!c1!0000000000000002!${noteId('a')}`, '[1]')
      void db.expiry.put('battery-leases/0000000000000001/p1|l', '')
      void db.docs.put('battery-gone/x', '[1,1,0,1,{},{}]\n{}')
      void db.docs.put('battery-papers/bad', 'nothing')
    })
    await db.close()
    store = await openEmbeddedStore({ dir: path.join(home, 'store'), clock })
    const { faults, faultCount } = await store.check(all)
    expect([...faults].sort()).toEqual([
      'battery-gone x: no such collection',
      `battery-leases p1|l: stray expiry entry`,
      `battery-notes.byDue ${noteId('a')}: entry carries something else`,
      `battery-notes.byTitle ${noteId('b')}: entry missing`,
      `battery-notes.byTitle ${noteId('b')}: stray entry`,
      'battery-papers bad: a stored document has no readable header',
    ])
    expect(faultCount).toBe(6)
    const changed: CollectionDef<Note> = { ...notes, indexes: { byTitle: { scope: 'owner', key: () => ['same'] } } }
    const after = await store.check([anyCollection(changed), ...all.slice(1)])
    expect(after.faults).toContain(`battery-notes ${noteId('a')}: x not as declared (export and import rebuild them)`)
  })
})

describe('backup and compaction', () => {
  test('a backup taken while others write opens as a store of its own, sound and complete', async () => {
    await seed()
    let isDone = false
    const writer = async (): Promise<void> => {
      for (let i = 0; !isDone; i++) await store.commit([insert(notes, noteId(`w${i}`), { title: `w${i}`, due: i })])
    }
    const writing = writer()
    await store.backup(path.join(home, 'backup'))
    isDone = true
    await writing
    const backup = await openOther('backup')
    expect((await backup.get(notes, noteId('a')))?.body.title).toBe('合契 2')
    expect((await backup.check(all)).faultCount).toBe(0)
    await backup.close()
  })

  test('a backup does not touch a folder that holds something', async () => {
    await mkdir(path.join(home, 'full'))
    await writeFile(path.join(home, 'full', 'x'), '')
    await expect(store.backup(path.join(home, 'full'))).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect(await readdir(path.join(home, 'full'))).toEqual(['x'])
  })

  test('compaction is refused while the store is open, then shrinks the file and keeps every document', async () => {
    const dir = path.join(home, 'store')
    const big = Array.from({ length: 60 }, (_, i) =>
      insert(notes, noteId(`n${i}`), { title: `t${i}`, text: 'x'.repeat(9000) }),
    )
    await store.commit(big)
    const { items } = await store.list(notes, 'byTitle', OWNER, { limit: 200 })
    await store.commit(items.slice(3).map((item) => remove(notes, item)))
    const kept = await linesOf(store)
    await expect(compactFolder(dir)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(`${process.pid}-`) as string,
    })
    await store.close()
    const { before, after } = await compactFolder(dir)
    expect(after).toBeLessThan(before / 2)
    store = await openEmbeddedStore({ dir, clock })
    expect(await linesOf(store)).toEqual(kept)
    expect((await store.check(all)).faultCount).toBe(0)
  })

  test('notes of processes that are gone do not keep a folder occupied', async () => {
    await store.close()
    await writeFile(path.join(home, 'store', 'processes', '4194999-0'), '')
    const namesake = path.join(home, 'store', 'processes', `${process.pid}-99`)
    await writeFile(namesake, '')
    await utimes(namesake, 1, 1)
    await writeFile(path.join(home, 'store', 'compacting'), '4194999')
    await compactFolder(path.join(home, 'store'))
    store = await openEmbeddedStore({ dir: path.join(home, 'store'), clock })
    expect(await readdir(path.join(home, 'store', 'processes'))).toHaveLength(1)
  })

  test('a folder of another layout is not opened', async () => {
    await store.close()
    const { open } = await import('lmdb')
    const root = open<string, string>({
      path: path.join(home, 'store'),
      noSubdir: false,
      name: 'meta',
      encoding: 'string',
      overlappingSync: false,
    })
    await root.put('layout', '9')
    await root.close()
    await expect(openEmbeddedStore({ dir: path.join(home, 'store'), clock })).rejects.toMatchObject({
      code: 'INTERNAL',
    })
    store = await openOther('other')
  })
})
