/** `npm run sandbox -- --port N`: the WeCom stand-in alone, for any backend or SDK that speaks WeCom's provider API. */
import path from 'node:path'
import { systemClock } from '@cloud/runtime/clock'
import { DEFAULT_CALLBACK_BASE, startWeComSandbox } from '../wecom/server'
import { startReplay } from '../wecom/tape/replay'
import { SEED, withManyCorps } from '../wecom/world/seed'
import { readSandboxArgs, SANDBOX_USAGE } from './sandbox-args'
import { describeSandbox } from './sandbox-text'

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })

/** @returns exit code: 0 after Ctrl-C, 2 for arguments nobody understands */
export async function main(argv: readonly string[]): Promise<number> {
  const args = readSandboxArgs(argv)
  if (args === 'help') {
    process.stdout.write(`${SANDBOX_USAGE}\n`)
    return 0
  }
  if (typeof args === 'string') {
    process.stderr.write(`${args}\n${SANDBOX_USAGE}\n`)
    return 2
  }
  const callbackBase = args.callback ?? DEFAULT_CALLBACK_BASE
  if (args.replay !== undefined) {
    const replay = await startReplay({ file: path.resolve(args.replay), port: args.port, callbackBase })
    process.stdout.write(`按 ${args.replay} 回放：${replay.url}　按 Ctrl-C 结束\n`)
    await interrupted()
    await replay.close()
    for (const line of replay.differences) process.stdout.write(`  ${line}\n`)
    return 0
  }
  const sandbox = await startWeComSandbox({
    port: args.port,
    clock: systemClock,
    callbackBase,
    ...(args.corps > 0 ? { seed: withManyCorps(SEED, args.corps, args.members) } : {}),
    ...(args.record === undefined ? {} : { record: path.resolve(args.record) }),
    ...(args.keep ? { stateFile: path.resolve('.accord/wecom-alone.json') } : {}),
  })
  process.stdout.write(`${describeSandbox(sandbox.url, callbackBase)}\n`)
  await interrupted()
  await sandbox.close()
  return 0
}
