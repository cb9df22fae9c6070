import { type Bench, CRM, HUADONG, SIGN_IN, startBench } from '../testing/provider'
import { SEED, withManyCorps } from '../world/seed'

const TEST_CORP = SEED.corps.find((c) => c.isTest) ?? HUADONG
const DAY_MS = 24 * 3600_000

describe('test corps', () => {
  let bench: Bench
  afterEach(() => bench.close())

  it('gives a test corp no licence trial and removes it after ninety days with cancel_auth', async () => {
    bench = await startBench()
    await bench.sit('testadmin', TEST_CORP.corpId)
    const app = await bench.installTemplate()
    const provider_access_token = await bench.providerToken()
    const key = { corpid: app.corpid, suite_id: CRM.suiteId }
    const licence = await bench.post('license/get_app_license_info', { provider_access_token }, key)
    expect(licence).toMatchObject({ errcode: 0 })
    expect(licence).not.toHaveProperty('trail_info')
    await bench.stand.control('clock.advance', { ms: 89 * DAY_MS })
    await bench.stand.settled()
    expect(bench.backend.received.map((r) => r.name)).not.toContain('cancel_auth')
    await bench.stand.control('clock.advance', { ms: DAY_MS })
    expect((await bench.backend.next('cancel_auth')).xml).toContain(app.corpid)
    expect(await bench.get('gettoken', { corpid: app.corpid, corpsecret: app.secret })).toMatchObject({
      errcode: 40001,
    })
  })

  it('leaves ordinary corps alone however long they stay', async () => {
    bench = await startBench()
    await bench.sit()
    await bench.installTemplate()
    await bench.stand.control('clock.advance', { ms: 400 * DAY_MS })
    await bench.stand.settled()
    expect(bench.backend.received.map((r) => r.name)).not.toContain('cancel_auth')
  })

  it('takes at most ten test corps for one app', async () => {
    bench = await startBench({ seed: withManyCorps(SEED, 11, 1) })
    const corps = Object.values(bench.stand.world().corps).filter((c) => c.providerId === undefined)
    const scan = async (corp: (typeof corps)[number]) => {
      const admin = corp.members.find((m) => m.role === 'superAdmin')
      await bench.sit(admin?.userId, corp.corpId)
      const suite_access_token = await bench.suiteToken()
      const { pre_auth_code } = await bench.get('service/get_pre_auth_code', { suite_access_token })
      const info = { pre_auth_code, session_info: { auth_type: 1 } }
      expect(await bench.post('service/set_session_info', { suite_access_token }, info)).toMatchObject({ errcode: 0 })
      const query = new URLSearchParams({
        suite_id: SIGN_IN.suiteId,
        pre_auth_code: String(pre_auth_code),
        redirect_uri: `${bench.backend.base}/oauth/installed`,
      })
      const url = `https://open.work.weixin.qq.com/3rdapp/install?${query}`
      return bench.stand.control('client.authorize', { seat: 'seat-phone', url })
    }
    for (const corp of corps.slice(0, 10)) expect((await scan(corp)).apps).toHaveLength(1)
    const [eleventh] = corps.slice(10)
    await expect(scan(eleventh as (typeof corps)[number])).rejects.toThrow('10 个上限')
  })
})
