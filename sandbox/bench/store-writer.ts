/**
 * A process that writes to a store folder and says so: run by the kill and durability checks, bundled, as
 * `node store-writer.cjs '{"dir":…}'`. One line per acknowledged commit goes to stdout, by a synchronous write, so that what was
 * printed before a kill was acknowledged before it.
 */
import { writeSync } from 'node:fs'
import { AppError } from '@shared/kernel/errors'
import { systemClock } from '@cloud/runtime/clock'
import { change } from '@cloud/store/change'
import { openEmbeddedStore } from '@cloud/store/embedded/embedded-store'
import { insert, put, type Store } from '@cloud/store/store'
import { counterId, noteIdOf, SHARED, traces, type WriterJob } from './store-writer-job'

const job = JSON.parse(process.argv[2] ?? '') as WriterJob
let isStopping = false
process.on('SIGTERM', () => {
  isStopping = true
})

async function main(): Promise<void> {
  const store = await openEmbeddedStore({ dir: job.dir, clock: systemClock, noSync: job.noSync ?? false })
  writeSync(1, 'open\n')
  const writing = Array.from({ length: job.writers }, (_, writer) => write(store, writer))
  if (job.untilFull) await reportFailures(store, writing)
  else await Promise.all(writing)
  await store.close()
  writeSync(1, 'closed\n')
}

async function reportFailures(store: Store, writing: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(writing)) {
    if (outcome.status === 'rejected') writeSync(1, `failed ${(outcome.reason as { code?: string }).code}\n`)
  }
  const first = await store.get(traces, noteIdOf(job.name, 0, 1, 'a'))
  writeSync(1, `read ${first?.body.n}\n`)
}

async function write(store: Store, writer: number): Promise<void> {
  for (let n = 1; !isStopping && n <= (job.commits ?? Number.MAX_SAFE_INTEGER); n++) {
    await writePair(store, writer, n)
    writeSync(1, `ack ${job.name} ${writer} ${n}\n`)
    if (n % 8 === 0 && job.commits === undefined) await addOne(store)
  }
}

// Two new documents and the writer's counter: all three or none.
async function writePair(store: Store, writer: number, n: number): Promise<void> {
  const counter = await store.get(traces, counterId(job.name, writer))
  const body = { writer: `${job.name}-${writer}`, n, text: `token-${job.name}-${writer}-${n}.`.repeat(3) }
  const answer = await store.commit([
    insert(traces, noteIdOf(job.name, writer, n, 'a'), body),
    put(traces, counterId(job.name, writer), counter, { writer: body.writer, n, text: '' }),
    insert(traces, noteIdOf(job.name, writer, n, 'b'), body),
  ])
  if (!answer.ok) throw new Error(`writer ${writer} lost its own race: ${answer.reason}`)
}

// One counter that the writers of all processes fight for. Who loses too often has changed nothing and says nothing.
async function addOne(store: Store): Promise<void> {
  writeSync(1, 'try\n')
  try {
    await change({ store, clock: systemClock }, async () => {
      const shared = await store.get(traces, SHARED)
      const n = (shared?.body.n ?? 0) + 1
      return { writes: [put(traces, SHARED, shared, { writer: 'shared', n, text: '' })], result: n }
    })
    writeSync(1, 'added\n')
  } catch (cause) {
    if (!(cause instanceof AppError && cause.code === 'CONFLICT')) throw cause
  }
}

void main()
