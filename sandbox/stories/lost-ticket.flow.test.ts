/** Tickets stop coming: installs wait and go on by themselves, codes that die meanwhile say so, and somebody is told in time. */
import * as callback from '@shared/contract/callback'
import * as registry from '@shared/contract/registry'
import { openProviderBackend, type ProviderBackend } from '../testing/backend-of-provider'
import { CRM, HUADONG, storyPeople, type StoryPeople } from '../testing/story-people'
import { openStage, type Stage } from './stage'

const MINUTE = 60_000

// Room for a busy machine.
jest.setTimeout(30_000)

describe('lost ticket', () => {
  let stage: Stage
  let story: StoryPeople
  let robot: ProviderBackend
  beforeEach(async () => {
    stage = await openStage()
    robot = await openProviderBackend()
    story = await storyPeople(stage)
    await story.seat('seat-a', HUADONG, 'lixiang')
  })
  afterEach(async () => {
    await robot.close()
    await stage.close()
  })
  const stop = () => stage.laptop.wecom.control('faults.set', { target: 'callback:suite_ticket', kind: 'drop' })
  const resume = () => stage.laptop.wecom.control('faults.clear', {})
  const crm = async () => (await story.manager.call(registry.list, {})).suites.find((s) => s.suiteId === CRM)
  /** Time goes by as it does: in steps, with jobs. */
  const pass = async (minutes: number) => {
    for (let n = 0; n < minutes; n += 2) await stage.advance(2 * MINUTE)
  }

  it('parks the auth code and goes on with the next ticket', async () => {
    const qr = await story.qr()
    await stop()
    await pass(32)
    await story.agree('seat-a', qr)
    await story.settle()
    expect(await story.apps()).toEqual([])
    const parked = await story.manager.call(callback.list, { state: 'parked' })
    expect(parked.items.map((item) => [item.kind, item.text])).toContainEqual([
      'createAuth',
      '在等推送票据，票据到达后会自动继续',
    ])
    await resume()
    await stage.laptop.wecom.control('console.refreshTicket', { suiteId: CRM })
    await pass(2)
    expect(await story.apps()).toMatchObject([{ status: 'active', isSetUp: true, generation: 1 }])
  })

  it('says so when the code died before a ticket came', async () => {
    const qr = await story.qr()
    await stop()
    await pass(32)
    await story.agree('seat-a', qr)
    await story.settle()
    await pass(16)
    const { items, counts } = await story.manager.call(callback.list, { state: 'failed' })
    expect(items.map((item) => item.text)).toContain('授权码在换取之前过期了（10 分钟），请客户重新扫码授权')
    expect(counts.failed).toBeGreaterThan(0)
    expect(await story.apps()).toEqual([])
  })

  it('warns after 25 minutes, once, in the group and in the console, and guards the secret', async () => {
    const owner = await stage.staff('yunqi', 'linyizhou')
    await owner.call(registry.setAlarmWebhook, { url: `${robot.url}/cgi-bin/webhook/send?key=k` })
    expect(await crm()).toMatchObject({ canResetSecret: true, ticket: { state: 'fresh' } })
    await stop()
    await pass(24)
    expect(robot.taken).toHaveLength(0)
    await pass(8)
    expect(robot.taken).toHaveLength(1)
    expect(robot.taken[0]?.body.toString()).toContain('客户旅程 CRM')
    const late = await crm()
    expect(late).toMatchObject({ canResetSecret: false })
    expect(['late', 'dead']).toContain(late?.ticket?.state)
    await pass(20)
    expect(robot.taken).toHaveLength(1)
    await resume()
    await stage.laptop.wecom.control('console.refreshTicket', { suiteId: CRM })
    expect(await crm()).toMatchObject({ canResetSecret: true, ticket: { state: 'fresh' } })
  })

  it('names the address and the list when WeCom refuses our server', async () => {
    const ask = () => story.manager.call(registry.checkIp, {})
    expect(await ask()).toMatchObject({ result: 'allowed' })
    await stage.laptop.wecom.control('whitelist.set', { providerId: 'yunqi', ips: ['10.1.1.1'] })
    await stage.advance(2 * MINUTE)
    const refused = await ask()
    expect(refused).toMatchObject({ result: 'refused', errcode: 60020, list: 'provider', ip: '127.0.0.1' })
    expect(refused.text).toContain('服务商信息 → IP 白名单')
  })
})
