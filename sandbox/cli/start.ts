/** `npm start`: builds what changed, starts desk, functions and stand-ins, prints the addresses. State lives in `.accord/`. */
import { mkdir, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '@cloud/runtime/cli/ensure-built'
import { AppError } from '@shared/kernel/errors'
import { buildDesk } from '../desk/build'
import { startLaptop } from '../laptop/laptop'

const DEFAULT_PORT = 4680

/** @returns the exit code, once Ctrl-C has been pressed and everything is closed */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string' },
      dir: { type: 'string' },
      reset: { type: 'boolean' },
      verbose: { type: 'boolean' },
    },
  })
  const port = portOf(values.port)
  const dir = resolve(values.dir ?? '.accord')
  if (values.reset) {
    for (const name of ['store', 'wecom.json']) await rm(resolve(dir, name), { recursive: true, force: true })
  }
  await mkdir(dir, { recursive: true })
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const desk = resolve('.accord/cache/desk')
  await Promise.all([ensureBuilt('h5', { say }), buildDesk(desk)])
  const laptop = await startLaptop({
    port,
    wecomPort: port + 1,
    dir,
    pages: { h5: resolve('dist/h5'), desk },
    ...(values.verbose ? { log: say } : {}),
  })
  say('')
  say('合契已就绪 · Accord is ready')
  say(`  演示台 desk      ${laptop.url}/`)
  say(`  控制台 console   ${laptop.url}/app/#/console/home/index`)
  say(`  企业微信替身     ${laptop.wecom.url}/   （只在本机，扮演企业微信）`)
  say(`  数据 state       ${dir}    重新开始：npm start -- --reset`)
  say('  按 Ctrl-C 结束 · Ctrl-C to stop')
  await new Promise<void>((done) => {
    process.once('SIGINT', done)
    process.once('SIGTERM', done)
  })
  await laptop.close()
  return 0
}

function portOf(text: string | undefined): number {
  const port = text === undefined ? DEFAULT_PORT : Number(text)
  if (!Number.isInteger(port) || port < 1024 || port > 65_534) {
    throw new AppError('INVALID_INPUT', `--port ${text}`, { userMessage: '--port 应为 1024 到 65534 之间的整数' })
  }
  return port
}
