import { type Bench, CRM, HUADONG, startBench, YUNQI } from '../testing/provider'
import { BUDGETS } from './guard'

describe('guards before every path', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench({ switches: { wrongSecretsToBan: 3 } })
    await bench.sit()
  })
  afterEach(() => bench.close())

  const advance = (ms: number) => bench.stand.control('clock.advance', { ms })

  it("refuses addresses off the provider's list a minute after it changed, without saying which list", async () => {
    const suite_access_token = await bench.suiteToken()
    const ask = () => bench.get('service/get_pre_auth_code', { suite_access_token })
    await bench.stand.control('whitelist.set', { providerId: 'yunqi', ips: ['10.0.0.1'] })
    expect(await ask()).toMatchObject({ errcode: 0 })
    await advance(60_000)
    const refused = await ask()
    expect(refused).toMatchObject({ errcode: 60020 })
    expect(refused.errmsg).toContain('not allow to access from your ip')
    expect(await bench.providerToken()).toBe('undefined')
    await bench.stand.control('whitelist.set', { providerId: 'yunqi', ips: ['10.0.0.1', '127.0.0.1'] })
    await advance(60_000)
    expect(await ask()).toMatchObject({ errcode: 0 })
  })

  it("refuses addresses off a customised app's own list in the same words", async () => {
    const app = await bench.installTemplate()
    const where = { suiteId: CRM.suiteId, corpId: HUADONG.corpId }
    await bench.stand.control('whitelist.set', { providerId: 'yunqi', ips: ['10.0.0.1'], ...where })
    await advance(60_000)
    expect(await bench.get('gettoken', { corpid: app.corpid, corpsecret: app.secret })).toMatchObject({
      errcode: 60020,
    })
    expect(await bench.get('agent/list', { access_token: app.token })).toMatchObject({ errcode: 60020 })
    expect(await bench.providerToken()).not.toBe('undefined')
  })

  it('bans an address for an hour after many wrong secrets', async () => {
    const wrong = { corpid: YUNQI.corpId, provider_secret: 'x' }
    for (let i = 0; i < 3; i += 1) {
      expect(await bench.post('service/get_provider_token', {}, wrong)).toMatchObject({ errcode: 40001 })
    }
    expect(await bench.providerToken()).toBe('undefined')
    await advance(3_600_000)
    expect(await bench.providerToken()).not.toBe('undefined')
  })

  it('allows five debug calls a minute', async () => {
    const ask = () => bench.get('gettoken', { debug: '1' })
    for (let i = 0; i < 5; i += 1) expect(await ask()).toMatchObject({ errcode: 41002 })
    expect(await ask()).toMatchObject({ errcode: 45009 })
    await advance(60_000)
    expect(await ask()).toMatchObject({ errcode: 41002 })
  })

  it('locks userid_to_openuserid for a day after many wrong ids, for that app alone', async () => {
    await bench.close()
    bench = await startBench({ switches: { wrongUserIdsToLock: 5 } })
    await bench.sit()
    const app = await bench.installTemplate()
    const sign = await bench.installSignIn()
    const ask = async (access_token: string, userid_list: string[]) =>
      (await bench.post('batch/userid_to_openuserid', { access_token }, { userid_list })).errcode
    expect(await ask(app.token, ['a', 'b', 'c', 'd'])).toBe(0)
    expect(await ask(app.token, ['zhoumin', 'e'])).toBe(0)
    expect(await ask(app.token, ['zhoumin'])).toBe(45009)
    expect(await ask(sign.token, ['zhoumin'])).toBe(0)
    await advance(24 * 3_600_000)
    const fresh = await bench.get('gettoken', { corpid: app.corpid, corpsecret: app.secret })
    expect(await ask(String(fresh['access_token']), ['zhoumin'])).toBe(0)
  })

  it('answers 45033 to more calls at once than an address may have', async () => {
    await bench.close()
    bench = await startBench({ switches: { mostAtOnce: 3 } })
    await bench.stand.control('faults.set', { target: '/cgi-bin/gettoken', kind: 'delay', delayMs: 150 })
    const crowd = await Promise.all(Array.from({ length: 5 }, () => bench.get('gettoken')))
    expect(crowd.map((answer) => answer.errcode).sort()).toEqual([41002, 41002, 41002, 45033, 45033])
    expect(await bench.get('gettoken')).toMatchObject({ errcode: 41002 })
  })

  it('holds the documented budgets', () => {
    expect(BUDGETS.corpApi.map((b) => b.most)).toEqual([10_000, 150_000])
    expect(BUDGETS.ip.map((b) => b.most)).toEqual([20_000, 600_000])
    expect(BUDGETS.providerIp.map((b) => b.most)).toEqual([40_000, 1_200_000])
  })
})
