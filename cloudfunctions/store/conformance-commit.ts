/** Battery: preconditions, and all or nothing. */
import { leases, notes, noteId, OWNER, type Note } from './conformance-collections'
import type { OpenedStore, WithStore } from './conformance'
import { docId } from './keys'
import { check, insert, put, remove, replace, type Store, type Stored } from './store'

const read = async (store: Store, name: string): Promise<Stored<Note>> =>
  (await store.get(notes, noteId(name))) as Stored<Note>

const NEVER_READ: Stored<Note> = { id: noteId('a'), version: 1, at: 0, body: { title: '' } }

const titles = async (store: Store): Promise<string[]> =>
  (await store.list(notes, 'byTitle', OWNER)).items.map((item) => item.body.title)

export function commitTests(withStore: WithStore): void {
  test(
    'a second insert of an id is refused and leaves the first',
    withStore(async ({ store }) => {
      expect(await store.commit([insert(notes, noteId('a'), { title: 'first' })])).toEqual({ ok: true })
      const again = await store.commit([insert(notes, noteId('a'), { title: 'second' })])
      expect(again).toEqual({ ok: false, failed: 0, reason: 'exists' })
      expect(await titles(store)).toEqual(['first'])
    }),
  )

  test(
    'a stale version replaces and removes nothing',
    withStore(async ({ store }) => {
      await store.commit([insert(notes, noteId('a'), { title: 'A' })])
      const old = await read(store, 'a')
      await store.commit([replace(notes, old, { title: 'B' })])
      const stale = { ok: false, failed: 0, reason: 'stale' }
      expect(await store.commit([replace(notes, old, { title: 'C' })])).toEqual(stale)
      expect(await store.commit([remove(notes, old)])).toEqual(stale)
      expect(await store.commit([check(notes, old)])).toEqual(stale)
      expect(await store.commit([replace(notes, { ...old, version: 3 }, { title: 'C' })])).toEqual(stale)
      expect(await titles(store)).toEqual(['B'])
    }),
  )

  test(
    'removing twice says that it is missing, and so do replace and check of nothing',
    withStore(async ({ store }) => {
      await store.commit([insert(notes, noteId('a'), { title: 'A' })])
      const a = await read(store, 'a')
      expect(await store.commit([remove(notes, a)])).toEqual({ ok: true })
      const missing = { ok: false, failed: 0, reason: 'missing' }
      expect(await store.commit([remove(notes, a)])).toEqual(missing)
      expect(await store.commit([replace(notes, a, { title: 'B' })])).toEqual(missing)
      expect(await store.commit([check(notes, a)])).toEqual(missing)
    }),
  )

  test(
    'of writers that read the same version exactly one wins',
    withStore(async ({ store }) => {
      await store.commit([insert(notes, noteId('a'), { title: 'start' })])
      const a = await read(store, 'a')
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) => store.commit([replace(notes, a, { title: `writer ${i}` })])),
      )
      const winners = answers.flatMap((answer, i) => (answer.ok ? [i] : []))
      expect(winners).toHaveLength(1)
      expect(await titles(store)).toEqual([`writer ${winners[0]}`])
      expect((await read(store, 'a')).version).toBe(2)
    }),
  )

  test(
    'of writers that insert the same id exactly one wins',
    withStore(async ({ store }) => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) => store.commit([insert(notes, noteId('a'), { title: `writer ${i}` })])),
      )
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
      for (const answer of answers) if (!answer.ok) expect(answer).toEqual({ ok: false, failed: 0, reason: 'exists' })
      expect(await titles(store)).toHaveLength(1)
    }),
  )

  test(
    'several writes apply together, over several collections',
    withStore(async ({ store }) => {
      await store.commit([insert(notes, noteId('a'), { title: 'A' }), insert(notes, noteId('b'), { title: 'B' })])
      const [a, b] = [await read(store, 'a'), await read(store, 'b')]
      const answer = await store.commit([
        replace(notes, a, { title: 'A2' }),
        remove(notes, b),
        put(notes, noteId('c'), undefined, { title: 'C' }),
        insert(leases, docId('p1', 'lock'), { holder: 'me' }),
      ])
      expect(answer).toEqual({ ok: true })
      expect(await titles(store)).toEqual(['A2', 'C'])
      expect((await store.get(leases, docId('p1', 'lock')))?.body).toEqual({ holder: 'me' })
    }),
  )

  test(
    'one failed precondition leaves nothing behind, and the first one is named',
    withStore(async ({ store }) => {
      await store.commit([insert(notes, noteId('a'), { title: 'A' }), insert(notes, noteId('b'), { title: 'B' })])
      const [a, b] = [await read(store, 'a'), await read(store, 'b')]
      await store.commit([replace(notes, b, { title: 'B2' })])
      const answer = await store.commit([
        insert(notes, noteId('new'), { title: 'new' }),
        replace(notes, a, { title: 'A2' }),
        replace(notes, b, { title: 'B3' }),
        insert(notes, noteId('a2'), { title: 'late' }),
        remove(notes, { ...a, id: noteId('gone') }),
      ])
      expect(answer).toEqual({ ok: false, failed: 2, reason: 'stale' })
      expect(await titles(store)).toEqual(['A', 'B2'])
      expect(await store.get(notes, noteId('new'))).toBeUndefined()
      const missing = await store.commit([
        replace(notes, a, { title: 'A2' }),
        remove(notes, { ...a, id: noteId('gone') }),
      ])
      expect(missing).toEqual({ ok: false, failed: 1, reason: 'missing' })
      const exists = await store.commit([check(notes, a), insert(notes, noteId('b'), { title: 'B' })])
      expect(exists).toEqual({ ok: false, failed: 1, reason: 'exists' })
      expect((await read(store, 'a')).version).toBe(1)
    }),
  )

  test(
    '`check` holds for a present version and, as version 0, for absence',
    withStore(async ({ store }) => {
      await store.commit([insert(notes, noteId('a'), { title: 'A' })])
      const a = await read(store, 'a')
      const both = await store.commit([
        check(notes, a),
        check(notes, noteId('absent')),
        insert(notes, noteId('b'), { title: 'B' }),
      ])
      expect(both).toEqual({ ok: true })
      const exists = { ok: false, failed: 0, reason: 'exists' }
      expect(await store.commit([check(notes, noteId('a')), insert(notes, noteId('c'), { title: 'C' })])).toEqual(
        exists,
      )
      expect(await store.get(notes, noteId('absent'))).toBeUndefined()
      expect((await read(store, 'a')).body).toEqual(a.body)
      expect(await titles(store)).toEqual(['A', 'B'])
    }),
  )

  test('checked reads prevent write skew', withStore(writeSkew))

  test(
    'guards on absence prevent two things that exclude each other',
    withStore(async ({ store }) => {
      const answers = await Promise.all([
        store.commit([check(notes, noteId('b')), insert(notes, noteId('a'), { title: 'A' })]),
        store.commit([check(notes, noteId('a')), insert(notes, noteId('b'), { title: 'B' })]),
      ])
      expect(await titles(store)).toHaveLength(answers.filter((answer) => answer.ok).length)
      expect((await titles(store)).length).toBeLessThanOrEqual(1)
    }),
  )

  test(
    'nothing to write is done at once',
    withStore(async ({ store }) => {
      expect(await store.commit([])).toEqual({ ok: true })
    }),
  )

  test(
    'a commit that cannot be meant (a document twice, an id without owner, version 0, over 100 writes) stores nothing',
    withStore(async ({ store }) => {
      const twice = [insert(notes, noteId('a'), { title: 'A' }), check(notes, noteId('a'))]
      await expect(store.commit(twice)).rejects.toMatchObject({ code: 'INTERNAL' })
      await expect(store.commit([insert(notes, docId('p1'), { title: 'A' })])).rejects.toMatchObject({
        code: 'INTERNAL',
      })
      await expect(store.commit([remove(notes, { ...NEVER_READ, version: 0 })])).rejects.toMatchObject({
        code: 'INTERNAL',
      })
      const many = Array.from({ length: 101 }, (_, i) => insert(notes, noteId(`n${i}`), { title: 'N' }))
      await expect(store.commit(many)).rejects.toMatchObject({ code: 'INTERNAL' })
      expect(await store.count(notes, 'byTitle', OWNER)).toBe(0)
      const long = insert(notes, noteId('a'), { title: '长'.repeat(400) })
      await expect(store.commit([long])).rejects.toMatchObject({ code: 'INVALID_INPUT' })
      expect(await store.get(notes, noteId('a'))).toBeUndefined()
    }),
  )
}

/** Two people each may leave only while the other stays; both read, then both try. */
async function writeSkew({ store }: OpenedStore): Promise<void> {
  const on = { title: 'x', state: 'on' }
  for (let round = 0; round < 5; round++) {
    const [left, right] = [noteId(`l${round}`), noteId(`r${round}`)]
    await store.commit([insert(notes, left, on), insert(notes, right, on)])
    const l = (await store.get(notes, left)) as Stored<Note>
    const r = (await store.get(notes, right)) as Stored<Note>
    const answers = await Promise.all([
      store.commit([check(notes, r), replace(notes, l, { title: 'x', state: 'off' })]),
      store.commit([check(notes, l), replace(notes, r, { title: 'x', state: 'off' })]),
    ])
    expect(answers.filter((answer) => answer.ok).length).toBeLessThanOrEqual(1)
    const states = (await store.getMany(notes, [left, right])).map((note) => note?.body.state)
    expect(states).toContain('on')
  }
}
