import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manualClock } from '@cloud/runtime/clock'
import { startWeComSandbox } from './server'
import { type Bench, CRM, HUADONG, SIGN_IN, startBench } from './testing/provider'
import type { WorldView } from './platform/views'

describe('the stand-in as a server', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench()
    await bench.sit()
  })
  afterEach(() => bench.close())

  const post = (name: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${bench.stand.url}/platform/${name}`, { method: 'POST', body: JSON.stringify(body), headers })

  it('answers control endpoints on HTTP: result, refusal in Chinese, bad input, unknown name', async () => {
    const world = (await (await post('world.get', {})).json()) as WorldView
    expect(world.corps.map((c) => c.name)).toEqual(['华东零售', '海川制造', '北辰教育', '云起测试企业'])
    expect(JSON.stringify(world)).not.toContain(SIGN_IN.secret)
    const refused = await post('seat.set', { seat: 'seat-a', corpId: HUADONG.corpId, userId: 'nobody' })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toEqual({ error: { code: 'NO_MEMBER', message: '企业里没有这个成员' } })
    expect(await (await post('seat.set', { seat: 1 })).json()).toMatchObject({ error: { code: 'BAD_INPUT' } })
    expect((await post('client.nonsense', {})).status).toBe(404)
    expect((await fetch(`${bench.stand.url}/platform/world.get`)).status).toBe(405)
  })

  it('lets pages of this machine in, and no others', async () => {
    const allowed = async (origin: string) =>
      (await post('clock.get', {}, { origin })).headers.get('access-control-allow-origin')
    expect(await allowed('http://127.0.0.1:4680')).toBe('http://127.0.0.1:4680')
    expect(await allowed('https://evil.example')).toBeNull()
  })

  it('bends paths: system busy, no answer, done but unanswered, outage window', async () => {
    const ask = () => bench.providerToken()
    await bench.stand.control('faults.set', {
      target: '/cgi-bin/service/get_provider_token',
      kind: 'error',
      times: 1,
      errcode: -1,
    })
    expect(await ask()).toBe('undefined')
    expect(await ask()).not.toBe('undefined')
    await bench.stand.control('faults.set', { target: '/cgi-bin/*', kind: 'drop', times: 1 })
    await expect(ask()).rejects.toThrow()
    const now = bench.stand.clock.now()
    await bench.stand.control('faults.set', { target: '/cgi-bin/*', kind: 'outage', fromMs: now, untilMs: now + 1000 })
    await expect(ask()).rejects.toThrow()
    await bench.stand.control('clock.advance', { ms: 1000 })
    expect(await ask()).not.toBe('undefined')
    const [code] = await bench.scanTemplates([CRM])
    const suite_access_token = await bench.suiteToken(CRM)
    const exchange = () => bench.post('service/v2/get_permanent_code', { suite_access_token }, { auth_code: code })
    await bench.stand.control('faults.set', {
      target: '/cgi-bin/service/v2/get_permanent_code',
      kind: 'timeoutAfterEffect',
      times: 1,
    })
    await expect(exchange()).rejects.toThrow()
    expect(await exchange()).toMatchObject({ errcode: 40078 })
    const { rules } = await bench.stand.control('faults.clear', {})
    expect(rules).toEqual([])
  })

  it('logs requests with masked secrets and names unknown paths', async () => {
    await bench.providerToken()
    await bench.get('made/up')
    const { entries } = await bench.stand.control('log.list', { kind: 'request', limit: 2 })
    expect(entries[0]?.sent).not.toContain('cTWgU69V')
    expect(entries[1]).toMatchObject({ name: '/cgi-bin/made/up', note: 'unknown path', errcode: -1 })
  })

  it('brings a snapshot back, time included, and resets to the seed', async () => {
    await bench.stand.control('snapshot', { name: 'before' })
    const at = bench.stand.clock.now()
    await bench.installTemplate()
    await bench.stand.control('clock.advance', { ms: 3_600_000 })
    await bench.stand.control('restore', { name: 'before' })
    expect(Object.keys(bench.stand.world().installs)).toEqual([])
    expect(bench.stand.clock.now()).toBe(at)
    await expect(bench.stand.control('restore', { name: 'never' })).rejects.toThrow('没有这个快照')
    await bench.installTemplate()
    await bench.stand.control('reset', {})
    expect(Object.keys(bench.stand.world().installs)).toEqual([])
    expect(bench.stand.world().seats).toEqual({})
  })

  it('pauses and speeds its one clock', async () => {
    await bench.stand.control('clock.setSpeed', { speed: 0 })
    const stood = bench.stand.clock.now()
    bench.clock.advance(60_000)
    expect(bench.stand.clock.now()).toBe(stood)
    await bench.stand.control('clock.setSpeed', { speed: 60 })
    bench.clock.advance(1000)
    expect(bench.stand.clock.now()).toBe(stood + 60_000)
    const slept = bench.stand.clock.sleep(5000)
    await bench.stand.control('clock.advance', { ms: 5000 })
    await slept
  })

  it('keeps its world in a file over a restart, and refuses a file that is not one', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'stand-'))
    const stateFile = join(dir, 'wecom.json')
    const start = () =>
      startWeComSandbox({ port: 0, clock: manualClock(), stateFile, heartbeat: false, loud: () => undefined })
    const first = await start()
    await first.control('seat.set', { seat: 'seat-a', corpId: HUADONG.corpId, userId: 'lixiang' })
    await first.close()
    const second = await start()
    expect((await second.control('seat.get', { seat: 'seat-a' })).seat).toMatchObject({
      name: '李想',
      role: 'subAdmin',
    })
    await second.close()
    await writeFile(stateFile, '{"version":9}')
    await expect(start()).rejects.toThrow('unknown version')
    await rm(dir, { recursive: true })
  })

  it('verifies a callback URL by GET before it saves it, with the provider corp as receiveId', async () => {
    const save = (callbackUrl: string) =>
      bench.stand.control('console.saveCallback', { suiteId: CRM.suiteId, callbackUrl })
    expect(await save(`{base}/callback/yunqi/${CRM.suiteId}`)).toMatchObject({ ok: true })
    const failed = await save(`{base}/callback/yunqi/unknown`)
    expect(failed).toMatchObject({ ok: false })
    expect(failed.note).toContain('40057')
    expect(bench.stand.world().suites[CRM.suiteId]?.callbackUrl).toContain(CRM.suiteId)
    await expect(save('ftp://x')).rejects.toThrow('40057')
    const weak = bench.stand.control('console.saveCallback', { suiteId: CRM.suiteId, encodingAesKey: 'short' })
    await expect(weak).rejects.toThrow('43 位')
  })
})
