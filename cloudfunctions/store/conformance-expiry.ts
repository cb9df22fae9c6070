/** Battery: expired documents are absent to every method, by the clock alone. */
import { leases, type Lease } from './conformance-collections'
import type { WithStore } from './conformance'
import { docId } from './keys'
import { check, insert, remove, replace, type Store, type Stored } from './store'

const LOCK = docId('p1', 'lock')
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const holders = async (store: Store): Promise<string[]> =>
  (await store.list(leases, 'byHolder', ['p1'])).items.map((item) => item.body.holder)

export function expiryTests(withStore: WithStore): void {
  test(
    'a document is there until the very moment it expires',
    withStore(async ({ store, clock }) => {
      await store.commit([insert(leases, LOCK, { holder: 'me' }, clock.now() + MINUTE)])
      clock.advance(MINUTE - 1)
      expect((await store.get(leases, LOCK))?.expiresAt).toBe(clock.now() + 1)
      expect(await holders(store)).toEqual(['me'])
      clock.advance(1)
      expect(await store.get(leases, LOCK)).toBeUndefined()
      expect(await store.getMany(leases, [LOCK])).toEqual([undefined])
      expect(await holders(store)).toEqual([])
      expect(await store.count(leases, 'byHolder', ['p1'])).toBe(0)
    }),
  )

  test(
    'an expired document cannot be replaced, removed or checked, and its id is free',
    withStore(async ({ store, clock }) => {
      await store.commit([insert(leases, LOCK, { holder: 'old' }, clock.now() + MINUTE)])
      const old = (await store.get(leases, LOCK)) as Stored<Lease>
      clock.advance(MINUTE)
      const missing = { ok: false, failed: 0, reason: 'missing' }
      expect(await store.commit([replace(leases, old, { holder: 'old' })])).toEqual(missing)
      expect(await store.commit([remove(leases, old)])).toEqual(missing)
      expect(await store.commit([check(leases, old)])).toEqual(missing)
      const free = [check(leases, LOCK), insert(leases, docId('p1', 'other'), { holder: 'other' })]
      expect(await store.commit(free)).toEqual({ ok: true })
      expect(await store.commit([insert(leases, LOCK, { holder: 'new' })])).toEqual({ ok: true })
      expect((await store.get(leases, LOCK))?.version).toBe(1)
      expect(await holders(store)).toEqual(['new', 'other'])
      expect(await store.commit([insert(leases, LOCK, { holder: 'late' })])).toMatchObject({ reason: 'exists' })
    }),
  )

  test(
    'an expiry long past is at once, one beyond all dates is never',
    withStore(async ({ store, clock }) => {
      const lease = (name: string, at: number): ReturnType<typeof insert> =>
        insert(leases, docId('p1', name), { holder: name }, at)
      await store.commit([lease('a', 0), lease('b', -5), lease('c', Infinity), lease('d', clock.now() + 0.5)])
      expect(await holders(store)).toEqual(['c'])
      expect((await store.get(leases, docId('p1', 'c')))?.expiresAt).toBeUndefined()
      await expect(store.commit([lease('e', Number.NaN)])).rejects.toMatchObject({ code: 'INTERNAL' })
    }),
  )

  test(
    'of those who take over an expired lease exactly one wins',
    withStore(async ({ store, clock }) => {
      await store.commit([insert(leases, LOCK, { holder: 'old' }, clock.now() + MINUTE)])
      clock.advance(MINUTE)
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, i) => store.commit([insert(leases, LOCK, { holder: `h${i}` })])),
      )
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
      expect(await holders(store)).toHaveLength(1)
    }),
  )

  test(
    'a collection with days kept counts them from the last write',
    withStore(async ({ store, clock }) => {
      await store.commit([insert(leases, LOCK, { holder: 'me' })])
      clock.advance(DAY)
      const read = (await store.get(leases, LOCK)) as Stored<Lease>
      expect(read.expiresAt).toBe(clock.now() + DAY)
      await store.commit([replace(leases, read, { holder: 'me' })])
      clock.advance(2 * DAY - 1)
      expect(await holders(store)).toEqual(['me'])
      clock.advance(1)
      expect(await holders(store)).toEqual([])
    }),
  )

  test(
    'pages and limits count only what is alive',
    withStore(async ({ store, clock }) => {
      const lease = (n: number): ReturnType<typeof insert> =>
        insert(leases, docId('p1', `l${n}`), { holder: `h${n}` }, clock.now() + (n % 2 ? MINUTE : 2 * MINUTE))
      await store.commit(Array.from({ length: 8 }, (_, n) => lease(n)))
      clock.advance(MINUTE)
      const first = await store.list(leases, 'byHolder', ['p1'], { limit: 3 })
      expect(first.items.map((item) => item.body.holder)).toEqual(['h0', 'h2', 'h4'])
      const rest = await store.list(leases, 'byHolder', ['p1'], { limit: 3, cursor: first.cursor ?? '' })
      expect(rest.items.map((item) => item.body.holder)).toEqual(['h6'])
      expect(await store.count(leases, 'byHolder', ['p1'])).toBe(4)
    }),
  )
}
