/**
 * R3: `npm run bench -- store-durability`. Twenty rounds of kill -9, then strace on a writer: every acknowledgement must follow
 * an fdatasync begun after its write; without flushing the same check must fail, or it would prove nothing.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { benchRow, type BenchRow } from './bench-row'
import { killRound, type KillReport } from './store-kill'
import { benchFolder, bundleWriter, startWriter } from './store-process'
import { readTrace, type TraceReport } from './store-trace'

const ROUNDS = 20
const WRITERS = 16
const COMMITS = 6

/** Lost and half commits and index faults over 20 kills; acknowledgements that strace shows unflushed, with its control. */
export async function run(): Promise<BenchRow[]> {
  const writer = await bundleWriter()
  try {
    return [...(await killRows(writer)), ...(await traceRows(writer))]
  } finally {
    await rm(writer, { force: true })
  }
}

async function killRows(writer: string): Promise<BenchRow[]> {
  const rounds: KillReport[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await killRound(writer, round))
  const sum = (of: keyof KillReport): number => rounds.reduce((total, report) => total + report[of], 0)
  const what = `${ROUNDS} kills, ${sum('acknowledged')} commits of 64 writers`
  return [
    benchRow('R3.a', `${what}: lost`, sum('lost'), 'commits', '= 0'),
    benchRow('R3.b', `${what}: half there`, sum('half'), 'commits', '= 0'),
    benchRow('R3.c', `${what}: index faults`, sum('indexFaults'), 'entries', '= 0'),
  ]
}

async function traceRows(writer: string): Promise<BenchRow[]> {
  const hasStrace = spawnSync('strace', ['-V']).status === 0
  if (!hasStrace) {
    // Short, not left out: an unproven row must be seen.
    return [benchRow('R3.d', 'strace is not installed: nothing was shown', Number.NaN, 'commits', '= 0')]
  }
  const durable = await traced(writer, false)
  const control = await traced(writer, true)
  return [
    benchRow(
      'R3.d',
      `strace, ${durable.acknowledged} commits: acknowledged before fdatasync`,
      durable.acknowledged === WRITERS * COMMITS ? durable.unflushed.length : Number.NaN,
      'commits',
      '= 0',
    ),
    benchRow(
      'R3.e',
      `the same with noSync: found by the check`,
      control.unflushed.length,
      'commits',
      `= ${WRITERS * COMMITS}`,
    ),
  ]
}

const CALLS = 'trace=fdatasync,fsync,write,writev,pwrite64,pwritev,pwritev2'

/** One process of 16 writers under strace; strings are kept whole, so that each write shows what it wrote. */
async function traced(writer: string, noSync: boolean): Promise<TraceReport> {
  const dir = await mkdtemp(path.join(await benchFolder(), 'trace-'))
  try {
    const log = path.join(dir, 'strace.txt')
    const strace = ['strace', '-f', '-y', '-s', '1048576', '-e', CALLS, '-o', log]
    const job = { dir: path.join(dir, 'store'), name: 'p', writers: WRITERS, commits: COMMITS, noSync }
    const { how, stderr } = await startWriter(writer, job, strace).ended
    if (how !== 0) throw new Error(`the traced writer ended with ${how}: ${stderr}`)
    const isData = (text: string): boolean => /^\d+<[^>]*data\.mdb>/.test(text)
    return readTrace((await readFile(log, 'utf8')).split('\n'), isData, tokensOf)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** `ack NAME WRITER N` → what the commit's two documents hold. */
function tokensOf(ack: string): string[] {
  const [, name, writer, n] = ack.split(' ')
  return [`token-${name}-${writer}-${n}.`]
}
