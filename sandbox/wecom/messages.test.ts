import { type Bench, BEICHEN, SIGN_IN, startBench } from './testing/provider'

const NOTICE = {
  appid: SIGN_IN.miniProgramAppid,
  page: 'pages/inbox/index',
  title: '权限等待确认',
  content_item: [{ key: '应用', value: '客户旅程 CRM' }],
}

describe('message/send', () => {
  let bench: Bench
  let app: Awaited<ReturnType<Bench['installSignIn']>>
  let me = ''
  beforeAll(async () => {
    bench = await startBench()
    await bench.sit()
    app = await bench.installSignIn()
    me = await idOf('seat-phone')
    await bench.stand.control('snapshot', { name: 'installed' })
  })
  beforeEach(() => bench.stand.control('restore', { name: 'installed' }))
  afterAll(() => bench.close())

  async function idOf(seat: string): Promise<string> {
    const { code } = await bench.stand.control('client.miniProgramLogin', { seat, suiteId: SIGN_IN.suiteId })
    const query = { suite_access_token: await bench.suiteToken(), js_code: code, grant_type: 'authorization_code' }
    return String((await bench.get('service/miniprogram/jscode2session', query))['userid'])
  }
  const send = (message: object) => bench.post('message/send', { access_token: app.token }, message)
  const text = (content: string) => ({ touser: me, msgtype: 'text', agentid: app.agentid, text: { content } })
  const phone = async () => (await bench.stand.control('client.messages', { seat: 'seat-phone' })).messages

  it('puts a mini-program notice of the linked mini-program on the phone, without an agentid', async () => {
    const sent = await send({ touser: me, msgtype: 'miniprogram_notice', miniprogram_notice: NOTICE })
    expect(sent).toMatchObject({ errcode: 0, invaliduser: '', unlicenseduser: '' })
    expect((await phone())[0]).toMatchObject({
      kind: 'miniprogram_notice',
      title: '权限等待确认',
      from: { name: SIGN_IN.name },
      miniProgram: { appid: SIGN_IN.miniProgramAppid, page: 'pages/inbox/index' },
    })
  })

  it.each([
    [{ appid: '' }, 90200],
    [{ appid: 'wxshort' }, 90207],
    [{ appid: 'wx0000000000000000' }, 90208],
    [{ page: 'p'.repeat(1025) }, 90204],
    [{ title: '短' }, 40058],
    [{ title: '一二三四五六七八九十十一十二' }, 40058],
    [{ description: '短' }, 40058],
    [{ content_item: Array.from({ length: 11 }, () => ({ key: 'k', value: 'v' })) }, 90201],
    [{ content_item: [{ key: '一二三四五六七八九十十', value: 'v' }] }, 90202],
    [{ content_item: [{ key: 'k', value: '' }] }, 90203],
  ])('refuses a notice with %j as %i', async (change, errcode) => {
    expect(
      await send({ touser: me, msgtype: 'miniprogram_notice', miniprogram_notice: { ...NOTICE, ...change } }),
    ).toMatchObject({ errcode })
    expect(await phone()).toEqual([])
  })

  it('refuses a notice to @all', async () => {
    expect(await send({ touser: '@all', msgtype: 'miniprogram_notice', miniprogram_notice: NOTICE })).toMatchObject({
      errcode: 40035,
    })
  })

  it('refuses a notice from an app without a linked mini-program', async () => {
    const { token } = await bench.installTemplate()
    const message = { touser: me, msgtype: 'miniprogram_notice', miniprogram_notice: NOTICE }
    expect(await bench.post('message/send', { access_token: token }, message)).toMatchObject({ errcode: 90206 })
  })

  it('wants its own agentid for the other types', async () => {
    expect(await send({ ...text('x'), agentid: undefined })).toMatchObject({ errcode: 41011 })
    expect(await send({ ...text('x'), agentid: 1 })).toMatchObject({ errcode: 301002 })
    expect(await send({ ...text('x'), agentid: 'one' })).toMatchObject({ errcode: 40056 })
  })

  it('lists invalid receivers in lower case and fails only when all are', async () => {
    const some = await send({ ...text('你好'), touser: `${me}|woNOBODY` })
    expect(some).toMatchObject({ errcode: 0, invaliduser: 'wonobody' })
    expect(await send({ ...text('你好'), touser: 'woNOBODY' })).toMatchObject({ errcode: 81013 })
    expect(await send({ ...text('你好'), touser: '' })).toMatchObject({ errcode: 82001 })
    expect(await send({ ...text('你好'), touser: me.toLowerCase() })).toMatchObject({ errcode: 81013 })
    const crowd = Array.from({ length: 1001 }, (_, i) => `u${i}`).join('|')
    expect(await send({ ...text('你好'), touser: crowd })).toMatchObject({ errcode: 40032 })
  })

  it('reaches a department and everybody, and only the visible range', async () => {
    expect(await send({ ...text('部门'), touser: '', toparty: '3|99' })).toMatchObject({
      errcode: 0,
      invalidparty: '99',
    })
    await bench.stand.control('client.setRange', { seat: 'seat-phone', suiteId: SIGN_IN.suiteId, users: ['lixiang'] })
    expect(await send({ ...text('部门'), touser: '', toparty: '6' })).toMatchObject({ errcode: 81013 })
    expect(await send(text('我'))).toMatchObject({ errcode: 81013 })
    expect(await send({ ...text('全员'), touser: '@all' })).toMatchObject({ errcode: 0 })
    expect((await phone()).map((m) => m.text)).toEqual(['部门'])
  })

  it('names members without a licence and delivers nothing to them', async () => {
    await bench.sit('beiyue', BEICHEN.corpId)
    const unlicensed = await bench.installSignIn()
    await bench.stand.control('license.set', { corpId: BEICHEN.corpId, licensed: true })
    const id = await idOf('seat-phone')
    await bench.stand.control('license.set', { corpId: BEICHEN.corpId, licensed: false })
    const message = { ...text('你好'), touser: id, agentid: unlicensed.agentid }
    const sent = await bench.post('message/send', { access_token: unlicensed.token }, message)
    expect(sent).toMatchObject({ errcode: 0, unlicenseduser: id.toLowerCase() })
    expect(await phone()).toEqual([])
  })

  it('drops more than thirty a minute to one member in silence, and honours the duplicate check', async () => {
    for (let i = 0; i < 31; i += 1) expect(await send(text(`第 ${i} 条`))).toMatchObject({ errcode: 0 })
    expect(await phone()).toHaveLength(30)
    await bench.stand.control('clock.advance', { ms: 60_000 })
    const once = { ...text('只发一次'), enable_duplicate_check: 1 }
    await send(once)
    await send(once)
    expect(await phone()).toHaveLength(31)
    await bench.stand.control('clock.advance', { ms: 1_800_000 })
    await send(once)
    expect(await phone()).toHaveLength(32)
  })

  it('cuts long texts at 2048 bytes and puts names in for ids on the phone only', async () => {
    await send(text('合'.repeat(1000)))
    await send({ ...text(`请 $userName=${me}$ 处理`), enable_id_trans: 1 })
    await send(text(`请 $userName=${me}$ 处理`))
    const [raw, named, long] = await phone()
    expect(raw?.text).toContain('$userName=')
    expect(Buffer.byteLength(long?.text ?? '')).toBe(2046)
    expect(named?.text).toBe('请 周敏 处理')
  })

  it.each([
    ['textcard', { textcard: { title: 'T', description: 'D', url: 'https://a.example/' } }, 0],
    ['textcard', { textcard: { title: 'T', description: 'D' } }, 41010],
    ['textcard', { textcard: { description: 'D', url: 'https://a.example/' } }, 41016],
    ['news', { news: { articles: [{ title: 'T', url: 'https://a.example/' }] } }, 0],
    ['news', { news: { articles: Array.from({ length: 9 }, () => ({ title: 'T', url: 'u' })) } }, 45008],
    ['text', { text: { content: '' } }, 44004],
    ['voice', { voice: { media_id: 'm' } }, 40008],
    [
      'template_card',
      {
        template_card: {
          card_type: 'text_notice',
          main_title: { title: 'T' },
          card_action: { type: 1, url: 'https://a.example/' },
        },
      },
      0,
    ],
    ['template_card', { template_card: { card_type: 'text_notice', main_title: { title: 'T' } } }, 42029],
    ['template_card', { template_card: { card_type: 'text_notice', card_action: { type: 1, url: 'u' } } }, 42029],
    ['template_card', { template_card: { card_type: 'vote_interaction' } }, 42027],
  ])('answers a %s of %j with %i', async (msgtype, body, errcode) => {
    expect(await send({ touser: me, msgtype, agentid: app.agentid, ...body })).toMatchObject({ errcode })
  })
})
