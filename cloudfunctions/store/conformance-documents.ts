/** Battery: what is written comes back, and nothing else does. */
import { notes, noteId, papersV1, papersV2, OWNER, type Note } from './conformance-collections'
import type { WithStore } from './conformance'
import { docId } from './keys'
import { insert, remove, replace, type Stored } from './store'

const A_DAY = Date.UTC(2026, 1, 28, 16, 0, 0)

export function documentTests(withStore: WithStore): void {
  test(
    'a body comes back as it was: Chinese, emoji, moments, empty and missing fields',
    withStore(async ({ store, clock }) => {
      const body: Note = {
        title: '华东零售 “合契” 🤝 line\nbreak \u0000 end',
        due: A_DAY,
        text: '',
        tags: [],
        nothing: null,
        nested: {
          empty: {},
          list: [1, [], { deep: '深' }],
          date: new Date(A_DAY).toISOString(),
          'dotted.name': 0.5,
          $x: -0.25,
        },
      }
      expect(await store.commit([insert(notes, noteId('a'), body)])).toEqual({ ok: true })
      const read = await store.get(notes, noteId('a'))
      expect(read).toEqual({ id: noteId('a'), version: 1, at: clock.now(), body })
      expect('state' in (read?.body ?? {})).toBe(false)
    }),
  )

  test(
    'an absent document is undefined, in `get` and at its place in `getMany`',
    withStore(async ({ store }) => {
      await store.commit([insert(notes, noteId('a'), { title: 'A' }), insert(notes, noteId('c'), { title: 'C' })])
      expect(await store.get(notes, noteId('b'))).toBeUndefined()
      const read = await store.getMany(notes, [noteId('c'), noteId('b'), noteId('a'), noteId('c')])
      expect(read.map((note) => note?.body.title)).toEqual(['C', undefined, 'A', 'C'])
      expect(await store.getMany(notes, [])).toEqual([])
    }),
  )

  test(
    '`getMany` refuses more than 200 ids',
    withStore(async ({ store }) => {
      const ids = Array.from({ length: 201 }, (_, i) => noteId(`n${i}`))
      await expect(store.getMany(notes, ids)).rejects.toMatchObject({ code: 'INTERNAL' })
    }),
  )

  test(
    'a replace keeps nothing of the old body and raises the version by one',
    withStore(async ({ store, clock }) => {
      await store.commit([insert(notes, noteId('a'), { title: 'A', due: 5, nested: { keep: 1 } })])
      const read = (await store.get(notes, noteId('a'))) as Stored<Note>
      clock.advance(1000)
      expect(await store.commit([replace(notes, read, { title: 'B', nested: { other: 2 } })])).toEqual({ ok: true })
      expect(await store.get(notes, noteId('a'))).toEqual({
        id: noteId('a'),
        version: 2,
        at: read.at + 1000,
        body: { title: 'B', nested: { other: 2 } },
      })
    }),
  )

  test(
    'what a caller does to a body, before or after, changes nothing stored',
    withStore(async ({ store }) => {
      const tags = ['one']
      await store.commit([insert(notes, noteId('a'), { title: 'A', tags })])
      tags.push('two')
      const first = (await store.get(notes, noteId('a'))) as Stored<{ title: string; tags: string[] }>
      first.body.tags.push('three')
      first.body.title = 'changed'
      const page = await store.list(notes, 'byTitle', OWNER)
      expect(page.items.map((item) => item.body)).toEqual([{ title: 'A', tags: ['one'] }])
    }),
  )

  test(
    'a removed document is gone, and its id is free again at version 1',
    withStore(async ({ store }) => {
      await store.commit([insert(notes, noteId('a'), { title: 'A' })])
      const read = (await store.get(notes, noteId('a'))) as Stored<Note>
      expect(await store.commit([remove(notes, read)])).toEqual({ ok: true })
      expect(await store.get(notes, noteId('a'))).toBeUndefined()
      expect((await store.list(notes, 'byTitle', OWNER)).items).toEqual([])
      expect(await store.commit([insert(notes, noteId('a'), { title: 'again' })])).toEqual({ ok: true })
      expect((await store.get(notes, noteId('a')))?.version).toBe(1)
    }),
  )

  test(
    'a document of 1 MB comes back whole',
    withStore(async ({ store }) => {
      const text = '授权\u{1F91D}abc'.repeat(75_000)
      expect(Buffer.byteLength(text)).toBeGreaterThan(940_000)
      expect(await store.commit([insert(papersV1, docId('big'), { head: 'big', text } as { head: string })])).toEqual({
        ok: true,
      })
      expect((await store.get(papersV1, docId('big')))?.body).toEqual({ head: 'big', text })
    }),
  )

  test(
    'an older format is brought up when read, and stays readable by its own release until replaced',
    withStore(async ({ store }) => {
      await store.commit([insert(papersV1, docId('x'), { head: 'old' })])
      const read = await store.get(papersV2, docId('x'))
      expect(read?.body).toEqual({ heading: 'old' })
      expect((await store.list(papersV2, 'byHead', [])).items.map((item) => item.body)).toEqual([{ heading: 'old' }])
      expect((await store.get(papersV1, docId('x')))?.body).toEqual({ head: 'old' })
      if (read) await store.commit([replace(papersV2, read, { heading: 'new' })])
      expect((await store.get(papersV2, docId('x')))?.body).toEqual({ heading: 'new' })
      await expect(store.get(papersV1, docId('x'))).rejects.toMatchObject({ code: 'INTERNAL' })
    }),
  )

  test(
    'collections do not see each other’s documents',
    withStore(async ({ store }) => {
      const other = { ...notes, name: 'battery-notes-2' }
      await store.commit([insert(notes, noteId('a'), { title: 'A' })])
      expect(await store.get(other, noteId('a'))).toBeUndefined()
      expect((await store.list(other, 'byTitle', OWNER)).items).toEqual([])
    }),
  )

  test(
    'counters tell reads, and writes by their number',
    withStore(async ({ store }) => {
      await store.commit([insert(notes, noteId('a'), { title: 'A' }), insert(notes, noteId('b'), { title: 'B' })])
      await store.get(notes, noteId('a'))
      await store.getMany(notes, [noteId('a'), noteId('b')])
      await store.list(notes, 'byTitle', OWNER)
      await store.count(notes, 'byTitle', OWNER)
      expect({ ...store.counters }).toEqual({ reads: 4, writes: 2 })
    }),
  )
}
