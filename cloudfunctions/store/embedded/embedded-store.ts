/** The embedded adapter of the Store port: LMDB in a folder, for one machine and any number of its processes. */
import { AppError } from '@shared/kernel/errors'
import type { Clock } from '../../runtime/clock'
import { fromDocument, isExpired } from '../document'
import type { DocId } from '../keys'
import { COUNT_CAP, MAX_LIMIT, planList, writeCursor, type ListPlan } from '../listing'
import { anyCollection, type CollectionDef, type Page, type Store, type Stored } from '../store'
import { commitWrites } from './commit'
import { enterFolder } from './folder'
import { docKey, openDatabases, type Databases } from './layout'
import { maintenanceOf, type EmbeddedMaintenance } from './maintenance'
import { documentOf, headerOf } from './record'
import { scanIndex, type Match } from './scan'

export interface EmbeddedOptions {
  /** Folder of the store; made when absent. Several processes may open it. */
  readonly dir: string
  readonly clock: Clock
  /** True: nothing is flushed. Only for filling an empty store, and as the control of the durability check. */
  readonly noSync?: boolean
}

/** The Store port and, beside it, what only operators and `jobs` do. */
export interface EmbeddedStore extends Store, EmbeddedMaintenance {}

/**
 * Opens the store of a folder.
 * @throws AppError INTERNAL when the folder is being compacted, or was written by another layout
 */
export async function openEmbeddedStore({ dir, clock, noSync = false }: EmbeddedOptions): Promise<EmbeddedStore> {
  const leave = await enterFolder(dir)
  const db = await openDatabases(dir, noSync).catch(async (cause: unknown) => {
    await leave()
    throw cause
  })
  const counters = { reads: 0, writes: 0 }

  return {
    counters,
    ...maintenanceOf(db, clock),
    get: (from, id) =>
      settle(() => {
        counters.reads++
        db.refresh()
        return readStored(db, from, id, clock.now())
      }),
    getMany: (from, ids) =>
      settle(() => {
        counters.reads++
        if (ids.length > MAX_LIMIT) throw new AppError('INTERNAL', `${from.name}: ${ids.length} ids at once`)
        const now = clock.now()
        db.refresh()
        return ids.map((id) => readStored(db, from, id, now))
      }),
    async list(from, index, prefix, options) {
      counters.reads++
      return listPage(db, from, planList(anyCollection(from), index, prefix, options), clock.now())
    },
    async count(from, index, prefix, options) {
      counters.reads++
      return countMatches(db, from, planList(anyCollection(from), index, prefix, options), clock.now())
    },
    async commit(writes) {
      counters.writes += writes.length
      return commitWrites(db, writes, clock.now())
    },
    async close() {
      await db.close()
      await leave()
    },
  }
}

// LMDB reads are synchronous; a failed one must still reject, not throw at the caller.
const settle = <T>(read: () => T): Promise<T> => new Promise((resolve) => resolve(read()))

function readStored<B>(db: Databases, from: CollectionDef<B>, id: DocId, now: number): Stored<B> | undefined {
  const value = db.docs.get(docKey(from.name, id))
  if (value === undefined) return undefined
  const doc = documentOf(id, value)
  return isExpired(doc, now) ? undefined : fromDocument(from, doc)
}

async function listPage<B>(db: Databases, from: CollectionDef<B>, plan: ListPlan, now: number): Promise<Page<B>> {
  const items: Stored<B>[] = []
  let last: Match | undefined
  db.refresh()
  // One more than the page tells whether a next one exists.
  for await (const match of scanIndex(db, from.name, plan, now, plan.limit + 1)) {
    if (!hasText(db, from.name, match.id, plan)) continue
    if (last && items.length === plan.limit) return { items, cursor: writeCursor(from, plan.index, last.key) }
    const stored = readStored(db, from, match.id, now)
    // Between two slices another writer may have removed it.
    if (stored) {
      items.push(stored)
      last = match
    }
  }
  return { items }
}

async function countMatches<B>(db: Databases, from: CollectionDef<B>, plan: ListPlan, now: number): Promise<number> {
  let count = 0
  db.refresh()
  for await (const match of scanIndex(db, from.name, plan, now, COUNT_CAP)) {
    if (hasText(db, from.name, match.id, plan) && ++count === COUNT_CAP) break
  }
  return count
}

function hasText(db: Databases, collection: string, id: DocId, { contains }: ListPlan): boolean {
  if (contains === undefined) return true
  const value = db.docs.get(docKey(collection, id))
  return value !== undefined && (headerOf(value).s ?? '').includes(contains)
}
