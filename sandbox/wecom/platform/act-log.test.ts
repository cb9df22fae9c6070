import { type Bench, CRM, HUADONG, startBench } from '../testing/provider'

describe('what people did, in the log', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench()
    await bench.sit()
  })
  afterEach(() => bench.close())

  const acts = async () => (await bench.stand.control('log.list', { kind: 'platform' })).entries

  it('names act, person, seat, app and outcome', async () => {
    await bench.scanTemplates()
    await bench.stand.control('client.disable', { seat: 'seat-phone', suiteId: CRM.suiteId })
    expect(await acts()).toEqual([
      expect.objectContaining({ name: 'client.authorize', corpId: HUADONG.corpId, status: 200 }),
      expect.objectContaining({
        name: 'client.disable',
        suiteId: CRM.suiteId,
        corpId: HUADONG.corpId,
        status: 200,
        note: `周敏（${HUADONG.name}，seat-phone）：完成`,
      }),
    ])
  })

  it('keeps refusals with their words, and consoles that could not save', async () => {
    await bench.sit('chenchen')
    const disable = bench.stand.control('client.disable', { seat: 'seat-phone', suiteId: CRM.suiteId })
    await expect(disable).rejects.toThrow('仅企业管理员')
    const keys = { token: 'wrongtoken', encodingAesKey: 'z'.repeat(43) }
    await bench.stand.control('console.saveCallback', { suiteId: CRM.suiteId, ...keys })
    const [refused, unsaved] = await acts()
    expect(refused).toMatchObject({ status: 400, note: expect.stringContaining('仅企业管理员') as string })
    expect(unsaved).toMatchObject({ status: 400, note: expect.stringContaining('服务商后台：openapi') as string })
    expect(unsaved?.sent).not.toContain(keys.token)
    expect(unsaved?.sent).not.toContain(keys.encodingAesKey)
  })

  it('leaves out looking, clock, seats and faults', async () => {
    await bench.stand.control('client.workbench', { seat: 'seat-phone' })
    await bench.stand.control('clock.advance', { ms: 1 })
    await bench.stand.control('world.get', {})
    expect(await acts()).toEqual([])
  })
})
