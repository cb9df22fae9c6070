/** `npm run sandbox -- --port N`: the WeCom stand-in alone, for any backend or SDK that speaks WeCom's provider API. */
import path from 'node:path'
import { systemClock } from '@cloud/runtime/clock'
import { DEFAULT_CALLBACK_BASE, startWeComSandbox } from '../wecom/server'
import { SEED, withManyCorps } from '../wecom/world/seed'
import { readSandboxArgs, SANDBOX_USAGE } from './sandbox-args'
import { describeSandbox } from './sandbox-text'

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
  const sandbox = await startWeComSandbox({
    port: args.port,
    clock: systemClock,
    callbackBase,
    ...(args.corps > 0 ? { seed: withManyCorps(SEED, args.corps, args.members) } : {}),
    ...(args.keep ? { stateFile: path.resolve('.accord/wecom-alone.json') } : {}),
  })
  process.stdout.write(`${describeSandbox(sandbox.url, callbackBase)}\n`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  await sandbox.close()
  return 0
}
