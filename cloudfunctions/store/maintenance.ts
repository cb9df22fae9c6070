/** What operators and `jobs` do to a whole store, beside the Store port that services use. */
import type { AnyCollection, Store } from './store'

/** What `check` found. */
export interface CheckReport {
  readonly documents: number
  /** Index entries. */
  readonly entries: number
  /** Everything wrong, counted … */
  readonly faultCount: number
  /** … and the first hundred in words: collection and id, never a body. */
  readonly faults: readonly string[]
}

/**
 * One document of an export, one line of JSON. Index keys are not in it: import makes them from the declarations of the
 * importing release, so export and import also rebuild indexes.
 */
export interface ExportLine {
  /** Name of the collection. */
  readonly in: string
  readonly id: string
  readonly version: number
  /** Epoch ms of the last write. */
  readonly at: number
  readonly expiresAt?: number
  readonly format: number
  readonly body: unknown
}

export interface Maintenance {
  /**
   * Removes documents whose time has passed, at most `limit`, oldest first in each collection.
   * @returns how many; fewer than `limit` means that nothing expired is left
   */
  sweepExpired(collections: readonly AnyCollection[], limit: number): Promise<number>
  /** Every document of the store as it is now, as `ExportLine`s without line ends, in id order per collection. */
  exportLines(): AsyncIterable<string>
  /**
   * Stores exported documents with their versions, over what has the same id.
   * @returns how many
   * @throws AppError INVALID_INPUT naming the line, for one that is not an `ExportLine` of these collections; lines before it stay
   */
  importLines(collections: readonly AnyCollection[], lines: AsyncIterable<string> | Iterable<string>): Promise<number>
  /** Holds every index entry against the documents, both ways, and the documents against their declarations. */
  check(collections: readonly AnyCollection[]): Promise<CheckReport>
}

/** A store as `jobs` needs it; both adapters are. */
export type SweptStore = Store & Pick<Maintenance, 'sweepExpired'>
