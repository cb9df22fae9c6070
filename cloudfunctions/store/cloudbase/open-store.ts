/** The Store on CloudBase's document database. See `design/architecture.md`, "Store port", and cloudbase.md §2-§6. */
import { randomBytes } from 'node:crypto'
import { AppError } from '@shared/kernel/errors'
import type { Clock } from '../../runtime/clock'
import { fromDocument, isExpired, requireId } from '../document'
import { planList, writeCursor } from '../listing'
import type { Maintenance } from '../maintenance'
import type { AnyCollection, CollectionDef, Store, Stored } from '../store'
import { requireWrites } from '../writes'
import { commitMany } from './commit-many'
import { commitOne } from './commit-one'
import { createDocuments, type Backoff, type Query, type Row } from './documents'
import { loadSdk, prepareSdk, type CloudBaseOptions, type Sdk } from './sdk'

export interface CloudBaseStoreOptions extends CloudBaseOptions {
  readonly clock: Clock
  /** Only for tests: longest wait in ms before attempt n (0 first). */
  readonly backoff?: Backoff
}

/** A Store, and what only this adapter can do. */
export interface CloudBaseStore extends Store, Pick<Maintenance, 'sweepExpired'> {
  /** Requests sent to the document service so far: what it bills. */
  readonly requests: number
  /** Creates the collections that are missing. Indexes come from `deploy`: the SDK cannot make them. */
  provision(collections: readonly AnyCollection[]): Promise<void>
}

const MAX_IDS = 200
/** A removed document stays blank for this long, so that a writer without an answer can find its token. */
const SWEEP_GRACE_MS = 300_000

/** Up to 20, 40, 80 … 640 ms. */
const defaultBackoff: Backoff = (attempt) => 20 * 2 ** Math.min(attempt, 5)

/**
 * Opens the store; the SDK is loaded by the first call.
 * @throws AppError INTERNAL without credentials
 */
export function openCloudBaseStore(options: CloudBaseStoreOptions): CloudBaseStore {
  prepareSdk(options)
  let sdk: Promise<Sdk> | undefined
  const documents = createDocuments(() => (sdk ??= loadSdk(options)), options.backoff ?? defaultBackoff)
  const { clock } = options
  const newToken = (): string => randomBytes(12).toString('base64url')
  const counters = { reads: 0, writes: 0 }
  const alive = <B>(def: CollectionDef<B>, row: Row | undefined): Stored<B> | undefined =>
    row === undefined || isExpired(row, clock.now()) ? undefined : fromDocument(def, row)

  return {
    counters,
    get requests() {
      return documents.requests
    },

    async get(from, id) {
      requireId(from, id)
      counters.reads++
      return alive(from, await documents.get(from.name, id))
    },

    async getMany(from, ids) {
      if (ids.length > MAX_IDS) throw new AppError('INTERNAL', `${from.name}: ${ids.length} ids in one getMany`)
      for (const id of ids) requireId(from, id)
      counters.reads++
      if (ids.length === 0) return []
      const rows = await documents.getMany(from.name, [...new Set(ids)])
      const byId = new Map(rows.map((row) => [row._id, row]))
      return ids.map((id) => alive(from, byId.get(id)))
    },

    async list(from, index, prefix, listOptions) {
      const def = from as unknown as AnyCollection
      const plan = planList(def, index, prefix, listOptions)
      counters.reads++
      const rows = await documents.list(from.name, plan, clock.now())
      const items = rows.slice(0, plan.limit).map((row) => fromDocument(from, row))
      const last = rows.length > plan.limit ? rows[plan.limit - 1] : undefined
      return last ? { items, cursor: writeCursor(def, index, keyOf(last, index)) } : { items }
    },

    async count(from, index, prefix, listOptions) {
      const plan = planList(from as unknown as AnyCollection, index, prefix, listOptions)
      counters.reads++
      return documents.count(from.name, plan, clock.now())
    },

    async commit(writes) {
      requireWrites(writes)
      counters.writes += writes.length
      const [only, ...others] = writes
      if (!only) return { ok: true }
      const deps = { documents, clock, newToken }
      return others.length === 0 ? commitOne(deps, only) : commitMany(deps, writes)
    },

    async provision(collections) {
      for (const { name } of collections) await documents.createCollection(name)
    },

    async sweepExpired(collections, limit) {
      const now = clock.now()
      const expired: Query = (command) => ({ exp: command.lte(now), at: command.lte(now - SWEEP_GRACE_MS) })
      let removed = 0
      for (const { name } of collections) {
        if (removed >= limit) break
        const ids = await documents.ids(name, expired, 'exp', limit - removed)
        // The condition goes along: an id may have been taken anew since.
        if (ids.length > 0) {
          removed += await documents.removeAll(name, (command) => ({ ...expired(command), _id: command.in(ids) }))
        }
      }
      return removed
    },

    async close() {
      // Requests are the SDK's own; there is nothing to hand back.
    },
  }
}

/** The key a listed row was found by. @throws AppError INTERNAL when the service answered a row without it */
function keyOf(row: Row, index: string): string {
  const key: unknown = row[`x_${index}`]
  if (typeof key !== 'string') throw new AppError('INTERNAL', `a listed document without x_${index}`)
  return key
}
