/**
 * The LMDB environment: three ordered maps in one file, changed in one transaction.
 * `docs`: collection/id → record · `index`: collection/index/key → entry · `expiry`: collection/exp/id → nothing.
 */
import type { Database, Transaction } from 'lmdb'
import { AppError } from '@shared/kernel/errors'
import { NEVER } from '../document'
import { encodePart, type DocId } from '../keys'
import { entryValue, wholeKey, type DocumentRecord, type Header } from './record'

export interface Databases {
  readonly docs: Database<string, string>
  readonly index: Database<string, string>
  readonly expiry: Database<string, string>
  /** Starts a new read snapshot, so that the next read sees every commit acknowledged before it, other processes' too. */
  refresh(): void
  /** A snapshot that stays as it is until `done()`; to be ended soon, since it keeps old pages from reuse. */
  snapshot(): Transaction
  /**
   * Runs `action` inside one write transaction; others that are waiting share it and its disk flush.
   * Resolves once it is on disk. `action` must not throw after its first write.
   */
  write<T>(action: () => T): Promise<T>
  /** Copies the data file to `file`, consistently, while others write. */
  copy(file: string, compact: boolean): Promise<void>
  close(): Promise<void>
}

const LAYOUT = '1'

/**
 * Opens or creates the environment in a folder; lmdb is loaded only now.
 * @param noSync true: nothing is flushed and a crash of the machine loses data (filling an empty store, the durability check's control)
 * @throws AppError INTERNAL for a folder written by another layout
 */
export async function openDatabases(dir: string, noSync: boolean): Promise<Databases> {
  const { open } = await import('lmdb')
  // Without overlappingSync a commit returns only after its own fdatasync: what resolves is durable, with nothing else to wait
  // for. Measured equal in speed (docs/decisions.md); writers of one event turn still share one transaction and one flush.
  const root = open<string, string>({
    path: dir,
    noSubdir: false,
    name: 'docs',
    maxDbs: 4,
    encoding: 'string',
    overlappingSync: false,
    // Batching by event turn makes lmdb hold a promise of its own per batch; when a transaction fails (disk full) nobody handles
    // it and the process ends. Without it, transactions asked for in one turn are still one LMDB transaction.
    eventTurnBatching: false,
    noSync,
  })
  const index = root.openDB<string, string>({ name: 'index', encoding: 'string' })
  const expiry = root.openDB<string, string>({ name: 'expiry', encoding: 'string' })
  const meta = root.openDB<string, string>({ name: 'meta', encoding: 'string' })
  const layout = meta.get('layout') ?? LAYOUT
  if (layout !== LAYOUT) {
    await root.close()
    throw new AppError('INTERNAL', `the store folder has layout ${layout}, this release reads ${LAYOUT}`)
  }
  if (meta.get('layout') === undefined) await meta.put('layout', LAYOUT)
  return {
    docs: root,
    index,
    expiry,
    refresh: () => root.resetReadTxn(),
    snapshot: () => {
      root.resetReadTxn()
      return root.useReadTransaction()
    },
    async write(action) {
      try {
        return await root.transaction(action)
      } catch (cause) {
        throw new AppError('INTERNAL', 'the store could not write', { cause: await reasonOf(cause) })
      }
    },
    copy: (file, compact) => root.backup(file, compact),
    close: () => root.close(),
  }
}

const REASON_WAIT_MS = 200

// What the disk said comes in a promise of its own, a moment later.
function reasonOf(cause: unknown): Promise<unknown> {
  const later = cause instanceof Error && 'commitError' in cause ? cause.commitError : undefined
  if (!(later instanceof Promise)) return Promise.resolve(cause)
  const told = later.then(
    () => cause,
    (reason: unknown) => reason,
  )
  return Promise.race([told, new Promise((resolve) => setTimeout(resolve, REASON_WAIT_MS, cause))])
}

/** Key of a document in `docs`. */
export const docKey = (collection: string, id: DocId): string => `${collection}/${id}`

/** What all keys of one index start with in `index`. */
export const indexHome = (collection: string, index: string): string => `${collection}/${index}/`

/** Key of an expiring document in `expiry`. */
export const expiryKey = (collection: string, exp: number, id: DocId): string =>
  `${collection}/${encodePart(exp)}/${id}`

/**
 * Inside a write transaction: puts a document's record and makes its index and expiry entries exactly those of `next`.
 * Either side may be absent: no `old` is an insert, no `next` a removal.
 */
export function putRecord(
  db: Databases,
  place: { readonly collection: string; readonly id: DocId },
  old: Header | undefined,
  next: DocumentRecord | undefined,
): void {
  const { collection, id } = place
  if (next) void db.docs.put(docKey(collection, id), next.value)
  else void db.docs.remove(docKey(collection, id))
  putEntries(db, place, old, next)
  if (old && old.exp !== NEVER && old.exp !== next?.header.exp) {
    void db.expiry.remove(expiryKey(collection, old.exp, id))
  }
  if (next && next.header.exp !== NEVER && next.header.exp !== old?.exp) {
    void db.expiry.put(expiryKey(collection, next.header.exp, id), '')
  }
}

function putEntries(
  db: Databases,
  { collection, id }: { readonly collection: string; readonly id: DocId },
  old: Header | undefined,
  next: DocumentRecord | undefined,
): void {
  for (const index in old?.x) {
    const short = old.x[index] as string
    if (next?.header.x[index] !== short) void db.index.remove(indexHome(collection, index) + wholeKey(id, short))
  }
  if (!next) return
  const value = entryValue(next.header)
  const isSameValue = old !== undefined && entryValue(old) === value
  for (const index in next.header.x) {
    const short = next.header.x[index] as string
    if (isSameValue && old.x[index] === short) continue
    void db.index.put(indexHome(collection, index) + wholeKey(id, short), value)
  }
}
