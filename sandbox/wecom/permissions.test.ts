import { xmlText } from './callbacks/xml'
import { type Bench, CRM, HUADONG, SIGN_IN, startBench } from './testing/provider'

const SEAT = { seat: 'seat-phone', suiteId: CRM.suiteId }
const APP = { suiteId: CRM.suiteId, corpId: HUADONG.corpId }

describe('the second half: permissions, launch, range', () => {
  let bench: Bench
  let app: Awaited<ReturnType<Bench['installTemplate']>>
  beforeEach(async () => {
    bench = await startBench()
    await bench.sit()
    app = await bench.installTemplate()
  })
  afterEach(() => bench.close())

  const permissions = async () =>
    (await bench.post('agent/get_permissions', { access_token: app.token }))['app_permissions']
  const status = async () =>
    (await bench.get('agent/get', { access_token: app.token, agentid: String(app.agentid) }))[
      'customized_publish_status'
    ]
  const eventsOf = async (name: string) => {
    await bench.stand.settled()
    return bench.backend.received.filter((r) => r.name === name)
  }

  it('moves the publish status 0 → 1 → 2 → 3 only by the console, without any event', async () => {
    expect(await status()).toBe(0)
    await bench.stand.control('console.startDevelopment', { ...APP, name: '华东客户 CRM' })
    expect(await status()).toBe(1)
    await bench.stand.control('console.submitApp', APP)
    await expect(bench.stand.control('console.launch', APP)).rejects.toThrow('审核中')
    await bench.stand.control('review.approve', APP)
    await bench.stand.control('console.launch', APP)
    expect(await status()).toBe(2)
    await bench.stand.control('console.editApp', APP)
    expect(await status()).toBe(3)
    expect(await eventsOf('change_auth')).toHaveLength(0)
    const { messages } = await bench.stand.control('client.messages', { seat: 'seat-phone' })
    expect(messages[0]).toMatchObject({ kind: 'launch', title: '「华东客户 CRM」已上线' })
  })

  it('keeps a review desk with working days, and approves by itself when told to', async () => {
    await bench.stand.control('console.startDevelopment', APP)
    // Friday 2026-01-09, 10:00 in China: two working days later is Tuesday.
    await bench.stand.control('clock.advance', { ms: 4 * 24 * 3_600_000 })
    await bench.stand.control('console.submitApp', APP)
    const [waiting] = (await bench.stand.control('world.get', {})).reviews
    expect(waiting).toMatchObject({ ...APP, dueAt: bench.stand.clock.now() + 4 * 24 * 3_600_000 })
    await bench.stand.control('review.byItself', { on: true })
    await bench.stand.control('clock.advance', { ms: 4 * 24 * 3_600_000 - 1 })
    await expect(bench.stand.control('console.launch', APP)).rejects.toThrow('审核中')
    await bench.stand.control('clock.advance', { ms: 1 })
    expect((await bench.stand.control('console.launch', APP)).publish).toBe(2)
    expect((await bench.stand.control('world.get', {})).reviews).toEqual([])
  })

  it('opens the management page of the signed-in app only', async () => {
    const sign = await bench.installSignIn()
    const signedInSuiteId = SIGN_IN.suiteId
    const open = (suiteId?: string) =>
      bench.stand.control('client.openAppManage', {
        seat: 'seat-phone',
        signedInSuiteId,
        ...(suiteId ? { suiteId } : {}),
      })
    expect((await open()).app.openCorpId).toBe(sign.corpid)
    await expect(open(CRM.suiteId)).rejects.toThrow('当前登录应用')
  })

  it('asks the admins on their phones, takes the set whole, and change_auth does not say why', async () => {
    await bench.stand.control('console.startDevelopment', APP)
    const wanted = ['contact:sensitive:user_name', 'approval:base:base']
    await bench.stand.control('console.requestPermissions', { ...APP, permissions: wanted })
    expect(await permissions()).toEqual([])
    const { messages } = await bench.stand.control('client.messages', { seat: 'seat-phone' })
    expect(messages[0]).toMatchObject({ kind: 'permission', request: { permissions: wanted, status: 'open' } })
    expect(messages[0]?.text).toContain('成员姓名、审批')
    const requestId = messages[0]?.request?.requestId ?? ''
    await bench.stand.control('client.permissionAnswer', { seat: 'seat-phone', requestId, answer: 'agree' })
    expect(await permissions()).toEqual(wanted)
    const [event] = await eventsOf('change_auth')
    expect(xmlText(event?.xml ?? '', 'AuthCorpId')).toBe(app.corpid)
    expect((event?.xml.match(/<\w+>/g) ?? []).join('')).toBe('<xml><SuiteId><InfoType><TimeStamp><AuthCorpId>')
  })

  it('leaves the old set and pushes nothing on 暂不授权', async () => {
    await bench.stand.control('console.startDevelopment', APP)
    const { requestId } = await bench.stand.control('console.requestPermissions', {
      ...APP,
      permissions: ['doc:base:base'],
    })
    const answer = { seat: 'seat-phone', requestId, answer: 'decline' as const }
    expect((await bench.stand.control('client.permissionAnswer', answer)).requests[0]?.status).toBe('declined')
    await expect(bench.stand.control('client.permissionAnswer', answer)).rejects.toThrow('已处理')
    expect(await permissions()).toEqual([])
    expect(await eventsOf('change_auth')).toHaveLength(0)
  })

  it('replaces an open request by the next save, and keeps members from answering', async () => {
    await bench.stand.control('console.startDevelopment', APP)
    const first = await bench.stand.control('console.requestPermissions', { ...APP, permissions: ['doc:base:base'] })
    await bench.stand.control('console.requestPermissions', { ...APP, permissions: ['meeting:base:base'] })
    const answer = (requestId: string) =>
      bench.stand.control('client.permissionAnswer', { seat: 'seat-phone', requestId, answer: 'agree' })
    await expect(answer(first.requestId)).rejects.toThrow('取代')
    await bench.sit('chenchen')
    expect((await bench.stand.control('client.messages', { seat: 'seat-phone' })).messages).toEqual([])
    await expect(answer(first.requestId)).rejects.toThrow('仅企业管理员')
  })

  it('refuses unknown permission names and asks for development first', async () => {
    const ask = (permissions: string[]) => bench.stand.control('console.requestPermissions', { ...APP, permissions })
    await expect(ask(['doc:base:base'])).rejects.toThrow('开始代开发')
    await bench.stand.control('console.startDevelopment', APP)
    await expect(ask(['made:up:key'])).rejects.toThrow('85012')
  })

  it("lets the customer's admin replace the set alone", async () => {
    await bench.stand.control('client.editPermissions', { ...SEAT, permissions: ['living:base:base'] })
    expect(await permissions()).toEqual(['living:base:base'])
    expect(await eventsOf('change_auth')).toHaveLength(1)
  })

  it('tells each member who enters or leaves the range to the app URL, with the corp as receiveId', async () => {
    await bench.stand.control('console.startDevelopment', APP)
    await bench.stand.control('client.setRange', { ...SEAT, users: ['chenchen'], parties: [3] })
    const entered = await eventsOf('event:subscribe')
    // 周敏 saw it from the start; 李想 and 朱岩 come with 信息部, 陈晨 by name.
    expect(entered).toHaveLength(4)
    expect(entered.every((e) => e.receiveId === app.corpid && e.path.endsWith(CRM.suiteId))).toBe(true)
    expect(entered.every((e) => (xmlText(e.xml, 'FromUserName') ?? '').startsWith('wo'))).toBe(true)
    await bench.stand.control('client.setRange', { ...SEAT, users: ['chenchen'] })
    expect(await eventsOf('event:unsubscribe')).toHaveLength(3)
    const suite_access_token = await bench.suiteToken(CRM)
    const known = { auth_corpid: app.corpid, permanent_code: app.secret }
    const info = await bench.post('service/v2/get_auth_info', { suite_access_token }, known)
    const { agent } = info['auth_info'] as { agent: { privilege: { allow_user: string[]; allow_party: number[] } }[] }
    expect(agent[0]?.privilege.allow_user).toHaveLength(1)
    expect(agent[0]?.privilege.allow_party).toEqual([])
  })

  it('shows a disabled app as close=1, refuses its other calls, and brings it back', async () => {
    await bench.stand.control('client.disable', SEAT)
    const query = { access_token: app.token, agentid: String(app.agentid) }
    expect(await bench.get('agent/get', query)).toMatchObject({ errcode: 0, close: 1 })
    expect(await bench.get('agent/list', query)).toMatchObject({ errcode: 50003 })
    await bench.stand.control('client.enable', SEAT)
    expect(await bench.get('agent/get', query)).toMatchObject({ close: 0 })
    expect(await eventsOf('change_auth')).toHaveLength(2)
  })

  it('drops the token and secret on cancel, and gives new ones on the next authorisation', async () => {
    await bench.stand.control('client.cancelAuth', SEAT)
    expect(await eventsOf('cancel_auth')).toHaveLength(1)
    const corpsecret = app.secret
    expect(await bench.post('agent/get_permissions', { access_token: app.token })).toMatchObject({ errcode: 40014 })
    expect(await bench.get('gettoken', { corpid: app.corpid, corpsecret })).toMatchObject({ errcode: 40001 })
    const suite_access_token = await bench.suiteToken(CRM)
    const known = { auth_corpid: app.corpid, permanent_code: corpsecret }
    expect(await bench.post('service/get_auth_info', { suite_access_token }, known)).toMatchObject({ errcode: 48004 })
    const again = await bench.installTemplate()
    expect(again.corpid).toBe(app.corpid)
    expect(again.secret).not.toBe(app.secret)
    expect(again.agentid).not.toBe(app.agentid)
    expect(await bench.post('service/get_auth_info', { suite_access_token }, known)).toMatchObject({ errcode: 40084 })
  })

  it('resets a secret by reset_permanent_code with a new auth code', async () => {
    await bench.stand.control('console.resetSecret', APP)
    const [event] = await eventsOf('reset_permanent_code')
    expect(await bench.get('gettoken', { corpid: app.corpid, corpsecret: app.secret })).toMatchObject({
      errcode: 40001,
    })
    const suite_access_token = await bench.suiteToken(CRM)
    const auth_code = xmlText(event?.xml ?? '', 'AuthCode')
    const got = await bench.post('service/v2/get_permanent_code', { suite_access_token }, { auth_code })
    const corpsecret = String(got['permanent_code'])
    expect(await bench.get('gettoken', { corpid: app.corpid, corpsecret })).toMatchObject({ errcode: 0 })
  })
})
