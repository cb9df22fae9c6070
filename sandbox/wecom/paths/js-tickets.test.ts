import { type Bench, CRM, PATROL, startBench } from '../testing/provider'
import { BUDGETS } from './guard'

describe('tickets of the JS-SDK', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench()
    await bench.sit()
  })
  afterEach(() => bench.close())

  const jsapi = (access_token: string) => bench.get('get_jsapi_ticket', { access_token })
  const agent = (access_token: string, type = 'agent_config') => bench.get('ticket/get', { access_token, type })
  const advance = (ms: number) => bench.stand.control('clock.advance', { ms })

  it('gives the same ticket while it is valid, another for agentConfig, and a new one afterwards', async () => {
    const app = await bench.installTemplate()
    const first = await jsapi(app.token)
    expect(first).toMatchObject({ errcode: 0, ticket: expect.any(String) as string, expires_in: 7200 })
    expect((await agent(app.token))['ticket']).not.toBe(first['ticket'])
    expect(await bench.get('agent/list', { access_token: String(first['ticket']) })).toMatchObject({ errcode: 40014 })
    await advance(7_199_000)
    expect(await jsapi(app.token)).toMatchObject({ ticket: first['ticket'], expires_in: 1 })
    await advance(1000)
    const fresh = await bench.get('gettoken', { corpid: app.corpid, corpsecret: app.secret })
    expect((await jsapi(String(fresh['access_token'])))['ticket']).not.toBe(first['ticket'])
    expect(await agent(String(fresh['access_token']), 'jsapi')).toMatchObject({ errcode: 40058 })
  })

  it('allows a hundred tickets an hour to an app and four hundred to a corp', async () => {
    expect(BUDGETS.ticketOfCorp.map((b) => b.most)).toEqual([400])
    const app = await bench.installTemplate(CRM)
    const other = await bench.installTemplate(PATROL)
    for (let i = 0; i < 100; i += 1) expect((await jsapi(app.token)).errcode).toBe(0)
    expect(await jsapi(app.token)).toMatchObject({ errcode: 45009 })
    expect(await jsapi(other.token)).toMatchObject({ errcode: 0 })
    expect(await agent(app.token)).toMatchObject({ errcode: 0 })
    await advance(3_600_000)
    expect(await jsapi(app.token)).toMatchObject({ errcode: 0 })
  })
})
