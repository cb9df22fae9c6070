/**
 * The documents of the stand-in: version chains, snapshot reads, first writer wins at write time, 30 s transactions
 * (cloudbase.md §4 and §7).
 */
import { randomBytes } from 'node:crypto'
import type { Clock } from '@cloud/runtime/clock'
import type { Doc, Scalar } from './ejson'
import type { Matcher } from './query'
import { conflict, duplicateKey, noCollection, notExist } from './wire-error'

/** A transaction must end within this many milliseconds. */
export const TRANSACTION_MS = 30_000
// How often a plain write that waits for a lock looks whether the lock's transaction has expired, in real milliseconds.
const LOOK_AGAIN_MS = 10

interface Version {
  readonly seq: number
  /** Undefined: removed. */
  readonly doc: Doc | undefined
}

interface Entry {
  versions: Version[]
  lock?: Transaction
}

interface Transaction {
  readonly id: string
  readonly startedAt: number
  /** Taken at the first operation, not at the start. */
  snapshot?: number
  readonly writes: Map<Entry, Doc | undefined>
  readonly ended: Promise<void>
  readonly end: () => void
}

export interface FindOptions {
  readonly order?: (a: Doc, b: Doc) => number
  readonly offset?: number
  readonly limit: number
}

/** What a query means here: the matcher, and the id when it names one. */
export interface Target {
  readonly matches: Matcher
  readonly id?: string
}

/** Documents with multi-version reads. Everything is lost when it goes: it is a test's database. */
export class DocumentDatabase {
  private readonly collections = new Map<string, Map<string, Entry>>()
  private readonly transactions = new Map<string, Transaction>()
  private seq = 0

  constructor(private readonly clock: Clock) {}

  createCollection(name: string): void {
    if (!this.collections.has(name)) this.collections.set(name, new Map())
  }

  /** Forgets everything, open transactions included. */
  reset(): void {
    for (const transaction of this.transactions.values()) transaction.end()
    this.transactions.clear()
    this.collections.clear()
  }

  /** Opens a transaction; its id goes into every later request of it. */
  begin(): string {
    const id = randomBytes(16).toString('hex')
    let end: () => void = () => undefined
    const ended = new Promise<void>((resolve) => (end = resolve))
    this.transactions.set(id, { id, startedAt: this.clock.now(), writes: new Map(), ended, end })
    return id
  }

  commit(id: string): void {
    const transaction = this.open(id)
    this.seq++
    for (const [entry, doc] of transaction.writes) entry.versions.push({ seq: this.seq, doc })
    this.finish(transaction)
  }

  abort(id: string): void {
    this.finish(this.open(id))
  }

  /** Adds documents; ids of 32 hex characters where absent. @throws E11000 for a taken id */
  async insert(collection: string, docs: readonly Record<string, Scalar>[], inside?: string): Promise<string[]> {
    const ids: string[] = []
    for (const fields of docs) {
      const id = typeof fields['_id'] === 'string' ? fields['_id'] : randomBytes(16).toString('hex')
      const doc = { ...fields, _id: id }
      if (inside === undefined) await this.insertPlain(collection, doc)
      else this.insertInside(collection, doc, this.open(inside))
      ids.push(id)
    }
    return ids
  }

  find(collection: string, target: Target, options: FindOptions, inside?: string): Doc[] {
    const transaction = inside === undefined ? undefined : this.open(inside)
    const found = this.visible(collection, target, transaction).map(([, doc]) => doc)
    if (options.order) found.sort(options.order)
    const offset = options.offset ?? 0
    return found.slice(offset, offset + options.limit)
  }

  count(collection: string, target: Target): number {
    return this.visible(collection, target).length
  }

  /** Sets fields on what matches; answers how many documents were met. */
  async update(
    collection: string,
    target: Target,
    set: Readonly<Record<string, Scalar>>,
    options: { readonly multi: boolean; readonly inside?: string },
  ): Promise<number> {
    return this.write(collection, target, (doc) => ({ ...doc, ...set }), options)
  }

  /** Removes what matches; answers how many documents went. */
  async remove(collection: string, target: Target, options: { readonly multi: boolean }): Promise<number> {
    return this.write(collection, target, () => undefined, options)
  }

  private async write(
    collection: string,
    target: Target,
    change: (doc: Doc) => Doc | undefined,
    { multi, inside }: { readonly multi: boolean; readonly inside?: string },
  ): Promise<number> {
    if (inside !== undefined) return this.writeInside(collection, target, change, this.open(inside), multi)
    let met = 0
    for (const [entry] of this.visible(collection, target)) {
      await this.unlocked(entry)
      // It may have changed while we waited; the condition holds for what is there now.
      const doc = latest(entry)
      if (!doc || !target.matches(doc)) continue
      this.put(entry, change(doc))
      met++
      if (!multi) break
    }
    return met
  }

  private writeInside(
    collection: string,
    target: Target,
    change: (doc: Doc) => Doc | undefined,
    transaction: Transaction,
    multi: boolean,
  ): number {
    const found = this.visible(collection, target, transaction)
    const targets = multi ? found : found.slice(0, 1)
    for (const [entry, doc] of targets) {
      this.lock(entry, transaction)
      transaction.writes.set(entry, change(doc))
    }
    return targets.length
  }

  private async insertPlain(collection: string, doc: Doc): Promise<void> {
    const entry = this.entry(collection, doc._id)
    await this.unlocked(entry)
    if (latest(entry)) throw duplicateKey(collection, doc._id)
    this.put(entry, doc)
  }

  private insertInside(collection: string, doc: Doc, transaction: Transaction): void {
    this.takeSnapshot(transaction)
    const entry = this.entry(collection, doc._id)
    if (this.seen(entry, transaction)) {
      this.finish(transaction)
      throw duplicateKey(collection, doc._id)
    }
    this.lock(entry, transaction)
    transaction.writes.set(entry, doc)
  }

  private put(entry: Entry, doc: Doc | undefined): void {
    this.seq++
    // Old versions are kept only while somebody may still read them.
    if (this.transactions.size === 0) entry.versions = []
    entry.versions.push({ seq: this.seq, doc })
  }

  // First writer wins at write time: whoever comes second, or comes after a change since its snapshot, loses at once.
  private lock(entry: Entry, transaction: Transaction): void {
    this.expire(entry.lock)
    const changedSince = (entry.versions.at(-1)?.seq ?? 0) > (transaction.snapshot ?? 0)
    if ((entry.lock && entry.lock !== transaction) || changedSince) {
      this.finish(transaction)
      throw conflict()
    }
    entry.lock = transaction
  }

  private async unlocked(entry: Entry): Promise<void> {
    this.expire(entry.lock)
    while (entry.lock) {
      await Promise.race([entry.lock.ended, new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))])
      this.expire(entry.lock)
    }
  }

  private visible(collection: string, target: Target, transaction?: Transaction): [Entry, Doc][] {
    const documents = this.documents(collection)
    if (transaction) this.takeSnapshot(transaction)
    const one = target.id === undefined ? undefined : documents.get(target.id)
    const entries = target.id === undefined ? documents.values() : one ? [one] : []
    const found: [Entry, Doc][] = []
    for (const entry of entries) {
      const doc = transaction ? this.seen(entry, transaction) : latest(entry)
      if (doc && target.matches(doc)) found.push([entry, doc])
    }
    return found
  }

  private seen(entry: Entry, transaction: Transaction): Doc | undefined {
    if (transaction.writes.has(entry)) return transaction.writes.get(entry)
    const snapshot = transaction.snapshot ?? 0
    return entry.versions.filter((version) => version.seq <= snapshot).at(-1)?.doc
  }

  private takeSnapshot(transaction: Transaction): void {
    transaction.snapshot ??= this.seq
  }

  private documents(collection: string): Map<string, Entry> {
    const documents = this.collections.get(collection)
    if (!documents) throw noCollection()
    return documents
  }

  private entry(collection: string, id: string): Entry {
    const documents = this.documents(collection)
    const entry = documents.get(id) ?? { versions: [] }
    documents.set(id, entry)
    return entry
  }

  private open(id: string): Transaction {
    const transaction = this.transactions.get(id)
    this.expire(transaction)
    if (!transaction || !this.transactions.has(id)) throw notExist()
    return transaction
  }

  private expire(transaction: Transaction | undefined): void {
    if (transaction && this.clock.now() - transaction.startedAt >= TRANSACTION_MS) this.finish(transaction)
  }

  private finish(transaction: Transaction): void {
    for (const entry of transaction.writes.keys()) if (entry.lock === transaction) delete entry.lock
    this.transactions.delete(transaction.id)
    transaction.end()
  }
}

const latest = (entry: Entry): Doc | undefined => entry.versions.at(-1)?.doc
