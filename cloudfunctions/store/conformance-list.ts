/** Battery: ordered lists, pages, ranges, conditions, isolation. */
import { Buffer } from 'node:buffer'
import { notes, noteId, OWNER, type Note } from './conformance-collections'
import type { WithStore } from './conformance'
import { insert, remove, replace, type ListOptions, type Page, type Store, type Stored } from './store'

const seed = async (store: Store, entries: Readonly<Record<string, Note>>, corp?: string): Promise<void> => {
  await store.commit(Object.entries(entries).map(([name, note]) => insert(notes, noteId(name, corp), note)))
}
const titlesOf = (page: Page<Note>): string[] => page.items.map((item) => item.body.title)
const titled = (...titles: string[]): Record<string, Note> =>
  Object.fromEntries(titles.map((title, i) => [`n${i}`, { title }]))

async function allPages(store: Store, options: ListOptions, index: 'byTitle' | 'byDue' = 'byTitle'): Promise<string[]> {
  const out: string[] = []
  let cursor: string | undefined
  do {
    const page: Page<Note> = await store.list(notes, index, OWNER, { ...options, ...(cursor ? { cursor } : {}) })
    out.push(...titlesOf(page))
    cursor = page.cursor
  } while (cursor)
  return out
}

export function listTests(withStore: WithStore): void {
  test(
    'a list follows its index in both directions, numbers as numbers',
    withStore(async ({ store }) => {
      await seed(store, { a: { title: 'nine', due: 9 }, b: { title: 'ten', due: 10 }, c: { title: 'never' } })
      await seed(store, { d: { title: 'big', due: 1e15 }, e: { title: 'zero', due: 0 } })
      expect(await allPages(store, {}, 'byDue')).toEqual(['zero', 'nine', 'ten', 'big'])
      expect(await allPages(store, { order: 'desc', limit: 1 }, 'byDue')).toEqual(['big', 'ten', 'nine', 'zero'])
    }),
  )

  test(
    'text keys follow their UTF-8 bytes: Latin, Chinese, emoji, a word before its longer forms',
    withStore(async ({ store }) => {
      const words = ['😀', '合契', 'ab', 'a', 'a b', '合', '华东', 'Z', 'a|b', 'é', '🤝握手', 'a!b', '龍', 'a~b', '']
      await seed(store, titled(...words))
      const listed = await allPages(store, { limit: 4 })
      expect([...listed].sort()).toEqual([...words].sort())
      const wide = listed.filter((word) => !/^[\x20-\x7e]*$/.test(word))
      expect(wide).toEqual([...wide].sort((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y))))
      expect(listed.slice(0, 3)).toEqual(['', 'Z', 'a'])
      expect(listed.indexOf('ab')).toBeLessThan(listed.indexOf('华东'))
      expect(listed.slice(-2)).toEqual(['😀', '🤝握手'])
      expect(await allPages(store, { limit: 4, order: 'desc' })).toEqual([...listed].reverse())
    }),
  )

  test(
    'a prefix takes whole parts, and equal keys go by id',
    withStore(async ({ store }) => {
      await seed(store, { z: { title: 'a' }, y: { title: 'ab' }, x: { title: 'a' }, w: { title: 'a!' } })
      const page = await store.list(notes, 'byTitle', [...OWNER, 'a'])
      expect(page.items.map((item) => item.id)).toEqual([noteId('x'), noteId('z')])
      expect(page.cursor).toBeUndefined()
    }),
  )

  test(
    'a range includes its start and excludes its end, in both directions, for count too',
    withStore(async ({ store }) => {
      await seed(store, Object.fromEntries([1, 2, 3, 4].map((due) => [`d${due}`, { title: `${due}`, due }])))
      const range = { from: 2, to: 4 }
      expect(await allPages(store, range, 'byDue')).toEqual(['2', '3'])
      expect(await allPages(store, { ...range, order: 'desc' }, 'byDue')).toEqual(['3', '2'])
      expect(await allPages(store, { from: 3 }, 'byDue')).toEqual(['3', '4'])
      expect(await allPages(store, { to: 3 }, 'byDue')).toEqual(['1', '2'])
      expect(await store.count(notes, 'byDue', OWNER, range)).toBe(2)
      expect(await allPages(store, { from: 4, to: 2 }, 'byDue')).toEqual([])
    }),
  )

  test(
    'a cursor neither repeats nor skips what stays while others write',
    withStore(async ({ store }) => {
      await seed(store, titled('b', 'd', 'f', 'h', 'j'))
      const first = await store.list(notes, 'byTitle', OWNER, { limit: 2 })
      expect(titlesOf(first)).toEqual(['b', 'd'])
      await store.commit([remove(notes, first.items[1] as Stored<Note>)])
      await seed(store, { early: { title: 'a' }, late: { title: 'g' } })
      const second = await store.list(notes, 'byTitle', OWNER, { limit: 2, cursor: first.cursor ?? '' })
      expect(titlesOf(second)).toEqual(['f', 'g'])
      const third = await store.list(notes, 'byTitle', OWNER, { limit: 2, cursor: second.cursor ?? '' })
      expect(titlesOf(third)).toEqual(['h', 'j'])
      expect(third.cursor).toBeUndefined()
    }),
  )

  test(
    'a changed sort key moves the document, a lost one takes it out',
    withStore(async ({ store }) => {
      await seed(store, { a: { title: 'a', due: 1 }, b: { title: 'b', due: 2 } })
      const a = (await store.get(notes, noteId('a'))) as Stored<Note>
      await store.commit([replace(notes, a, { title: 'c', due: 3 })])
      expect(await allPages(store, {})).toEqual(['b', 'c'])
      expect(await allPages(store, {}, 'byDue')).toEqual(['b', 'c'])
      await store.commit([replace(notes, { ...a, version: 2 }, { title: 'c' })])
      expect(await allPages(store, {}, 'byDue')).toEqual(['b'])
      expect(await store.count(notes, 'byTitle', OWNER)).toBe(2)
    }),
  )

  test(
    'filters hold together with ranges, pages and each other',
    withStore(async ({ store }) => {
      const entry = (n: number): [string, Note] => [`n${n}`, { title: `t${n}`, due: n, state: n % 2 ? 'odd' : 'even' }]
      await seed(store, Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map(entry)))
      await seed(store, { none: { title: 't8', due: 8 } })
      expect(await allPages(store, { where: { state: 'odd' }, limit: 2, from: 2 }, 'byDue')).toEqual(['t3', 't5', 't7'])
      expect(await store.count(notes, 'byDue', OWNER, { where: { state: 'even' } })).toBe(3)
      expect(await store.count(notes, 'byDue', OWNER, { where: { state: '' } })).toBe(0)
      await expect(store.list(notes, 'byDue', OWNER, { where: { other: 'x' } })).rejects.toMatchObject({
        code: 'INTERNAL',
      })
      const forged = { state: {} as string }
      await expect(store.list(notes, 'byDue', OWNER, { where: forged })).rejects.toMatchObject({ code: 'INTERNAL' })
    }),
  )

  test(
    '`contains` finds plain text, whatever it means to a regular expression',
    withStore(async ({ store }) => {
      await seed(store, {
        a: { title: 'a', text: '华东零售（上海）有限公司' },
        b: { title: 'b', text: 'price is $5.00 (a+b)*[c]' },
        c: { title: 'c', text: 'back\\slash ^start' },
        d: { title: 'd' },
      })
      const found = async (contains: string): Promise<string[]> => allPages(store, { contains })
      expect(await found('零售（上')).toEqual(['a'])
      expect(await found('$5.00 (a+b)*[c]')).toEqual(['b'])
      expect(await found('.')).toEqual(['b'])
      expect(await found('\\s')).toEqual(['c'])
      expect(await found('^start')).toEqual(['c'])
      expect(await found('.*')).toEqual([])
      expect(await found('')).toEqual(['a', 'b', 'c', 'd'])
      expect(await store.count(notes, 'byTitle', OWNER, { contains: 'a+b' })).toBe(1)
    }),
  )

  test(
    'one corp or provider never sees another’s, however alike their ids',
    withStore(async ({ store }) => {
      await seed(store, { a: { title: 'mine', due: 1 } })
      for (const [corp, provider] of [
        ['c', 'p1'],
        ['c10', 'p1'],
        ['c1!', 'p1'],
        ['c1', 'p'],
        ['c1', 'p10'],
      ] as const) {
        await store.commit([insert(notes, noteId('a', corp, provider), { title: 'foreign', due: 1 })])
      }
      expect(titlesOf(await store.list(notes, 'byTitle', OWNER))).toEqual(['mine'])
      expect(await store.count(notes, 'byDue', OWNER)).toBe(1)
      expect(await store.count(notes, 'dueAnywhere', [])).toBe(6)
      expect((await store.list(notes, 'dueAnywhere', [1])).items).toHaveLength(6)
      await expect(store.list(notes, 'byTitle', ['p1'])).rejects.toMatchObject({ code: 'INTERNAL' })
      await expect(store.count(notes, 'byTitle', [])).rejects.toMatchObject({ code: 'INTERNAL' })
    }),
  )

  test(
    'a cursor of another owner, index or collection, or garbage, is refused',
    withStore(async ({ store }) => {
      await seed(store, titled('a', 'b', 'c'))
      await seed(store, titled('a', 'b', 'c'), 'c2')
      const foreign = (await store.list(notes, 'byTitle', ['p1', 'c2'], { limit: 1 })).cursor as string
      const own = (await store.list(notes, 'byTitle', OWNER, { limit: 1 })).cursor as string
      const refused = { code: 'INVALID_INPUT' }
      for (const cursor of [foreign, '', 'x', '../../', '0', `${own}AAAA`.slice(4), '%00', '合契']) {
        await expect(store.list(notes, 'byTitle', OWNER, { cursor })).rejects.toMatchObject(refused)
      }
      await expect(store.list(notes, 'byDue', OWNER, { cursor: own })).rejects.toMatchObject(refused)
      await expect(store.list(notes, 'byTitle', [...OWNER, 'b'], { cursor: own })).rejects.toMatchObject(refused)
      const renamed = { ...notes, name: 'battery-notes-2' }
      await expect(store.list(renamed, 'byTitle', OWNER, { cursor: own })).rejects.toMatchObject(refused)
      expect(titlesOf(await store.list(notes, 'byTitle', OWNER, { cursor: own }))).toEqual(['b', 'c'])
    }),
  )

  test(
    'a page holds 50 unless told otherwise, and 1 to 200 when told',
    withStore(async ({ store }) => {
      await seed(store, titled(...Array.from({ length: 60 }, (_, i) => `t${i}`)))
      expect((await store.list(notes, 'byTitle', OWNER)).items).toHaveLength(50)
      expect((await store.list(notes, 'byTitle', OWNER, { limit: 200 })).items).toHaveLength(60)
      for (const limit of [0, 201, -1, 1.5, Number.NaN]) {
        await expect(store.list(notes, 'byTitle', OWNER, { limit })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
      }
    }),
  )

  test('10 000 rows page through completely and in order, and a count stops at 1000', withStore(manyRows), 60_000)
}

async function manyRows({ store }: { store: Store }): Promise<void> {
  const row = (n: number): Note => ({ title: `row ${n}`, due: n })
  const batches = Array.from({ length: 100 }, (_, batch) =>
    Array.from({ length: 100 }, (_unused, i) => insert(notes, noteId(`r${batch * 100 + i}`), row(batch * 100 + i))),
  )
  // Four at a time: an adapter behind HTTP should not be asked to hold a hundred transactions open.
  const writer = async (): Promise<void> => {
    for (let batch = batches.pop(); batch; batch = batches.pop())
      expect(await store.commit(batch)).toEqual({ ok: true })
  }
  await Promise.all([writer(), writer(), writer(), writer()])
  const listed = await allPages(store, { limit: 200 }, 'byDue')
  expect(listed).toEqual(Array.from({ length: 10_000 }, (_, n) => `row ${n}`))
  expect(await store.count(notes, 'byDue', OWNER)).toBe(1000)
  expect(await store.count(notes, 'byDue', OWNER, { from: 9500 })).toBe(500)
}
