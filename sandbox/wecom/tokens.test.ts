import { type Bench, BEICHEN, CRM, HUADONG, PATROL, QINGHE, SIGN_IN, startBench, YUNQI } from './testing/provider'

describe('tokens and codes', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench()
    await bench.sit()
  })
  afterEach(() => bench.close())

  const advance = (ms: number) => bench.stand.control('clock.advance', { ms })

  it('gives the same token while it is valid and a new one afterwards; the old one is expired, not unknown', async () => {
    const first = await bench.providerToken()
    await advance(7_199_000)
    expect(await bench.providerToken()).toBe(first)
    await advance(1000)
    expect(await bench.providerToken()).not.toBe(first)
    const body = { templateid_list: [CRM.suiteId] }
    const ask = (provider_access_token: string) =>
      bench.post('service/get_customized_auth_url', { provider_access_token }, body)
    expect(await ask(first)).toMatchObject({ errcode: 42001 })
    expect(await ask('made-up')).toMatchObject({ errcode: 40014 })
  })

  it('leaves errcode out of successful token answers and shows it when it fails, with the observed errmsg', async () => {
    const good = { corpid: YUNQI.corpId, provider_secret: YUNQI.providerSecret }
    expect(Object.keys(await bench.post('service/get_provider_token', {}, good))).toEqual([
      'provider_access_token',
      'expires_in',
    ])
    const bad = await bench.post('service/get_provider_token', {}, { ...good, provider_secret: 'x' })
    expect(bad.errmsg).toMatch(
      /^invalid credential, hint: \[\d+\], from ip: 127\.0\.0\.1, more info at https:\/\/open\.work\.weixin\.qq\.com\/devtool\/query\?e=40001$/,
    )
    expect((await bench.post('service/get_provider_token', {}, '{oops')).errmsg).toContain(
      'Warning: wrong json format.',
    )
  })

  it.each([
    [{ suite_secret: 's', suite_ticket: 't' }, 41021],
    [{ suite_id: SIGN_IN.suiteId, suite_ticket: 't' }, 41024],
    [{ suite_id: SIGN_IN.suiteId, suite_secret: SIGN_IN.secret }, 41023],
    [{ suite_id: 'ww0', suite_secret: 's', suite_ticket: 't' }, 40083],
    [{ suite_id: SIGN_IN.suiteId, suite_secret: 's', suite_ticket: 't' }, 40080],
    [{ suite_id: SIGN_IN.suiteId, suite_secret: SIGN_IN.secret, suite_ticket: 't' }, 40085],
  ])('answers get_suite_token %j with %i', async (body, errcode) => {
    expect(await bench.post('service/get_suite_token', {}, body)).toMatchObject({ errcode })
  })

  it('pushes a new ticket every ten minutes and lets each count for thirty', async () => {
    const old = await bench.backend.next('suite_ticket')
    const tickets = () =>
      bench.backend.received.filter((r) => r.receiveId === SIGN_IN.suiteId && r.name === 'suite_ticket').length
    expect(tickets()).toBe(1)
    await advance(10 * 60_000)
    expect(tickets()).toBe(2)
    expect(await bench.suiteToken()).not.toBe('undefined')
    await advance(20 * 60_000)
    bench.backend.received.splice(0, bench.backend.received.length, old)
    const late = QINGHE.suites.concat(YUNQI.suites).find((s) => s.suiteId === old.receiveId) ?? SIGN_IN
    expect(await bench.suiteToken(late)).toBe('undefined')
  })

  it('keeps suite, provider and corp tokens apart', async () => {
    const suite_access_token = await bench.suiteToken()
    const { token } = await bench.installTemplate()
    expect(await bench.get('get_api_domain_ip', { access_token: token })).toMatchObject({ ip_list: ['127.0.0.1'] })
    expect(await bench.get('service/get_pre_auth_code', { suite_access_token: token })).toMatchObject({
      errcode: 40082,
    })
    expect(await bench.get('service/get_pre_auth_code', {})).toMatchObject({ errcode: 41022 })
    expect(await bench.get('agent/list', { access_token: suite_access_token })).toMatchObject({ errcode: 40014 })
    expect(await bench.get('agent/list', {})).toMatchObject({ errcode: 41001 })
    await advance(7_200_000)
    expect(await bench.get('get_api_domain_ip', { access_token: token })).toMatchObject({ errcode: 42001 })
    expect(await bench.get('service/get_pre_auth_code', { suite_access_token })).toMatchObject({ errcode: 42009 })
  })

  it('refuses templates where only standard suites may go, and the other way round', async () => {
    const suite_access_token = await bench.suiteToken(CRM)
    expect(await bench.get('service/get_pre_auth_code', { suite_access_token })).toMatchObject({ errcode: 48002 })
    expect(await bench.post('service/get_app_qrcode', { suite_access_token }, { suite_id: CRM.suiteId })).toMatchObject(
      { errcode: 48002 },
    )
    const { corpid, secret } = await bench.installTemplate()
    const known = { auth_corpid: corpid, permanent_code: secret }
    expect(await bench.post('service/get_corp_token', { suite_access_token }, known)).toMatchObject({ errcode: 48002 })
    const sign = await bench.installSignIn()
    expect(await bench.get('gettoken', { corpid: sign.corpid, corpsecret: sign.secret })).toMatchObject({
      errcode: 40001,
    })
    expect(await bench.get('auth/getuserinfo', { access_token: sign.token, code: 'x' })).toMatchObject({
      errcode: 48002,
    })
  })

  it('tells wrong corp ids, secrets and foreign codes apart in gettoken and get_auth_info', async () => {
    const { corpid, secret } = await bench.installTemplate()
    const ask = (query: Record<string, string>) => bench.get('gettoken', query)
    expect(await ask({ corpsecret: secret })).toMatchObject({ errcode: 41002 })
    expect(await ask({ corpid })).toMatchObject({ errcode: 41004 })
    expect(await ask({ corpid: HUADONG.corpId, corpsecret: 'x' })).toMatchObject({ errcode: 40013 })
    expect(await ask({ corpid: corpid.toLowerCase(), corpsecret: secret })).toMatchObject({ errcode: 40091 })
    expect(await ask({ corpid, corpsecret: 'x' })).toMatchObject({ errcode: 40001 })
    const suite_access_token = await bench.suiteToken(PATROL)
    const known = { auth_corpid: corpid, permanent_code: secret }
    expect(await bench.post('service/get_auth_info', { suite_access_token }, known)).toMatchObject({ errcode: 40013 })
  })

  it('does not let one suite spend another suite’s auth code, and misses none', async () => {
    const [auth_code] = await bench.scanTemplates([CRM])
    const suite_access_token = await bench.suiteToken(PATROL)
    expect(await bench.post('service/get_permanent_code', { suite_access_token }, { auth_code })).toMatchObject({
      errcode: 40078,
    })
    expect(await bench.post('service/get_permanent_code', { suite_access_token }, {})).toMatchObject({ errcode: 41008 })
  })

  it('limits the parameter QR: launched templates of this provider, 1-9, each once, state of 32 letters and digits', async () => {
    const provider_access_token = await bench.providerToken()
    const ask = async (body: object) =>
      (await bench.post('service/get_customized_auth_url', { provider_access_token }, body)).errcode
    const other = QINGHE.suites.find((s) => s.kind === 'template')?.suiteId
    expect(await ask({ state: 'a'.repeat(32), templateid_list: [CRM.suiteId] })).toBe(0)
    expect(await ask({ state: 'a'.repeat(33), templateid_list: [CRM.suiteId] })).toBe(40058)
    expect(await ask({ state: 'a-b', templateid_list: [CRM.suiteId] })).toBe(40058)
    expect(await ask({ state: '', templateid_list: [] })).toBe(84019)
    expect(await ask({ state: '', templateid_list: Array.from({ length: 10 }, (_, i) => `dk${i}`) })).toBe(40058)
    expect(await ask({ state: '', templateid_list: [CRM.suiteId, CRM.suiteId] })).toBe(40058)
    expect(await ask({ state: '', templateid_list: [SIGN_IN.suiteId] })).toBe(40083)
    expect(await ask({ state: '', templateid_list: [other] })).toBe(40083)
    const draft = await bench.stand.control('console.createTemplate', { providerId: 'yunqi', name: '新模板' })
    expect(await ask({ state: '', templateid_list: [draft.suiteId] })).toBe(40083)
    await bench.stand.control('console.submitTemplate', { suiteId: draft.suiteId })
    await bench.stand.control('review.approve', { suiteId: draft.suiteId })
    await bench.stand.control('console.launchTemplate', { suiteId: draft.suiteId })
    expect(await ask({ state: '', templateid_list: [draft.suiteId] })).toBe(0)
  })

  it('lets sign-in codes die after five minutes and pre-auth codes after twenty', async () => {
    const suite_access_token = await bench.suiteToken()
    const { code } = await bench.stand.control('client.miniProgramLogin', {
      seat: 'seat-phone',
      suiteId: SIGN_IN.suiteId,
    })
    const { pre_auth_code } = await bench.get('service/get_pre_auth_code', { suite_access_token })
    await advance(5 * 60_000)
    const query = { suite_access_token, js_code: code, grant_type: 'authorization_code' }
    expect(await bench.get('service/miniprogram/jscode2session', query)).toMatchObject({ errcode: 42003 })
    const info = { pre_auth_code, session_info: { auth_type: 1 } }
    expect(await bench.post('service/set_session_info', { suite_access_token }, info)).toMatchObject({ errcode: 0 })
    await advance(15 * 60_000)
    expect(await bench.post('service/set_session_info', { suite_access_token }, info)).toMatchObject({ errcode: 42007 })
  })

  it('installs through the app QR with create_auth and gives its state back', async () => {
    const suite_access_token = await bench.suiteToken()
    const ask = { suite_id: SIGN_IN.suiteId, state: 'poster1', result_type: 2 }
    const { qrcode } = await bench.post('service/get_app_qrcode', { suite_access_token }, ask)
    await bench.stand.control('client.authorize', { seat: 'seat-phone', url: String(qrcode) })
    const event = await bench.backend.next('create_auth')
    const auth_code = /<AuthCode><!\[CDATA\[([^\]]+)/.exec(event.xml)?.[1]
    const got = await bench.post('service/get_permanent_code', { suite_access_token }, { auth_code })
    expect(got).toMatchObject({ state: 'poster1', expires_in: 7200 })
    expect(got).toHaveProperty('access_token')
    const image = await fetch(
      `${bench.stand.url}/cgi-bin/service/get_app_qrcode?suite_access_token=${suite_access_token}`,
      {
        method: 'POST',
        body: JSON.stringify({ suite_id: SIGN_IN.suiteId }),
      },
    )
    expect(image.headers.get('content-type')).toBe('image/png')
    expect(
      Buffer.from(await image.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })

  it('gives usertype and managed apps by the legacy web sign-in', async () => {
    await bench.installTemplate()
    const redirectUri = `${bench.backend.base}/oauth/legacy`
    const { location } = await bench.stand.control('client.legacyWebLogin', {
      seat: 'seat-phone',
      appid: YUNQI.corpId,
      redirectUri,
    })
    const auth_code = new URL(location).searchParams.get('auth_code')
    const query = { access_token: await bench.providerToken() }
    const info = await bench.post('service/get_login_info', query, { auth_code })
    expect(info).toMatchObject({ errcode: 0, usertype: 1, user_info: { name: '' }, agent: [{ auth_type: 1 }] })
    expect(await bench.post('service/get_login_info', query, { auth_code })).toMatchObject({ errcode: 40029 })
  })

  it('signs members of a customised app in by OAuth, only in their own corp', async () => {
    const app = await bench.installTemplate()
    const redirectUri = `${bench.backend.base}/app`
    const oauth = (extra: object) =>
      bench.stand.control('client.oauth', { seat: 'seat-phone', appid: app.corpid, redirectUri, ...extra })
    await expect(oauth({})).rejects.toThrow('agentid')
    const { location } = await oauth({ agentid: String(app.agentid) })
    const code = new URL(location).searchParams.get('code') ?? ''
    const person = await bench.get('auth/getuserinfo', { access_token: app.token, code })
    expect(person['userid']).toMatch(/^wo/)
    await bench.sit('fanghai', 'wwf20b6d8e47a1c935')
    await expect(oauth({ agentid: String(app.agentid) })).rejects.toThrow('50002')
  })

  it('converts member ids inside the range only', async () => {
    const { token } = await bench.installTemplate()
    const ask = { userid_list: ['zhoumin', 'chenchen', 'nobody'] }
    const got = await bench.post('batch/userid_to_openuserid', { access_token: token }, ask)
    expect(got).toMatchObject({
      open_userid_list: [{ userid: 'zhoumin' }],
      invalid_userid_list: ['chenchen', 'nobody'],
    })
    expect(await bench.post('batch/userid_to_openuserid', { access_token: token }, {})).toMatchObject({
      errcode: 40063,
    })
  })

  it('tells trial and licence of an installed app, and shuts unlicensed members out', async () => {
    const provider_access_token = await bench.providerToken()
    const { corpid } = await bench.installSignIn()
    const ask = (id: string) =>
      bench.post('license/get_app_license_info', { provider_access_token }, { corpid: id, suite_id: SIGN_IN.suiteId })
    const info = await ask(corpid)
    const { start_time, end_time } = info['trail_info'] as { start_time: number; end_time: number }
    expect(end_time - start_time).toBe(90 * 86400)
    await bench.sit('beiyue', BEICHEN.corpId)
    const bare = await bench.installSignIn()
    const spent = (await ask(bare.corpid))['trail_info'] as { end_time: number }
    expect(spent.end_time * 1000).toBeLessThan(bench.clock.now())
    const login = bench.stand.control('client.miniProgramLogin', { seat: 'seat-phone', suiteId: SIGN_IN.suiteId })
    await expect(login).rejects.toThrow('接口调用许可')
    expect(await bench.get('getcallbackip', { access_token: bare.token })).toMatchObject({ ip_list: ['127.0.0.1'] })
  })
})
