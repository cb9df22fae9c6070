/** Calls a function the way a cold instance does: a new process loads the file and answers one event. */
import { spawn } from 'node:child_process'
import type { StagedEvent } from './deployed-stage'

/** Loads argv[1], calls `main` with the event of the environment, prints the answer and ends. */
const CALLER = `require(process.argv[1]).main(JSON.parse(process.env.STAGED_EVENT), { request_id: 'cold' })
  .then((answer) => process.stdout.write(JSON.stringify(answer), () => process.exit(0)))
  .catch((error) => { console.error(error); process.exit(1) })`

export interface ColdCall {
  /** Milliseconds from spawn to the end of the process, which ends with its answer. */
  readonly ms: number
  readonly answer: string
}

/** One cold call. @throws Error with the process's own words when it fails or answers something else */
export async function callCold(
  file: string,
  staged: StagedEvent,
  env: Readonly<Record<string, string>>,
): Promise<ColdCall> {
  const call = await runNode(['-e', CALLER, file], {
    ...env,
    TCB_SOURCE: staged.source,
    STAGED_EVENT: JSON.stringify(staged.event),
  })
  if (!call.answer.includes(staged.expected)) throw new Error(`${file} answered ${call.answer}\n${call.errors}`)
  return call
}

/** An empty Node process: what every cold start pays anyway. */
export const callNothing = async (): Promise<ColdCall> => runNode(['-e', '0'], {})

function runNode(args: readonly string[], env: Record<string, string>): Promise<ColdCall & { errors: string }> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(process.execPath, args, {
      // Nothing of ours: NODE_OPTIONS of a test runner would be measured too. (Taro's types want names of its own in here.)
      env: { PATH: process.env['PATH'], ...env } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let answer = ''
    let errors = ''
    let ms = 0
    child.stdout.on('data', (part: Buffer) => (answer += part.toString()))
    child.stderr.on('data', (part: Buffer) => (errors += part.toString()))
    child.once('error', reject)
    child.once('exit', () => (ms = performance.now() - started))
    child.once('close', () => resolve({ ms, answer, errors }))
  })
}
