/**
 * Requests to the document service in our terms. Everything the SDK would silently misread is refused here: objects and
 * undefined in a query, objects in an update, a limit it would lower (cloudbase.md §2).
 */
import { AppError } from '@shared/kernel/errors'
import type { StoredDocument } from '../document'
import type { DocId } from '../keys'
import { COUNT_CAP, type ListPlan } from '../listing'
import type { AnyCollection } from '../store'
import { isTransient, kindOf, storeFailure, unusable } from './failures'
import type { Condition, Sdk, SdkDatabase, SdkTransaction } from './sdk'

/** The document as this adapter keeps it; `d` of a removed one is blank and its `exp` 0. */
export type Row = StoredDocument

/** Flat fields of an update: text, numbers, or null for "no longer there". */
export type Fields = Readonly<Record<string, string | number | null>>

/** Milliseconds before attempt `n` (0 first), the longest; the real wait is a random part of it. */
export type Backoff = (attempt: number) => number

const READ_ATTEMPTS = 4
const MAX_ROWS = 1000

export interface Documents {
  /** Requests sent so far; what the service bills. */
  readonly requests: number
  get(collection: string, id: DocId): Promise<Row | undefined>
  getMany(collection: string, ids: readonly DocId[]): Promise<Row[]>
  /** Up to `plan.limit + 1` rows: one more tells that another page follows. */
  list(collection: string, plan: ListPlan, now: number): Promise<Row[]>
  /** At most COUNT_CAP. */
  count(collection: string, plan: ListPlan, now: number): Promise<number>
  /** @throws what the SDK threw; see `kindOf` */
  insert(collection: string, row: Row): Promise<void>
  /** True when the one document that meets the query was changed. @throws what the SDK threw */
  update(collection: string, query: Query, fields: Fields): Promise<boolean>
  /** At most `rows` ids of what meets the query, in the order of a field. */
  ids(collection: string, query: Query, by: string, rows: number): Promise<DocId[]>
  /** Removes what meets the query; answers how many. */
  removeAll(collection: string, query: Query): Promise<number>
  createCollection(collection: string): Promise<void>
  /** @throws what the SDK threw */
  begin(): Promise<Transaction>
  /** A random part of the backoff. */
  pause(attempt: number): Promise<void>
}

/** The same inside a transaction. All throw what the SDK threw. */
export interface Transaction {
  get(collection: string, id: DocId): Promise<Row | undefined>
  insert(collection: string, rows: readonly Row[]): Promise<void>
  update(collection: string, id: DocId, fields: Fields): Promise<void>
  commit(): Promise<void>
  rollback(): Promise<void>
}

/** A guarded value of a query: text, a whole number, or a condition made by `command`. */
type QueryValue = string | number | Condition
export type Query = (command: SdkDatabase['command']) => Readonly<Record<string, QueryValue>>

/**
 * @param sdk     loads on the first request, so that a cold start that needs no store pays nothing
 * @param backoff see `Backoff`
 */
export function createDocuments(sdk: () => Promise<Sdk>, backoff: Backoff): Documents {
  const counter = { requests: 0 }
  let database: Promise<SdkDatabase> | undefined
  const open = (): Promise<SdkDatabase> => (database ??= sdk().then((loaded) => loaded.database()))
  const pause = (attempt: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, Math.random() * backoff(attempt)))

  const send = async (request: (db: SdkDatabase) => Promise<unknown>): Promise<unknown> => {
    const db = await open()
    counter.requests++
    return request(db)
  }
  /** A read: asked again while that is harmless and may help. */
  const ask = async <T>(
    what: string,
    request: (db: SdkDatabase) => Promise<unknown>,
    take: (answer: unknown) => T,
  ): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return take(await send(request))
      } catch (error) {
        if (!isTransient(kindOf(error)) || attempt === READ_ATTEMPTS - 1) throw storeFailure(what, error)
        await pause(attempt)
      }
    }
  }
  const listed = (db: SdkDatabase, collection: string, plan: ListPlan, now: number) =>
    db.collection(collection).where(guard(listQuery(db, plan, now)))

  return {
    get requests() {
      return counter.requests
    },
    pause,
    get: (collection, id) =>
      ask(
        `reading ${collection}`,
        (db) => db.collection(collection).doc(id).get(),
        (answer) => rowsOf(answer)[0],
      ),
    getMany: (collection, ids) =>
      ask(
        `reading ${collection}`,
        (db) =>
          db
            .collection(collection)
            .where(guard({ _id: db.command.in(ids) }))
            .limit(MAX_ROWS)
            .get(),
        rowsOf,
      ),
    list: (collection, plan, now) =>
      ask(
        `listing ${collection}.${plan.index}`,
        (db) =>
          listed(db, collection, plan, now)
            .orderBy(`x_${plan.index}`, plan.descending ? 'desc' : 'asc')
            .limit(plan.limit + 1)
            .get(),
        rowsOf,
      ),
    count: (collection, plan, now) =>
      ask(
        `counting ${collection}.${plan.index}`,
        (db) => listed(db, collection, plan, now).count(),
        (answer) => Math.min(numberOf(answer, 'total'), COUNT_CAP),
      ),
    insert: async (collection, row) => {
      await send((db) => db.collection(collection).add(flat({ ...row })))
    },
    update: async (collection, query, fields) =>
      (await send((db) =>
        db
          .collection(collection)
          .where(guard(query(db.command)))
          .options({ multiple: false })
          .update(flat(fields)),
      ).then((answer) => numberOf(answer, 'updated'))) === 1,
    ids: (collection, query, by, rows) =>
      ask(
        `reading ${collection}`,
        (db) =>
          db
            .collection(collection)
            .where(guard(query(db.command)))
            .orderBy(by, 'asc')
            .limit(Math.min(rows, MAX_ROWS))
            .get(),
        (answer) => rowsOf(answer).map((row) => row._id),
      ),
    removeAll: (collection, query) =>
      ask(
        `removing from ${collection}`,
        (db) =>
          db
            .collection(collection)
            .where(guard(query(db.command)))
            .remove(),
        (answer) => numberOf(answer, 'deleted'),
      ),
    createCollection: async (collection) => {
      await ask(
        `creating ${collection}`,
        (db) => db.createCollection(collection),
        () => undefined,
      )
    },
    begin: async () => inTransaction((await send((db) => db.startTransaction())) as SdkTransaction, counter),
  }
}

function inTransaction(transaction: SdkTransaction, counter: { requests: number }): Transaction {
  const send = <T>(request: () => Promise<T>): Promise<T> => {
    counter.requests++
    return request()
  }
  return {
    // Inside a transaction the SDK answers the document itself, or null.
    get: async (collection, id) => rowsOf(await send(() => transaction.collection(collection).doc(id).get()))[0],
    insert: async (collection, rows) => {
      await send(() => transaction.collection(collection).add(rows.map((row) => flat({ ...row }))))
    },
    update: async (collection, id, fields) => {
      const answer = await send(() => transaction.collection(collection).doc(id).update(flat(fields)))
      if (numberOf(answer, 'updated') !== 1) {
        // It was read in this transaction, so it is there; a service that says otherwise must not be believed half.
        throw Object.assign(new Error('[ResourceUnavailable.TransactionConflict] updated nothing'), { code: 'LOCAL' })
      }
    },
    commit: async () => void (await send(() => transaction.commit())),
    rollback: async () => void (await send(() => transaction.rollback())),
  }
}

function listQuery(db: SdkDatabase, plan: ListPlan, now: number): Record<string, QueryValue> {
  const { command } = db
  const { lower, upper, after, descending } = plan
  const start = after !== undefined && !descending ? command.gt(after) : command.gte(lower)
  const query: Record<string, QueryValue> = {
    [`x_${plan.index}`]: start.and(command.lt(descending && after !== undefined ? after : upper)),
    exp: command.gt(now),
  }
  for (const [filter, value] of plan.where) query[`f_${filter}`] = value
  if (plan.contains) query['s'] = db.RegExp({ regexp: escapeRegExp(plan.contains), options: '' })
  return query
}

/** Literal text as a pattern; a NUL would end the pattern inside the service. */
const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll('\0', '\\x00')

// `where({a: {}})` matches every document and `where({a: undefined})` forgets the condition.
function guard(query: Readonly<Record<string, QueryValue>>): Readonly<Record<string, QueryValue>> {
  for (const [name, value] of Object.entries(query)) {
    const isPlain = typeof value === 'string' || Number.isSafeInteger(value)
    const isCondition = typeof value === 'object' && value !== null && '_internalType' in value
    if (!isPlain && !isCondition) throw new AppError('INTERNAL', `a query whose ${name} is not a plain value`)
  }
  return query
}

// Objects would be merged instead of replaced, bytes and undefined lost.
function flat(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && typeof value !== 'string' && !Number.isSafeInteger(value)) {
      throw new AppError('INTERNAL', `a stored field ${name} that is not text or a whole number`)
    }
  }
  return fields
}

const fieldsOf = (answer: unknown): Readonly<Record<string, unknown>> => (answer ?? {}) as Record<string, unknown>

function rowsOf(answer: unknown): Row[] {
  const data = fieldsOf(answer)['data']
  if (data === null) return []
  if (Array.isArray(data)) return data as Row[]
  if (typeof data === 'object') return [data as Row]
  throw unusable('documents')
}

function numberOf(answer: unknown, name: string): number {
  const value = fieldsOf(answer)[name]
  if (typeof value !== 'number') throw unusable(name)
  return value
}

/** Fields of a replacing update: everything the collection may hold, null where the new body yields nothing. */
export function replacingFields(def: AnyCollection, row: Row): Fields {
  const fields: Record<string, string | number | null> = {}
  if (def.search) fields['s'] = null
  for (const index in def.indexes) fields[`x_${index}`] = null
  for (const filter in def.filters) fields[`f_${filter}`] = null
  for (const [name, value] of Object.entries<string | number>({ ...row })) if (name !== '_id') fields[name] = value
  return fields
}
