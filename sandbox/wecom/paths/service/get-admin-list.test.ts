import { type Bench, SIGN_IN, startBench } from '../../testing/provider'

describe('admins by suite token', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench()
    await bench.sit()
  })
  afterEach(() => bench.close())

  it('gives the admins of the installed app with open_userid, and tells its refusals apart', async () => {
    const suite_access_token = await bench.suiteToken()
    const ask = (body: object) => bench.post('service/get_admin_list', { suite_access_token }, body)
    expect(await ask({})).toMatchObject({ errcode: 41002 })
    const app = await bench.installSignIn()
    const key = { auth_corpid: app.corpid, agentid: app.agentid }
    const { admin } = await ask(key)
    expect(admin).toContainEqual({
      userid: expect.stringMatching(/^wo/) as string,
      open_userid: expect.stringMatching(/^wo/) as string,
      auth_type: 1,
    })
    expect(await ask({ ...key, auth_corpid: 'wpNobody' })).toMatchObject({ errcode: 40013 })
    expect(await ask({ auth_corpid: app.corpid })).toMatchObject({ errcode: 41011 })
    expect(await ask({ ...key, agentid: 1 })).toMatchObject({ errcode: 40056 })
    await bench.stand.control('client.cancelAuth', { seat: 'seat-phone', suiteId: SIGN_IN.suiteId })
    expect(await ask(key)).toMatchObject({ errcode: 48004 })
  })
})
