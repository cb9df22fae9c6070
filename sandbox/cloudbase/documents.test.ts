import { manualClock, type ManualClock } from '@cloud/runtime/clock'
import { DocumentDatabase, TRANSACTION_MS, type Target } from './documents'
import type { Doc } from './ejson'
import { wireCodeOf } from './wire-error'

const byId = (id: string): Target => ({ matches: (doc) => doc._id === id, id })
const everything: Target = { matches: () => true }

describe('documents of the CloudBase stand-in', () => {
  let db: DocumentDatabase
  let clock: ManualClock
  beforeEach(async () => {
    clock = manualClock()
    db = new DocumentDatabase(clock)
    db.createCollection('kv')
    await db.insert('kv', [{ _id: 'a', n: 1 }])
    await db.insert('kv', [{ _id: 'b', n: 1 }])
  })
  const read = (id: string, inside?: string): Doc | undefined => db.find('kv', byId(id), { limit: 1 }, inside)[0]
  const set = (id: string, n: number, inside?: string): Promise<number> =>
    db.update('kv', byId(id), { n }, { multi: false, ...(inside === undefined ? {} : { inside }) })
  const codeOf = async (work: Promise<unknown>): Promise<string | undefined> =>
    work.then(
      () => 'none',
      (error: unknown) => wireCodeOf(error),
    )

  it('reads its own writes inside, and shows them outside only after the commit', async () => {
    const t = db.begin()
    await set('a', 2, t)
    expect(read('a', t)?.['n']).toBe(2)
    expect(read('a')?.['n']).toBe(1)
    db.commit(t)
    expect(read('a')?.['n']).toBe(2)
  })

  it('forgets what an aborted transaction wrote', async () => {
    const t = db.begin()
    await set('a', 2, t)
    await db.insert('kv', [{ _id: 'c', n: 3 }], t)
    db.abort(t)
    expect(read('a')?.['n']).toBe(1)
    expect(read('c')).toBeUndefined()
    expect(await set('a', 9)).toBe(1)
  })

  it('takes its snapshot at the first operation, not at the start', async () => {
    const t = db.begin()
    await set('a', 2)
    expect(read('a', t)?.['n']).toBe(2)
    await set('b', 5)
    expect(read('b', t)?.['n']).toBe(1)
    expect(read('b')?.['n']).toBe(5)
  })

  it('lets the first writer win at write time and aborts the second', async () => {
    const [first, second] = [db.begin(), db.begin()]
    await set('a', 2, first)
    expect(await codeOf(set('a', 3, second))).toBe('DATABASE_TRANSACTION_CONFLICT')
    expect(await codeOf(set('b', 3, second))).toBe('DATABASE_TRANSACTION_FAIL')
    db.commit(first)
    expect(read('a')?.['n']).toBe(2)
  })

  it('refuses to write what changed since the snapshot', async () => {
    const t = db.begin()
    read('a', t)
    await set('b', 7)
    expect(await codeOf(set('b', 8, t))).toBe('DATABASE_TRANSACTION_CONFLICT')
  })

  it('allows write skew: reads lock nothing', async () => {
    const [one, two] = [db.begin(), db.begin()]
    read('b', one)
    read('a', two)
    await set('a', 0, one)
    await set('b', 0, two)
    db.commit(one)
    db.commit(two)
    expect([read('a')?.['n'], read('b')?.['n']]).toEqual([0, 0])
  })

  it('lets a plain write wait for the lock, then look again at its condition', async () => {
    const t = db.begin()
    await set('a', 2, t)
    const waiting = db.update('kv', { matches: (doc) => doc['n'] === 1, id: 'a' }, { n: 99 }, { multi: false })
    db.commit(t)
    expect(await waiting).toBe(0)
    expect(read('a')?.['n']).toBe(2)
  })

  it('ends a transaction after thirty seconds, and frees what waits for it', async () => {
    const t = db.begin()
    await set('a', 2, t)
    const waiting = set('a', 3)
    clock.advance(TRANSACTION_MS)
    expect(await waiting).toBe(1)
    expect(await codeOf(Promise.resolve().then(() => db.commit(t)))).toBe('DATABASE_TRANSACTION_FAIL')
    expect(read('a')?.['n']).toBe(3)
  })

  it('says E11000 under DATABASE_REQUEST_FAILED for a taken id, inside and outside', async () => {
    const plain = db.insert('kv', [{ _id: 'a' }])
    await expect(plain).rejects.toThrow(/E11000 duplicate key error collection: .*kv index: _id_ dup key/)
    expect(await codeOf(db.insert('kv', [{ _id: 'a' }], db.begin()))).toBe('DATABASE_REQUEST_FAILED')
  })

  it('keeps a plain insert waiting while a transaction holds the id', async () => {
    const t = db.begin()
    await db.insert('kv', [{ _id: 'c', n: 1 }], t)
    const waiting = codeOf(db.insert('kv', [{ _id: 'c', n: 2 }]))
    db.commit(t)
    expect(await waiting).toBe('DATABASE_REQUEST_FAILED')
    expect(read('c')?.['n']).toBe(1)
  })

  it('gives 32 hex characters to a document without an id', async () => {
    expect(await db.insert('kv', [{ n: 1 }])).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)])
  })

  it('knows no collection that was not created', async () => {
    expect(await codeOf(db.insert('nowhere', [{ _id: 'a' }]))).toBe('DATABASE_COLLECTION_NOT_EXIST')
    expect(await codeOf(Promise.resolve().then(() => db.count('nowhere', everything)))).toBe(
      'DATABASE_COLLECTION_NOT_EXIST',
    )
  })

  it('removes many or one, and counts', async () => {
    expect(await db.remove('kv', everything, { multi: false })).toBe(1)
    expect(db.count('kv', everything)).toBe(1)
    expect(await db.remove('kv', everything, { multi: true })).toBe(1)
    expect(db.count('kv', everything)).toBe(0)
  })
})
