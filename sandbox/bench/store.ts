/** P7: the embedded store against raw lmdb doing the same puts. `npm run bench -- store` */
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { systemClock } from '@cloud/runtime/clock'
import { openEmbeddedStore, type EmbeddedStore } from '@cloud/store/embedded/embedded-store'
import { docId, type DocId } from '@cloud/store/keys'
import { insert, replace, type CommitResult } from '@cloud/store/store'
import { benchRow, median, type BenchRow } from './bench-row'
import { benchFolder } from './store-process'
import { openRaw, type RawStore } from './store-raw'
import { anAuth, auths } from './store-workload'

const ROUNDS = 9
const TARGET = 0.75
const ONE_WRITER_OPS = 250
const MANY_WRITERS_OPS = 6000

/** One side of the comparison: does `ops` operations of a kind, `writers` at a time. */
interface Side {
  insert(ids: readonly DocId[], n: number): Promise<void>
  replace(ids: readonly DocId[], n: number, version: number): Promise<void>
}

interface Kind {
  /** Parts of P7: with one writer, with 64. */
  readonly part: readonly [string, string]
  readonly what: string
  /** Documents per operation. */
  readonly size: number
  readonly isReplace: boolean
}

const KINDS: readonly Kind[] = [
  { part: ['a', 'b'], what: 'inserts', size: 1, isReplace: false },
  { part: ['c', 'd'], what: 'replace@version', size: 1, isReplace: true },
  { part: ['e', 'f'], what: 'commits of 3 documents', size: 3, isReplace: true },
]

/** Median over rounds of (our rate / raw rate), both sides interleaved, per kind and number of writers. */
export async function run(): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const writers of [1, 64]) {
    for (const kind of KINDS) rows.push(await measure(kind, writers))
  }
  return rows
}

async function measure(kind: Kind, writers: number): Promise<BenchRow> {
  const home = await mkdtemp(path.join(await benchFolder(), 'store-'))
  const ours = await openEmbeddedStore({ dir: path.join(home, 'ours'), clock: systemClock })
  const raw = openRaw(path.join(home, 'raw'))
  try {
    const sides = { ours: ourSide(ours), raw: rawSide(raw) }
    const ops = Math.ceil((writers === 1 ? ONE_WRITER_OPS : MANY_WRITERS_OPS) / kind.size)
    const ratios: number[] = []
    for (let round = -1; round < ROUNDS; round++) {
      const order = round % 2 ? (['ours', 'raw'] as const) : (['raw', 'ours'] as const)
      const seconds = { ours: 0, raw: 0 }
      for (const name of order) seconds[name] = await timeSide(sides[name], kind, writers, ops, round + 1)
      // The first round warms both sides up.
      if (round >= 0) ratios.push(seconds.raw / seconds.ours)
    }
    return row(kind, writers, median(ratios))
  } finally {
    await ours.close()
    await raw.close()
    await rm(home, { recursive: true })
  }
}

const row = (kind: Kind, writers: number, ratio: number): BenchRow =>
  benchRow(
    `P7.${kind.part[writers === 1 ? 0 : 1]}`,
    `store: ${kind.what}, ${writers} writer${writers > 1 ? 's' : ''}, against raw lmdb`,
    ratio,
    'ratio',
    `≥ ${TARGET}`,
  )

async function timeSide(side: Side, kind: Kind, writers: number, ops: number, round: number): Promise<number> {
  const idsOf = (op: number): DocId[] =>
    Array.from({ length: kind.size }, (_, i) => docId('p1', `${round}-${i}`, (op * 7919) % 100_003))
  const eachOp = async (work: (op: number) => Promise<void>): Promise<void> => {
    let next = 0
    const writer = async (): Promise<void> => {
      while (next < ops) await work(next++)
    }
    await Promise.all(Array.from({ length: writers }, writer))
  }
  if (kind.isReplace) await eachOp((op) => side.insert(idsOf(op), op))
  const start = process.hrtime.bigint()
  if (kind.isReplace) await eachOp((op) => side.replace(idsOf(op), op, 1))
  else await eachOp((op) => side.insert(idsOf(op), op))
  return Number(process.hrtime.bigint() - start) / 1e9
}

function ourSide(store: EmbeddedStore): Side {
  const required = (answer: CommitResult): void => {
    if (!answer.ok) throw new Error(`the bench lost a race: ${answer.reason}`)
  }
  return {
    insert: async (ids, n) => required(await store.commit(ids.map((id) => insert(auths, id, anAuth(n))))),
    async replace(ids, n, version) {
      const read = (id: DocId) => ({ id, version, at: 0, body: anAuth(n) })
      required(await store.commit(ids.map((id) => replace(auths, read(id), anAuth(n + 1_000_000)))))
    },
  }
}

function rawSide(store: RawStore): Side {
  return {
    insert: (ids, n) => store.insert(ids, anAuth(n)),
    replace: (ids, n, version) => store.replace(ids, anAuth(n), anAuth(n + 1_000_000), version + 1),
  }
}
