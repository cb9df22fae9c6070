/** Walks a whole database in one snapshot, in slices, while others read and write. */
import type { Database, Transaction } from 'lmdb'
import type { DocId } from '../keys'

export interface Walked {
  readonly key: string
  /** The key up to its first slash … */
  readonly collection: string
  /** … and what follows the last one: in `docs` and `expiry` the document's id. */
  readonly id: DocId
  readonly value: string
}

const SLICE = 500

/** All entries of one of the store's databases as the snapshot has them, in key order. The caller ends the snapshot. */
export async function* walk(of: Database<string, string>, snapshot: Transaction): AsyncGenerator<Walked> {
  let after: string | undefined
  for (;;) {
    const range = { limit: SLICE, transaction: snapshot }
    const slice = [...of.getRange(after === undefined ? range : { ...range, start: after, exclusiveStart: true })]
    for (const { key, value } of slice) {
      yield { key, collection: key.slice(0, key.indexOf('/')), id: key.slice(key.lastIndexOf('/') + 1) as DocId, value }
    }
    if (slice.length < SLICE) return
    after = slice[slice.length - 1]?.key
    await new Promise(setImmediate)
  }
}
