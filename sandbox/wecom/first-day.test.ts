import { xmlText } from './callbacks/xml'
import { type Bench, CRM, HUADONG, PATROL, QINGHE, SIGN_IN, startBench, WEB_LOGIN, YUNQI } from './testing/provider'

describe('the first day, played against the stand-in', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench()
    await bench.sit()
  })
  afterEach(() => bench.close())

  it('pushes an encrypted suite_ticket to every suite and template at the start', () => {
    const tickets = bench.backend.received.filter((r) => r.name === 'suite_ticket')
    expect(tickets).toHaveLength(7)
    const mine = tickets.find((r) => r.receiveId === SIGN_IN.suiteId)
    expect(mine?.path).toBe(`/callback/yunqi/${SIGN_IN.suiteId}`)
    expect(mine?.toUserName).toBe(SIGN_IN.suiteId)
  })

  it('authorises two templates by one parameter QR: an event each, code, app without a token, probe', async () => {
    const codes = await bench.scanTemplates([CRM, PATROL], 'inv42')
    expect(new Set(codes).size).toBe(2)
    const suite_access_token = await bench.suiteToken(CRM)
    const got = await bench.post('service/get_permanent_code', { suite_access_token }, { auth_code: codes[0] })
    expect(got).not.toHaveProperty('errcode')
    expect(got).not.toHaveProperty('access_token')
    expect(got).toMatchObject({
      state: 'inv42',
      auth_corp_info: { corp_name: '华东零售' },
      auth_info: { agent: [{ name: '客户旅程 CRM', is_customized_app: true }] },
      auth_user_info: { name: '' },
    })
    const { corpid } = got['auth_corp_info'] as { corpid: string }
    expect(corpid).toMatch(/^wp[\w]{30}$/)
    const corp = await bench.get('gettoken', { corpid, corpsecret: String(got['permanent_code']) })
    expect(corp).toMatchObject({ errcode: 0, expires_in: 7200 })
    const { agentid } = (got['auth_info'] as { agent: { agentid: number }[] }).agent[0] as { agentid: number }
    const query = { access_token: String(corp['access_token']), agentid: String(agentid) }
    expect(await bench.get('agent/get', query)).toMatchObject({ errcode: 0, close: 0, customized_publish_status: 0 })
  })

  it('does not put the state or a reason into events', async () => {
    await bench.scanTemplates([CRM], 'inv42')
    const event = await bench.backend.next('create_auth')
    expect(xmlText(event.xml, 'State')).toBeUndefined()
    expect(event.receiveId).toBe(CRM.suiteId)
  })

  it('spends an auth code once and lets it die after ten minutes', async () => {
    const [auth_code] = await bench.scanTemplates([CRM])
    const suite_access_token = await bench.suiteToken(CRM)
    expect(await bench.post('service/v2/get_permanent_code', { suite_access_token }, { auth_code })).toMatchObject({
      errcode: 0,
    })
    expect(await bench.post('service/v2/get_permanent_code', { suite_access_token }, { auth_code })).toMatchObject({
      errcode: 40078,
    })
    const [late] = await bench.scanTemplates([PATROL])
    await bench.stand.control('clock.advance', { ms: 10 * 60_000 })
    const token = await bench.suiteToken(PATROL)
    expect(
      await bench.post('service/v2/get_permanent_code', { suite_access_token: token }, { auth_code: late }),
    ).toMatchObject({
      errcode: 42003,
    })
  })

  it('refuses a member who is no admin, and says so on the sheet', async () => {
    await bench.sit('chenchen')
    await expect(bench.scanTemplates([CRM])).rejects.toThrow('你不是企业管理员')
    expect(bench.backend.received.some((r) => r.name === 'create_auth')).toBe(false)
  })

  it('refuses an expired QR after ten days', async () => {
    const provider_access_token = await bench.providerToken()
    const body = { state: '', templateid_list: [CRM.suiteId] }
    const link = await bench.post('service/get_customized_auth_url', { provider_access_token }, body)
    expect(link['expires_in']).toBe(864000)
    const url = String(link['qrcode_url'])
    expect(await bench.stand.control('client.scan', { seat: 'seat-phone', text: url })).toMatchObject({
      kind: 'authorize',
      openUrl: url.replace('https://open.work.weixin.qq.com', bench.stand.url),
    })
    await bench.stand.control('clock.advance', { ms: 864_000_000 })
    expect((await bench.stand.control('client.sheet', { seat: 'seat-phone', url })).refusal).toContain('已过期')
  })

  it('installs the sign-in suite by link without any create_auth and signs its member in', async () => {
    const { corpid, agentid, token } = await bench.installSignIn()
    await bench.stand.settled()
    expect(bench.backend.received.some((r) => r.name === 'create_auth')).toBe(false)
    expect(await bench.get('agent/get', { access_token: token, agentid: String(agentid) })).not.toHaveProperty(
      'customized_publish_status',
    )
    const { code } = await bench.stand.control('client.miniProgramLogin', {
      seat: 'seat-phone',
      suiteId: SIGN_IN.suiteId,
    })
    const query = { suite_access_token: await bench.suiteToken(), js_code: code, grant_type: 'authorization_code' }
    const person = await bench.get('service/miniprogram/jscode2session', query)
    expect(person).toMatchObject({ errcode: 0, corpid })
    expect(person['open_userid']).toBe(person['userid'])
    expect(await bench.get('service/miniprogram/jscode2session', query)).toMatchObject({ errcode: 40029 })
    const admins = await bench.post('agent/get_admin_list', { access_token: token })
    const ids = (admins['admin'] as { userid: string }[]).map((a) => a.userid)
    expect(ids).toHaveLength(2)
    expect(ids).toContain(person['userid'])
  })

  it('shows the same corp and member under different ids to two providers', async () => {
    await bench.installSignIn()
    const login = async (suite: typeof SIGN_IN) => {
      const { code } = await bench.stand.control('client.miniProgramLogin', {
        seat: 'seat-phone',
        suiteId: suite.suiteId,
      })
      const query = {
        suite_access_token: await bench.suiteToken(suite),
        js_code: code,
        grant_type: 'authorization_code',
      }
      return bench.get('service/miniprogram/jscode2session', query)
    }
    const here = await login(SIGN_IN)
    const there = await login(QINGHE.suites[0] as typeof SIGN_IN)
    expect(there['errcode']).toBe(0)
    expect(there['corpid']).not.toBe(here['corpid'])
    expect(there['open_userid']).not.toBe(here['open_userid'])
  })

  it('signs staff in on the web with the login suite, under their own corp', async () => {
    const { location } = await bench.stand.control('client.webLogin', {
      userId: 'suqing',
      appid: WEB_LOGIN.suiteId,
      redirectUri: `${bench.backend.base}/oauth/console`,
      state: 'x1',
    })
    const back = new URL(location)
    expect(back.searchParams.get('state')).toBe('x1')
    const query = { suite_access_token: await bench.suiteToken(WEB_LOGIN), code: String(back.searchParams.get('code')) }
    const person = await bench.get('service/auth/getuserinfo3rd', query)
    expect(person).toMatchObject({ errcode: 0, corpid: YUNQI.corpId, userid: 'suqing' })
    expect(String(person['open_userid'])).toMatch(/^wo/)
  })

  it('signs a member in by OAuth only for a trusted domain', async () => {
    const ask = (redirectUri: string) =>
      bench.stand.control('client.oauth', { seat: 'seat-phone', appid: SIGN_IN.suiteId, redirectUri })
    await expect(ask('https://evil.example/')).rejects.toThrow('50001')
    const code = String(new URL((await ask(`${bench.backend.base}/l/1`)).location).searchParams.get('code'))
    const query = { suite_access_token: await bench.suiteToken(), code }
    expect(await bench.get('service/auth/getuserinfo3rd', query)).toMatchObject({ errcode: 0 })
  })

  it('converts a plain corp id only for a corp that authorised', async () => {
    const provider_access_token = await bench.providerToken()
    const ask = () => bench.post('service/corpid_to_opencorpid', { provider_access_token }, { corpid: HUADONG.corpId })
    expect(await ask()).toMatchObject({ errcode: 48001 })
    const { corpid } = await bench.installTemplate()
    expect(await ask()).toMatchObject({ errcode: 0, open_corpid: corpid })
  })

  it('serves the pages of WeCom hosts and refuses unknown paths loudly', async () => {
    for (const path of [
      '/wwopen/customApp/authorize',
      '/connect/oauth2/authorize',
      '/wwlogin/sso/login',
      '/3rdapp/install',
    ]) {
      const page = await fetch(bench.stand.url + path)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('window.name')
    }
    expect(await bench.get('user/nonsense')).toMatchObject({ errcode: -1 })
  })
})
