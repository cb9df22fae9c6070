/** `npm run serve` as a process of its own, with the stand-in playing WeCom. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { seededText, SEED } from '@sandbox/wecom/world/seed'
import { startWeComSandbox, type WeComSandbox } from '@sandbox/wecom/server'
import { TEST_KEY, testEnv } from '@sandbox/testing/test-services'
import { createHttp } from '../../wecom/http'
import { systemClock } from '../clock'

const RUN = resolve('cloudfunctions/runtime/cli/run.cjs')
const PROVIDER = SEED.providers[0]
if (!PROVIDER) throw new Error('the seed has no provider')

let home = ''
let wecom: WeComSandbox
const children: ChildProcess[] = []

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'accord-serve-'))
  mkdirSync(join(home, 'h5'))
  writeFileSync(join(home, 'h5/index.html'), '<!doctype html><title>合契</title>')
  wecom = await startWeComSandbox({ port: 0, clock: systemClock, heartbeat: false })
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await wecom.close()
  rmSync(home, { recursive: true, force: true })
})

interface Ran {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ended: Promise<number | null>
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const child = spawn(process.execPath, [RUN, 'serve', ...args], {
    env: { ...process.env, ...testEnv(home, wecom.url), PORT: '0', INIT_CWD: home, ...env },
  })
  children.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  return { child, output: () => output, ended: new Promise((done) => child.on('close', done)) }
}

const lines = (ran: Ran): Record<string, unknown>[] =>
  ran
    .output()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** Waits for `serve.started` and answers its port. */
async function started(ran: Ran): Promise<number> {
  let isOver = false
  void ran.ended.then(() => (isOver = true))
  for (;;) {
    const line = /^.*"event":"serve\.started".*$/m.exec(ran.output())?.[0]
    if (line) return (JSON.parse(line) as { port: number }).port
    if (isOver) throw new Error(`ended early: ${ran.output()}`)
    await new Promise((wake) => setTimeout(wake, 20))
  }
}

async function get(port: number, path: string) {
  const http = createHttp({ baseUrl: `http://127.0.0.1:${port}` })
  const { status, body } = await http.send({ method: 'GET', path, query: {} })
  http.close()
  return { status, text: body.toString('utf8') }
}

const registration = (change: Record<string, unknown> = {}) => ({
  id: PROVIDER.providerId,
  name: PROVIDER.name,
  corpId: PROVIDER.corpId,
  secret: PROVIDER.providerSecret,
  miniProgramAppId: 'wx0123456789abcdef',
  signInSuiteId: PROVIDER.suites[0]?.suiteId,
  suites: PROVIDER.suites.map((suite) => ({
    suiteId: suite.suiteId,
    kind: suite.kind === 'template' ? 'template' : 'suite',
    use: suite.kind === 'template' ? 'customer' : suite.kind,
    name: suite.name,
    reason: suite.intro,
    secret: suite.secret,
    callbackToken: suite.token,
    encodingAesKey: suite.encodingAesKey,
    isLaunched: true,
  })),
  owner: { openUserId: `wo${seededText('serve', 30)}`, name: '林一舟' },
  ...change,
})

function write(name: string, value: unknown): string {
  writeFileSync(join(home, name), JSON.stringify(value))
  return name
}

describe('npm run serve', () => {
  it('answers health, readiness, the app and the edges in JSON logs, and stops gracefully', async () => {
    const ran = run(['--pages', 'h5'])
    const port = await started(ran)
    expect(await get(port, '/healthz')).toEqual({ status: 200, text: 'ok' })
    expect(await get(port, '/readyz')).toEqual({ status: 200, text: 'ready' })
    expect((await get(port, '/')).status).toBe(302)
    expect((await get(port, '/app/')).text).toContain('合契')
    expect((await get(port, '/callback/nobody/wwnothing')).status).toBe(403)
    expect((await get(port, '/desk/reset')).status).toBe(404)
    ran.child.kill('SIGTERM')
    expect(await ran.ended).toBe(0)
    const events = lines(ran).map((line) => line['event'])
    expect(events).toEqual(expect.arrayContaining(['serve.started', 'serve.no.provider', 'serve.stopping']))
    expect(events.at(-1)).toBe('serve.stopped')
    // WeCom names the address it sees: that is what belongs on its whitelist.
    expect(lines(ran).find((line) => line['event'] === 'serve.egress')?.['ip']).toBe('127.0.0.1')
  })

  it('serves although WeCom cannot be reached at the start', async () => {
    const ran = run(['--pages', 'h5'], { ACCORD_WECOM_API: 'http://127.0.0.1:9' })
    const port = await started(ran)
    expect((await get(port, '/readyz')).status).toBe(200)
    ran.child.kill('SIGTERM')
    expect(await ran.ended).toBe(0)
    expect(lines(ran).map((line) => line['event'])).toContain('serve.egress.unknown')
  })

  it('lets two processes share one store folder', async () => {
    const [one, two] = [run(['--pages', 'h5']), run(['--pages', 'h5'])]
    const ports = await Promise.all([started(one), started(two)])
    for (const port of ports) expect((await get(port, '/readyz')).text).toBe('ready')
    one.child.kill('SIGINT')
    expect(await one.ended).toBe(0)
    expect((await get(ports[1] ?? 0, '/readyz')).text).toBe('ready')
  })

  it('refuses to start on a bad configuration and lists everything wrong at once', async () => {
    const ran = run(['--pages', 'h5'], { ACCORD_SEAL_KEYS: '', ACCORD_SESSION_KEY: 'short', PORT: 'x' })
    expect(await ran.ended).toBe(1)
    for (const name of ['ACCORD_SEAL_KEYS', 'ACCORD_SESSION_KEY', 'PORT']) expect(ran.output()).toContain(`${name}：`)
    expect(ran.output()).not.toContain('    at ')
  })

  it('refuses a seal key that does not fit the store', async () => {
    const first = run(['--pages', 'h5'])
    await started(first)
    first.child.kill('SIGTERM')
    await first.ended
    const wrong = run(['--pages', 'h5'], { ACCORD_SEAL_KEYS: `test:${Buffer.alloc(32, 9).toString('base64url')}` })
    expect(await wrong.ended).toBe(1)
    expect(wrong.output()).toContain('密钥与数据不匹配')
    expect(wrong.output()).not.toContain(TEST_KEY)
  })

  it('registers a provider from a file, once, and checks its secret with WeCom', async () => {
    const file = write('provider.json', registration())
    const registered = run(['--register', file])
    expect([await registered.ended, registered.output()]).toEqual([0, expect.stringContaining('已登记 云起科技')])
    expect(registered.output()).not.toContain(PROVIDER.providerSecret)
    const again = run(['--register', file])
    expect([await again.ended, again.output()]).toEqual([1, expect.stringContaining('已经登记过')])
    const checked = run(['--check'])
    expect([await checked.ended, checked.output()]).toEqual([0, expect.stringContaining('✓ 云起科技：密钥有效')])
    expect(checked.output()).toContain('企业微信看到的 IP：127.0.0.1')
  })

  it('says what is wrong with a secret WeCom refuses, with the address it saw', async () => {
    const file = write('provider.json', registration({ secret: 'not-the-provider-secret' }))
    expect(await run(['--register', file]).ended).toBe(0)
    const checked = run(['--check'])
    expect(await checked.ended).toBe(1)
    expect(checked.output()).toMatch(/✗ 云起科技：企业微信返回 \d+/)
    expect(checked.output()).toContain('企业微信看到的 IP：127.0.0.1')
  })
})
