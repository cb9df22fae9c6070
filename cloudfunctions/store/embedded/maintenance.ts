/** Maintenance of the embedded store: sweep, export, import, check, backup; and compaction of a folder nobody has open. */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@shared/kernel/errors'
import type { Clock } from '../../runtime/clock'
import { encodePart, type DocId } from '../keys'
import type { Maintenance } from '../maintenance'
import type { AnyCollection } from '../store'
import { lineReader, writeLine } from '../transfer'
import { checkStore } from './check'
import { flushFile } from '../flush-file'
import { aloneInFolder } from './folder'
import { docKey, openDatabases, putRecord, type Databases } from './layout'
import { documentOf, headerOf, toRecord, type DocumentRecord } from './record'
import { walk } from './walk'

export interface EmbeddedMaintenance extends Maintenance {
  /**
   * A consistent copy into a new or empty folder, while this and other processes write.
   * @throws AppError INVALID_INPUT when the folder holds anything
   */
  backup(dir: string): Promise<void>
}

/** Documents a sweep removes while it keeps other writers waiting. */
const SWEEP_BATCH = 500
/** Larger: pages that many documents share are written once. Import is for quiet hours. */
const IMPORT_BATCH = 5000

/** The maintenance half of an open store. */
export function maintenanceOf(db: Databases, clock: Clock): EmbeddedMaintenance {
  return {
    sweepExpired: (collections, limit) => sweep(db, collections, limit, clock.now()),
    async *exportLines() {
      const snapshot = db.snapshot()
      try {
        for await (const { collection, id, value } of walk(db.docs, snapshot)) {
          yield writeLine(collection, documentOf(id, value))
        }
      } finally {
        snapshot.done()
      }
    },
    importLines: (collections, lines) => importInto(db, collections, lines),
    check: (collections) => checkStore(db, collections),
    async backup(dir) {
      await mkdir(dir, { recursive: true })
      if ((await readdir(dir)).length > 0) {
        throw new AppError('INVALID_INPUT', `the folder ${dir} is not empty`, {
          userMessage: '备份目录不是空的，请换一个',
        })
      }
      await db.copy(dir, true)
      await flushFile(path.join(dir, 'data.mdb'))
    },
  }
}

async function sweep(
  db: Databases,
  collections: readonly AnyCollection[],
  limit: number,
  now: number,
): Promise<number> {
  let swept = 0
  for (const { name } of collections) {
    while (swept < limit) {
      const size = Math.min(SWEEP_BATCH, limit - swept)
      const removed = await db.write(() => sweepBatch(db, name, now, size))
      swept += removed
      if (removed < size) break
    }
  }
  return swept
}

// Inside the write transaction: an entry of `expiry` and its document cannot disagree here.
function sweepBatch(db: Databases, collection: string, now: number, limit: number): number {
  const range = { start: `${collection}/`, end: `${collection}/${encodePart(now + 1)}`, limit }
  const due = [...db.expiry.getKeys(range)]
  for (const key of due) {
    const id = key.slice(key.lastIndexOf('/') + 1) as DocId
    const value = db.docs.get(docKey(collection, id))
    if (value === undefined) void db.expiry.remove(key)
    else putRecord(db, { collection, id }, headerOf(value), undefined)
  }
  return due.length
}

async function importInto(
  db: Databases,
  collections: readonly AnyCollection[],
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<number> {
  const read = lineReader(collections)
  let batch: Imported[] = []
  let stored = 0
  let lineNumber = 0
  const store = async (): Promise<void> => {
    const docs = batch
    batch = []
    await db.write(() => putAll(db, docs))
    stored += docs.length
  }
  try {
    for await (const line of lines) {
      lineNumber++
      if (line.trim() === '') continue
      const { def, input } = read(line, lineNumber)
      batch.push({ collection: def.name, id: input.id, record: toRecord(def, input) })
      if (batch.length === IMPORT_BATCH) await store()
    }
  } finally {
    await store()
  }
  return stored
}

interface Imported {
  readonly collection: string
  readonly id: DocId
  readonly record: DocumentRecord
}

function putAll(db: Databases, docs: readonly Imported[]): void {
  for (const doc of docs) {
    const value = db.docs.get(docKey(doc.collection, doc.id))
    putRecord(db, doc, value === undefined ? undefined : headerOf(value), doc.record)
  }
}

/**
 * Rewrites the data file without its free pages. The old file stays until the new one is on disk.
 * @returns sizes in bytes
 * @throws AppError CONFLICT while any process has the store open
 */
export async function compactFolder(dir: string): Promise<{ before: number; after: number }> {
  const data = path.join(dir, 'data.mdb')
  return aloneInFolder(dir, async () => {
    const before = (await stat(data)).size
    const aside = path.join(dir, 'compacted')
    await rm(aside, { recursive: true, force: true })
    await mkdir(aside)
    const db = await openDatabases(dir, false)
    try {
      await db.copy(aside, true)
    } finally {
      await db.close()
    }
    await flushFile(path.join(aside, 'data.mdb'))
    await rename(path.join(aside, 'data.mdb'), data)
    await rm(aside, { recursive: true, force: true })
    await flushFile(dir)
    return { before, after: (await stat(data)).size }
  })
}
