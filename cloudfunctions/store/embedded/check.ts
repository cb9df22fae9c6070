/** Whether the index and expiry entries are exactly those of the documents, and the documents those of the declarations. */
import type { Transaction } from 'lmdb'
import { AppError } from '@shared/kernel/errors'
import { fromDocument, idOfKey, NEVER } from '../document'
import type { DocId } from '../keys'
import type { CheckReport } from '../maintenance'
import type { AnyCollection } from '../store'
import { docKey, expiryKey, indexHome, type Databases } from './layout'
import { documentOf, entryValue, headerOf, toRecord, wholeKey, type Header } from './record'
import { walk } from './walk'

const NAMED = 100

interface Checking {
  readonly db: Databases
  readonly snapshot: Transaction
  readonly fault: (what: string) => void
}

/** Reads everything once, in one snapshot; writers may go on. */
export async function checkStore(db: Databases, collections: readonly AnyCollection[]): Promise<CheckReport> {
  const faults: string[] = []
  let faultCount = 0
  const snapshot = db.snapshot()
  const checking: Checking = {
    db,
    snapshot,
    fault(what) {
      faultCount++
      if (faults.length < NAMED) faults.push(what)
    },
  }
  try {
    const documents = await checkDocuments(checking, collections)
    const entries = await checkEntries(checking)
    await checkExpiry(checking)
    return { documents, entries, faultCount, faults }
  } finally {
    snapshot.done()
  }
}

async function checkDocuments(checking: Checking, collections: readonly AnyCollection[]): Promise<number> {
  const byName = new Map(collections.map((def) => [def.name, def]))
  let documents = 0
  for await (const { collection, id, value } of walk(checking.db.docs, checking.snapshot)) {
    documents++
    const def = byName.get(collection)
    if (!def) checking.fault(`${collection} ${id}: no such collection`)
    try {
      const header = headerOf(value)
      requireEntries(checking, collection, id, header)
      if (def) requireDeclared(checking, def, id, value, header)
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      checking.fault(`${collection} ${id}: ${cause.message}`)
    }
  }
  return documents
}

// Document → entries.
function requireEntries({ db, snapshot, fault }: Checking, collection: string, id: DocId, header: Header): void {
  const wanted = entryValue(header)
  for (const [index, short] of Object.entries(header.x)) {
    const found = db.index.get(indexHome(collection, index) + wholeKey(id, short), { transaction: snapshot })
    if (found === undefined) fault(`${collection}.${index} ${id}: entry missing`)
    else if (found !== wanted) fault(`${collection}.${index} ${id}: entry carries something else`)
  }
  if (header.exp === NEVER) return
  const expiry = db.expiry.get(expiryKey(collection, header.exp, id), { transaction: snapshot })
  if (expiry === undefined) fault(`${collection} ${id}: expiry entry missing`)
}

// Document → declaration: an index added or changed by a release leaves older documents behind until export and import.
function requireDeclared({ fault }: Checking, def: AnyCollection, id: DocId, value: string, header: Header): void {
  const doc = documentOf(id, value)
  const { body } = fromDocument(def, doc)
  const declared = toRecord(def, { id, body, version: header.v, now: header.at, expiresAt: header.exp }).header
  const differs = (['x', 'f', 's'] as const).filter((part) => !isSame(header[part], declared[part]))
  if (differs.length > 0)
    fault(`${def.name} ${id}: ${differs.join(', ')} not as declared (export and import rebuild them)`)
}

function isSame(a: Header['x'] | string | undefined, b: Header['x'] | string | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

// Entries → documents.
async function checkEntries({ db, snapshot, fault }: Checking): Promise<number> {
  let entries = 0
  for await (const { key, collection } of walk(db.index, snapshot)) {
    entries++
    const index = key.slice(collection.length + 1, key.indexOf('/', collection.length + 1))
    const indexKey = key.slice(collection.length + index.length + 2)
    const id = idOfKey(indexKey)
    const value = db.docs.get(docKey(collection, id), { transaction: snapshot })
    const short = value === undefined ? undefined : headerOf(value).x[index]
    if (short === undefined || wholeKey(id, short) !== indexKey) fault(`${collection}.${index} ${id}: stray entry`)
  }
  return entries
}

async function checkExpiry({ db, snapshot, fault }: Checking): Promise<void> {
  for await (const { key, collection, id } of walk(db.expiry, snapshot)) {
    const value = db.docs.get(docKey(collection, id), { transaction: snapshot })
    if (value === undefined || expiryKey(collection, headerOf(value).exp, id) !== key) {
      fault(`${collection} ${id}: stray expiry entry`)
    }
  }
}
