/** What the writing processes of the kill and durability checks are told, and what they write. */
import { docId, type DocId } from '@cloud/store/keys'
import type { CollectionDef } from '@cloud/store/store'

export interface WriterJob {
  readonly dir: string
  /** Of the process; part of every id. */
  readonly name: string
  /** Concurrent writers in this process. */
  readonly writers: number
  /** Per writer; absent: until SIGTERM. */
  readonly commits?: number
  readonly noSync?: boolean
  /** The disk will be full at some point: say so, go on reading, end well. */
  readonly untilFull?: boolean
}

export interface Trace {
  readonly writer: string
  readonly n: number
  readonly text: string
}

export const traces: CollectionDef<Trace, 'byWriter' | 'byNumber'> = {
  name: 'traces',
  owner: 'provider',
  about: 'What the checks of R3 write.',
  format: 1,
  indexes: {
    byWriter: { scope: 'owner', key: (trace) => [trace.writer, trace.n] },
    byNumber: { scope: 'deployment', key: (trace) => [trace.n] },
  },
  filters: { writer: (trace) => trace.writer },
  erasure: 'delete',
}

export const noteIdOf = (name: string, writer: number, n: number, half: 'a' | 'b'): DocId =>
  docId('p1', `${name}-${writer}`, n, half)
export const counterId = (name: string, writer: number): DocId => docId('p1', `${name}-${writer}`, 'counter')
export const SHARED = docId('p1', 'shared')
