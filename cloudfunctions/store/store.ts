/**
 * The Store port: documents with versions, ordered indexes, all-or-nothing commits. Two adapters, one battery (`conformance.ts`).
 * @see design/architecture.md "Store port"
 */
import type { DocId, KeyPart } from './keys'

/** Who a document belongs to: the whole deployment, one provider, or one corp as one provider sees it. */
export type Owner = 'deployment' | 'provider' | 'corp'

/** One ordered index. The key is `owner! … !sort key!id`; a body that yields undefined is not in the index. */
export interface IndexDef<Body> {
  /** `owner`: keys start with the document's owner parts. `deployment`: they do not, and only `jobs` may list by it. */
  readonly scope: 'owner' | 'deployment'
  readonly key: (body: Body) => readonly KeyPart[] | undefined
}

/** What happens to a collection's documents when their corp or provider is erased. */
export type Erasure = 'delete' | { readonly keep: string } | { readonly anonymise: string }

/** A collection declared once; sweep, erasure, export, CloudBase indexes and the data page derive from it. */
export interface CollectionDef<Body, Indexes extends string = string> {
  readonly name: string
  readonly owner: Owner
  /** One sentence for the data page. */
  readonly about: string
  /** Format number of `d`; raised with an entry in `upcast`. */
  readonly format: number
  readonly indexes: Readonly<Record<Indexes, IndexDef<Body>>>
  /** Declared equality filters, usable as `where` in `list`. */
  readonly filters?: Readonly<Record<string, (body: Body) => string | undefined>>
  /** Text that `contains` searches (normalised by the caller). */
  readonly search?: (body: Body) => string
  /** Days a document is kept after its last write; absent: until erased. */
  readonly keepDays?: number
  readonly erasure: Erasure
  /** Brings an older body to the present format. */
  readonly upcast?: (body: unknown, format: number) => Body
}

/** A document as read. A copy: changing it changes nothing stored. */
export interface Stored<Body> {
  readonly id: DocId
  /** 1 after insert, +1 per replace. */
  readonly version: number
  /** Epoch ms of the last write. */
  readonly at: number
  readonly expiresAt?: number
  readonly body: Body
}

/** One precondition and its effect. `check` passes when the version is as given (0: absent) and locks it for the commit. */
export type Write =
  | {
      readonly op: 'insert'
      readonly in: AnyCollection
      readonly id: DocId
      readonly body: unknown
      readonly expiresAt?: number
    }
  | {
      readonly op: 'replace'
      readonly in: AnyCollection
      readonly id: DocId
      readonly version: number
      readonly body: unknown
      readonly expiresAt?: number
    }
  | { readonly op: 'remove'; readonly in: AnyCollection; readonly id: DocId; readonly version: number }
  | { readonly op: 'check'; readonly in: AnyCollection; readonly id: DocId; readonly version: number }

// A collection whose body type no longer matters, for writes and maintenance.
export type AnyCollection = CollectionDef<never>

/** A declared collection where its body type no longer matters. */
export const anyCollection = <B, I extends string>(def: CollectionDef<B, I>): AnyCollection =>
  def as unknown as AnyCollection

/** All writes applied, or none and the first precondition that failed. */
export type CommitResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly failed: number; readonly reason: 'exists' | 'stale' | 'missing' }

export interface ListOptions {
  /** Bounds on the key part right after the prefix, inclusive from, exclusive to. */
  readonly from?: KeyPart
  readonly to?: KeyPart
  /** Equality on declared filters. */
  readonly where?: Readonly<Record<string, string>>
  /** Plain text looked for in the declared search text. */
  readonly contains?: string
  readonly order?: 'asc' | 'desc'
  /** 1 … 200, default 50. */
  readonly limit?: number
  /** From an earlier page with the same prefix; anything else is INVALID_INPUT. */
  readonly cursor?: string
}

export interface Page<Body> {
  readonly items: readonly Stored<Body>[]
  /** Present when more may follow. Opaque. */
  readonly cursor?: string
}

/**
 * Documents and versions. Every method costs one store call in the counters; a commit of n writes counts n.
 * Expired documents are absent to every method. Throws AppError INVALID_INPUT (foreign cursor), INTERNAL (corrupt), WECOM codes never.
 */
export interface Store {
  /** The document, or undefined when absent or expired. */
  get<B>(from: CollectionDef<B>, id: DocId): Promise<Stored<B> | undefined>
  /** In the order of `ids`; absent ones are undefined. Counts one call. At most 200 ids. */
  getMany<B>(from: CollectionDef<B>, ids: readonly DocId[]): Promise<readonly (Stored<B> | undefined)[]>
  /**
   * A page in index order. `prefix` starts with the owner parts for an owner-scoped index.
   * @throws AppError INVALID_INPUT for a cursor outside the prefix
   */
  list<B, I extends string>(
    from: CollectionDef<B, I>,
    index: NoInfer<I>,
    prefix: readonly KeyPart[],
    options?: ListOptions,
  ): Promise<Page<B>>
  /** How many match, capped at 1000. */
  count<B, I extends string>(
    from: CollectionDef<B, I>,
    index: NoInfer<I>,
    prefix: readonly KeyPart[],
    options?: Pick<ListOptions, 'from' | 'to' | 'where' | 'contains'>,
  ): Promise<number>
  /** Applies all writes or none. Durable when it resolves. */
  commit(writes: readonly Write[]): Promise<CommitResult>
  /** Calls so far, for the numbers of design/targets.md P6. */
  readonly counters: StoreCounters
  close(): Promise<void>
}

export interface StoreCounters {
  reads: number
  writes: number
}

/** Insert, refused when the id is taken. */
export const insert = <B>(into: CollectionDef<B>, id: DocId, body: B, expiresAt?: number): Write => ({
  op: 'insert',
  in: anyCollection(into),
  id,
  body,
  ...(expiresAt === undefined ? {} : { expiresAt }),
})

/** Replace what was read, refused when it changed since. */
export const replace = <B>(into: CollectionDef<B>, read: Stored<B>, body: B, expiresAt?: number): Write => ({
  op: 'replace',
  in: anyCollection(into),
  id: read.id,
  version: read.version,
  body,
  ...(expiresAt === undefined ? {} : { expiresAt }),
})

/** Insert when `read` is undefined, else replace it. */
export const put = <B>(
  into: CollectionDef<B>,
  id: DocId,
  read: Stored<B> | undefined,
  body: B,
  expiresAt?: number,
): Write => (read ? replace(into, read, body, expiresAt) : insert(into, id, body, expiresAt))

/** Remove what was read, refused when it changed since. */
export const remove = <B>(from: CollectionDef<B>, read: Stored<B>): Write => ({
  op: 'remove',
  in: anyCollection(from),
  id: read.id,
  version: read.version,
})

/** Guard a decision by something read but not written; pass the id alone to require absence. */
export const check = <B>(from: CollectionDef<B>, read: Stored<B> | DocId): Write => ({
  op: 'check',
  in: anyCollection(from),
  ...(typeof read === 'string' ? { id: read, version: 0 } : { id: read.id, version: read.version }),
})
