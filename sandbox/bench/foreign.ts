/**
 * A foreign SDK against the stand-in: node-easywechat OpenWork, unchanged, obtains its tokens and codes and receives its callbacks.
 * Installs the peer into its own folder when it is missing. `npm run bench -- foreign`
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { systemClock } from '@cloud/runtime/clock'
import { startWeComSandbox } from '../wecom/server'
import { SEED } from '../wecom/world/seed'
import { benchRow, type BenchRow } from './bench-row'

/** Everything the SDK must have said at the end, in any order. */
const WANTED = [
  'provider_access_token',
  'suite_access_token',
  'pre_auth_code',
  'permanent_code',
  'corpid',
  'access_token',
  'admins',
  'change_auth',
  'cancel_auth',
] as const
const PATIENCE_MS = 20_000

/** @throws Error with what the SDK said when it fails */
export async function run(): Promise<BenchRow[]> {
  const started = performance.now()
  const said = await play(installPeer())
  const obtained = WANTED.filter((what) => said.has(what)).length
  return [
    benchRow('R9.a', 'things a foreign SDK obtained or received unchanged', obtained, 'of 9', `= ${WANTED.length}`),
    benchRow('R9.b', 'its whole story', performance.now() - started, 'ms', '< 60000'),
  ]
}

function installPeer(): string {
  const folder = path.resolve('sandbox/bench/peers/easywechat')
  if (!existsSync(path.join(folder, 'node_modules'))) {
    const args = ['install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts']
    execFileSync('npm', args, { cwd: folder, stdio: 'ignore' })
  }
  return path.join(folder, 'play.cjs')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function play(script: string): Promise<Map<string, unknown>> {
  const [provider] = SEED.providers
  const suite = provider?.suites.find((s) => s.kind === 'signIn')
  const corp = SEED.corps[0]
  if (!provider || !suite || !corp) throw new Error('the seed has no provider with a sign-in suite')
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const sandbox = await startWeComSandbox({ port: 0, clock: systemClock, callbackBase: base, loud: () => undefined })
  const { corpId, providerSecret } = provider
  // The SDK drops cache files wherever it runs.
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-foreign-'))
  const given = JSON.stringify({ api: sandbox.url, port, corpId, providerSecret, suite })
  const peer = spawn(process.execPath, [script, given], { cwd: folder })
  const ended = once(peer, 'exit')
  const said = new Map<string, unknown>()
  const waiting: { what: string; done: () => void; fail: (error: Error) => void }[] = []
  createInterface(peer.stdout).on('line', (line) => {
    const { what, value } = JSON.parse(line) as { what: string; value: unknown }
    said.set(what, value)
    for (const one of waiting) {
      if (what === 'error') one.fail(new Error(String(value)))
      else if (one.what === what) one.done()
    }
  })
  let complaint = ''
  peer.stderr.on('data', (part: Buffer) => (complaint += part.toString('utf8')))
  peer.once('exit', () => waiting.forEach((one) => one.fail(new Error(`the SDK ended: ${complaint}`))))
  const heard = (what: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (said.has(what)) return resolve()
      const timer = setTimeout(
        () => reject(new Error(`the SDK never said ${what}: ${[...said.keys()].join()}`)),
        PATIENCE_MS,
      )
      const end = (act: () => void) => () => {
        clearTimeout(timer)
        act()
      }
      waiting.push({ what, done: end(resolve), fail: (error) => end(() => reject(error))() })
    })
  try {
    await heard('pre_auth_code')
    await sandbox.control('seat.set', { seat: 'seat-peer', corpId: corp.corpId, userId: 'zhoumin' })
    const query = new URLSearchParams({
      suite_id: suite.suiteId,
      pre_auth_code: String(said.get('pre_auth_code')),
      redirect_uri: `${base}/installed`,
      state: 'peer',
    })
    const url = `https://open.work.weixin.qq.com/3rdapp/install?${query}`
    const { redirectUrl } = await sandbox.control('client.authorize', { seat: 'seat-peer', url })
    await fetch(String(redirectUrl))
    await heard('admins')
    await sandbox.control('client.disable', { seat: 'seat-peer', suiteId: suite.suiteId })
    await heard('change_auth')
    await sandbox.control('client.cancelAuth', { seat: 'seat-peer', suiteId: suite.suiteId })
    await heard('cancel_auth')
    return said
  } finally {
    peer.kill()
    await ended
    await rm(folder, { recursive: true, force: true })
    await sandbox.close()
  }
}
