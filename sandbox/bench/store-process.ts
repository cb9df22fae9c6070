/** Starts writing processes and listens to what they acknowledge. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import type { WriterJob } from './store-writer-job'

/** The writer as one file that plain Node runs; packages stay in node_modules. */
export async function bundleWriter(): Promise<string> {
  const outfile = path.resolve('.accord/cache/modules', `store-writer.${process.pid}.cjs`)
  await build({
    entryPoints: ['sandbox/bench/store-writer.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    logLevel: 'silent',
  })
  return outfile
}

/** A folder on the project's own disk: a temporary folder may live in memory, where a flush costs and proves nothing. */
export async function benchFolder(): Promise<string> {
  const base = path.resolve('.accord/bench')
  await mkdir(base, { recursive: true })
  return base
}

export interface WriterProcess {
  readonly name: string
  /** Highest acknowledged number per writer. */
  readonly acked: Map<number, number>
  /** Every line so far. */
  readonly lines: string[]
  /** Acknowledged commits so far. */
  ackCount(): number
  kill(signal: 'SIGKILL' | 'SIGTERM'): void
  /** Exit code, or the signal that ended it; with what it printed to stderr. */
  readonly ended: Promise<{ readonly how: number | string; readonly stderr: string }>
}

/** @param wrap a command to run Node under, such as strace with its options */
export function startWriter(file: string, job: WriterJob, wrap: readonly string[] = []): WriterProcess {
  const [command, ...args] = [...wrap, process.execPath, file, JSON.stringify(job)]
  const child = spawn(command ?? process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const acked = new Map<number, number>()
  const lines: string[] = []
  onLines(child, (line) => {
    lines.push(line)
    const [word, , writer, n] = line.split(' ')
    if (word === 'ack') acked.set(Number(writer), Number(n))
  })
  return {
    name: job.name,
    acked,
    lines,
    ackCount: () => [...acked.values()].reduce((sum, n) => sum + n, 0),
    kill: (signal) => void child.kill(signal),
    ended: endOf(child),
  }
}

// A killed process may leave half a line behind: it was not printed whole, so it does not count.
function onLines(child: ChildProcess, take: (line: string) => void): void {
  let rest = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    parts.forEach(take)
  })
}

function endOf(child: ChildProcess): WriterProcess['ended'] {
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ how: signal ?? code ?? -1, stderr }))
  })
}
