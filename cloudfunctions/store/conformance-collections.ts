/** Small collections that only the battery and the benches use. */
import type { CollectionDef } from './store'
import { docId, type DocId } from './keys'

export interface Note {
  readonly title: string
  /** Sort key of `byDue`; absent: not in that index. */
  readonly due?: number
  readonly state?: string
  readonly text?: string
  readonly tags?: readonly string[]
  readonly nothing?: null
  readonly nested?: { readonly [name: string]: unknown }
}

/** A corp's notes: text and number indexes, a filter, search, and an index across owners. */
export const notes: CollectionDef<Note, 'byTitle' | 'byDue' | 'dueAnywhere'> = {
  name: 'battery-notes',
  owner: 'corp',
  about: 'Notes of the battery.',
  format: 1,
  indexes: {
    byTitle: { scope: 'owner', key: (note) => [note.title] },
    byDue: { scope: 'owner', key: (note) => (note.due === undefined ? undefined : [note.due]) },
    dueAnywhere: { scope: 'deployment', key: (note) => (note.due === undefined ? undefined : [note.due]) },
  },
  filters: { state: (note) => note.state },
  search: (note) => `${note.title} ${note.text ?? ''}`,
  erasure: 'delete',
}

export interface Lease {
  readonly holder: string
}

/** A provider's leases, kept two days unless told otherwise. */
export const leases: CollectionDef<Lease, 'byHolder'> = {
  name: 'battery-leases',
  owner: 'provider',
  about: 'Leases of the battery.',
  format: 1,
  indexes: { byHolder: { scope: 'owner', key: (lease) => [lease.holder] } },
  keepDays: 2,
  erasure: 'delete',
}

export interface OldPaper {
  readonly head: string
}
export interface Paper {
  readonly heading: string
}

/** The first format of a collection of the whole deployment … */
export const papersV1: CollectionDef<OldPaper, 'byHead'> = {
  name: 'battery-papers',
  owner: 'deployment',
  about: 'Papers of the battery.',
  format: 1,
  indexes: { byHead: { scope: 'owner', key: (paper) => [paper.head] } },
  erasure: { keep: 'nothing personal' },
}

/** … and its second, which reads the first. */
export const papersV2: CollectionDef<Paper, 'byHead'> = {
  name: papersV1.name,
  owner: papersV1.owner,
  about: papersV1.about,
  erasure: papersV1.erasure,
  format: 2,
  indexes: { byHead: { scope: 'owner', key: (paper) => [paper.heading] } },
  upcast: (body) => ({ heading: (body as OldPaper).head }),
}

/** A note's id under provider `p1` and corp `c1`, unless told otherwise. */
export const noteId = (name: string, corp = 'c1', provider = 'p1'): DocId => docId(provider, corp, name)

/** Prefix of everything `noteId` makes by default. */
export const OWNER = ['p1', 'c1'] as const
