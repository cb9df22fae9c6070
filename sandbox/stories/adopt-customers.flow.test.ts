/** Adopting existing customers: they authorised before Accord was there; a csv brings them, checked row by row at WeCom. */
import * as adoption from '@shared/contract/adoption'
import * as corp from '@shared/contract/corp'
import type { SuiteId } from '@shared/wecom/ids'
import { openCorpId } from '../wecom/world/ids'
import { DEFAULT_SWITCHES } from '../wecom/world/switches'
import { SEED } from '../wecom/world/seed'
import { openStage, type Actor, type Stage } from './stage'

const CRM = SEED.providers[0]?.suites.find((s) => s.kind === 'template')?.suiteId as SuiteId
const SIGN_IN = SEED.providers[0]?.suites.find((s) => s.kind === 'signIn')?.suiteId as SuiteId
const [HUADONG, HAICHUAN, BEICHEN] = SEED.corps.map((c) => c.corpId)
const HEAD = 'corpid,permanent_code,agentid'

// Room for a busy machine.
jest.setTimeout(30_000)

describe('adopting existing customers', () => {
  let stage: Stage
  let manager: Actor
  beforeEach(async () => {
    stage = await openStage()
    manager = await stage.staff('yunqi', 'suqing')
  })
  afterEach(() => stage.close())

  /** Authorises while the callbacks still go elsewhere. @returns the row of the csv */
  async function before(
    corpId: string | undefined,
    userId: string,
  ): Promise<{ corpId: string; code: string; agentId: number }> {
    const world = stage.laptop.wecom.world()
    const suite = world.suites[CRM]
    const corpState = world.corps[corpId ?? '']
    if (!suite || !corpState || corpId === undefined) throw new Error('not in the seed')
    const url = suite.callbackUrl
    suite.callbackUrl = ''
    await stage.laptop.wecom.control('seat.set', { seat: 'seat-a', corpId, userId })
    const { services } = stage.laptop
    const qr = await services().wecom.createAuthUrl('yunqi' as never, { state: 'before', templateIds: [CRM] })
    const scanned = await stage.laptop.wecom.control('client.scan', { seat: 'seat-a', text: qr.url })
    await stage.laptop.wecom.control('client.authorize', { seat: 'seat-a', url: scanned.openUrl ?? '' })
    suite.callbackUrl = url
    const install = world.installs[`${CRM}|${corpId}`] ?? Object.values(world.installs).find((i) => i.corpId === corpId)
    if (!install) throw new Error('not installed')
    const scoped = openCorpId(world, DEFAULT_SWITCHES, 'yunqi', corpState)
    return { corpId: scoped, code: install.permanentCode, agentId: install.agentId }
  }
  const line = (row: { corpId: string; code: string; agentId: number }) => `${row.corpId},${row.code},${row.agentId}`
  const known = async () => (await manager.call(corp.list, {})).items

  it('tries every row first and stores nothing, then adopts what works, and once only', async () => {
    const huadong = await before(HUADONG, 'lixiang')
    const haichuan = await before(HAICHUAN, 'fanghai')
    const csv = [
      HEAD,
      line(huadong),
      `${HAICHUAN},${haichuan.code},${haichuan.agentId}`,
      `${BEICHEN},some-code,1000002`,
      `wpNOTOFTHISPROVIDER,some-code,1000002`,
      'wpBROKEN,x,agent',
    ].join('\n')
    const dry = await manager.call(adoption.dryRun, { suiteId: CRM, csv })
    expect(dry.rows.map((row) => [row.line, row.outcome])).toEqual([
      [2, 'ready'],
      [3, 'ready'],
      [4, 'failed'],
      [5, 'failed'],
      [6, 'failed'],
    ])
    expect(dry.rows[2]?.text).toContain('没有授权给你')
    expect(dry.rows[4]?.text).toContain('agentid')
    expect(await known()).toEqual([])
    const run = await manager.call(adoption.run, { suiteId: CRM, csv })
    expect(run.counts).toEqual({ ready: 0, adopted: 2, already: 0, needsReset: 0, failed: 3 })
    expect((await known()).map((app) => [app.corpName, app.isSetUp, app.status])).toEqual(
      expect.arrayContaining([
        ['华东零售', true, 'active'],
        ['海川制造', true, 'active'],
      ]),
    )
    const again = await manager.call(adoption.run, { suiteId: CRM, csv })
    expect(again.counts).toMatchObject({ adopted: 0, already: 2 })
    expect((await known()).map((app) => app.generation)).toEqual([1, 1])
    expect(JSON.stringify([dry, run])).not.toContain(huadong.code)
  })

  it('lives on like any other: events, admins, cancellation', async () => {
    const csv = `${HEAD}\n${line(await before(HUADONG, 'lixiang'))}`
    await manager.call(adoption.run, { suiteId: CRM, csv })
    await stage.laptop.wecom.control('client.disable', { seat: 'seat-a', suiteId: CRM })
    await stage.laptop.wecom.settled()
    await stage.laptop.tick()
    expect(await known()).toMatchObject([{ isClosed: { value: true } }])
    await stage.advance(2000)
    await stage.laptop.wecom.control('client.cancelAuth', { seat: 'seat-a', suiteId: CRM })
    await stage.laptop.wecom.settled()
    await stage.laptop.tick()
    expect(await known()).toMatchObject([{ status: 'cancelled' }])
  })

  it('refuses a wrong code and a wrong agent, and says which', async () => {
    const huadong = await before(HUADONG, 'lixiang')
    const run = (csv: string) => manager.call(adoption.run, { suiteId: CRM, csv: `${HEAD}\n${csv}` })
    expect((await run(line({ ...huadong, code: 'wrong' }))).rows).toMatchObject([{ outcome: 'failed', errcode: 40084 }])
    expect((await run(line({ ...huadong, agentId: 7 }))).rows[0]?.text).toContain('agentid 不对')
    expect((await run('')).issue).toContain('没有客户')
    expect(await known()).toEqual([])
    const suite = await manager.call(adoption.dryRun, { suiteId: SIGN_IN, csv: `${HEAD}\n${huadong.corpId},,7` })
    expect(suite.rows[0]?.text).toContain('重新授权')
  })

  it('gets an unknown secret by 重新获取secret, and the customer is there', async () => {
    const huadong = await before(HUADONG, 'lixiang')
    const csv = `${HEAD}\n${huadong.corpId},,${huadong.agentId}`
    const run = await manager.call(adoption.run, { suiteId: CRM, csv })
    expect(run.rows).toMatchObject([{ outcome: 'needsReset' }])
    expect(run.rows[0]?.text).toContain('旧密钥立即失效')
    expect((await manager.call(adoption.waiting, { suiteId: CRM })).items).toMatchObject([{ corpId: huadong.corpId }])
    await stage.laptop.wecom.control('console.resetSecret', { suiteId: CRM, corpId: HUADONG ?? '' })
    await stage.laptop.wecom.settled()
    await stage.laptop.tick()
    expect(await known()).toMatchObject([{ corpName: '华东零售', isSetUp: true, status: 'active' }])
    expect((await manager.call(adoption.waiting, { suiteId: CRM })).items).toEqual([])
  })
})
