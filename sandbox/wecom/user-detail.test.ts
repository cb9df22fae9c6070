import { type Bench, CRM, HUADONG, SIGN_IN, startBench } from './testing/provider'

describe('sensitive fields of a member', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench()
    await bench.sit()
  })
  afterEach(() => bench.close())

  async function code(appid: string, scope: string, extra: { agentid?: string; consents?: string[] } = {}) {
    const redirectUri = `${bench.backend.base}/oauth/back`
    const { location } = await bench.stand.control('client.oauth', {
      seat: 'seat-phone',
      appid,
      redirectUri,
      scope,
      ...extra,
    })
    return String(new URL(location).searchParams.get('code'))
  }

  async function suiteTicket(scope: string, consents: string[] = []) {
    const suite_access_token = await bench.suiteToken()
    const query = { suite_access_token, code: await code(SIGN_IN.suiteId, scope, { consents }) }
    const person = await bench.get('service/auth/getuserinfo3rd', query)
    const detail = (user_ticket: unknown) =>
      bench.post('service/auth/getuserdetail3rd', { suite_access_token }, { user_ticket })
    return { person, detail }
  }

  it('brings no ticket for scope base, nor for a corp that has not installed the app', async () => {
    expect((await suiteTicket('snsapi_privateinfo')).person).not.toHaveProperty('user_ticket')
    await bench.installSignIn()
    expect((await suiteTicket('snsapi_base')).person).not.toHaveProperty('user_ticket')
    expect((await suiteTicket('snsapi_privateinfo')).person).toMatchObject({ errcode: 0, expires_in: 7200 })
  })

  it('gives a suite only what the member ticked, and her userid for a name', async () => {
    await bench.installSignIn()
    const { person, detail } = await suiteTicket('snsapi_privateinfo', ['avatar', 'mobile'])
    const { corpid, userid } = person
    const answer = await detail(person['user_ticket'])
    expect(answer).toEqual({
      errcode: 0,
      errmsg: 'ok',
      corpid,
      userid,
      name: userid,
      avatar: expect.stringMatching(/^https:/) as string,
    })
    const silent = await suiteTicket('snsapi_userinfo', ['avatar'])
    expect(await detail(silent.person['user_ticket'])).not.toHaveProperty('avatar')
  })

  it('lets a ticket die after two hours, and knows none of another app', async () => {
    await bench.installSignIn()
    const { person, detail } = await suiteTicket('snsapi_privateinfo')
    expect(await detail('made-up')).toMatchObject({ errcode: 84015 })
    await bench.stand.control('clock.advance', { ms: 7_200_000 })
    const late = await suiteTicket('snsapi_privateinfo')
    expect(await late.detail(person['user_ticket'])).toMatchObject({ errcode: 84014 })
    expect(await late.detail(late.person['user_ticket'])).toMatchObject({ errcode: 0 })
    const app = await bench.installTemplate()
    const foreign = await bench.post(
      'auth/getuserdetail',
      { access_token: app.token },
      { user_ticket: late.person['user_ticket'] },
    )
    expect(foreign).toMatchObject({ errcode: 84015 })
  })

  it('gives a customised app what the corp granted and the member agreed to, both', async () => {
    const app = await bench.installTemplate()
    const where = { suiteId: CRM.suiteId, corpId: HUADONG.corpId }
    await bench.stand.control('console.startDevelopment', where)
    const permissions = ['contact:sensitive:mobile', 'contact:sensitive:gender']
    await bench.stand.control('client.editPermissions', { seat: 'seat-phone', suiteId: CRM.suiteId, permissions })
    const consents = ['mobile', 'avatar']
    const js = await code(app.corpid, 'snsapi_privateinfo', { agentid: String(app.agentid), consents })
    const query = { access_token: app.token }
    const { userid, user_ticket } = await bench.get('auth/getuserinfo', { ...query, code: js })
    const answer = await bench.post('auth/getuserdetail', query, { user_ticket })
    const mobile = expect.stringMatching(/^199\d{8}$/) as string
    expect(answer).toEqual({ errcode: 0, errmsg: 'ok', userid, mobile })
    const sign = await bench.installSignIn()
    const forbidden = await bench.post('auth/getuserdetail', { access_token: sign.token }, { user_ticket })
    expect(forbidden).toMatchObject({ errcode: 48002 })
  })
})
