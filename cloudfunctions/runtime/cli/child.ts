import { spawn } from 'node:child_process'

export interface ChildResult {
  /** Exit code; 1 when it was ended by a signal or could not start. */
  readonly code: number
  /** What it printed on both streams, in order, the last megabyte. */
  readonly output: string
}

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Also pass everything on to our own streams while it runs. */
  readonly show?: boolean
}

const KEPT = 1_000_000

/** Runs `node …args` and waits. Never rejects: a child that cannot start is a result with its reason. */
export function runNode(args: readonly string[], { env = {}, show = false }: ChildOptions = {}): Promise<ChildResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-KEPT)
      if (show) to.write(chunk)
    }
    child.stdout.on('data', keep(process.stdout))
    child.stderr.on('data', keep(process.stderr))
    // Ours to end when we are ended; Ctrl-C reaches it by itself.
    const end = () => child.kill()
    process.once('exit', end)
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }))
    child.on('close', (code) => {
      process.removeListener('exit', end)
      resolve({ code: code ?? 1, output })
    })
  })
}
