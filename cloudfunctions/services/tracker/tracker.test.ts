/** What both sides see of an app's way, and the fleet staff see, against the stand-in. */
import * as corp from '@shared/contract/corp'
import * as inbox from '@shared/contract/inbox'
import * as tracker from '@shared/contract/tracker'
import type { OutputOf } from '@shared/contract/define'
import { openStage, type Actor, type Stage } from '@sandbox/stories/stage'
import { authoriseTemplate, corpIdOf, CRM, HUADONG, SEAT } from '../testing/installed-stage'

let stage: Stage
let staff: Actor
let app: { corpId: Awaited<ReturnType<typeof corpIdOf>>; suiteId: typeof CRM }
beforeEach(async () => {
  stage = await openStage()
  staff = await stage.staff('yunqi', 'suqing')
  await authoriseTemplate(stage)
  await stage.laptop.tick()
  app = { corpId: await corpIdOf(stage), suiteId: CRM }
})
afterEach(() => stage.close())

const AT_WECOM = { suiteId: CRM, corpId: HUADONG }
const step = (view: OutputOf<typeof tracker.get>, key: string) => view.steps.find((one) => one.key === key)
const see = () => staff.call(tracker.get, app)

async function launch(): Promise<void> {
  await stage.laptop.wecom.control('console.startDevelopment', AT_WECOM)
  await stage.laptop.wecom.control('console.submitApp', AT_WECOM)
  await stage.laptop.wecom.control('review.approve', AT_WECOM)
  await stage.laptop.wecom.control('console.launch', AT_WECOM)
}

describe('the tracker', () => {
  it('sees a launch, which no event tells of, at the next look after 20 seconds, and keeps its moment', async () => {
    await launch()
    expect(step(await see(), 'launched')?.state).not.toBe('done')
    await stage.advance(21_000)
    const seen = step(await see(), 'launched')
    expect(seen).toMatchObject({ state: 'done', basis: 'observed' })
    await stage.advance(3_600_000)
    expect(step(await see(), 'launched')?.at).toBe(seen?.at)
  })

  it('asks WeCom once, however many look within 20 seconds', async () => {
    await stage.advance(21_000)
    await see()
    const calls = async () => {
      const { entries } = await stage.laptop.wecom.control('log.list', { limit: 1000 })
      return entries.filter((entry) => JSON.stringify(entry).includes('/cgi-bin/agent/get"')).length
    }
    const before = await calls()
    expect(before).toBeGreaterThan(0)
    await see()
    await see()
    expect(await calls()).toBe(before)
  })

  it('shows the last observation while WeCom does not answer', async () => {
    await stage.laptop.wecom.control('faults.set', { target: '/cgi-bin/*', kind: 'error', errcode: 60020 })
    await stage.advance(60_000)
    expect(step(await see(), 'setUp')?.state).toBe('done')
  })

  it('makes setting the range a to-do of the admin from the launch until somebody can see the app', async () => {
    const admin = await stage.member('yunqi', HUADONG, 'lixiang')
    await launch()
    await stage.laptop.wecom.control('client.setRange', { seat: SEAT, suiteId: CRM, users: [] })
    await stage.laptop.wecom.settled()
    await stage.advance(30_000)
    await see()
    expect((await admin.call(inbox.list, {})).items).toMatchObject([{ kind: 'setRange', subject: '客户旅程 CRM' }])
    await stage.laptop.wecom.control('client.setRange', {
      seat: SEAT,
      suiteId: CRM,
      users: ['lixiang', 'chenchen', 'zhoumin'],
    })
    await stage.laptop.wecom.settled()
    await stage.laptop.tick()
    expect((await admin.call(inbox.list, {})).items).toEqual([])
  })

  it('shows the customer the same steps of all her apps, without our sign-in suite', async () => {
    const admin = await stage.member('yunqi', HUADONG, 'lixiang')
    const { apps } = await admin.call(tracker.own, {})
    expect(apps.map((one) => one.suiteId)).toEqual([CRM])
    expect(apps[0]?.steps).toEqual((await see()).steps)
  })
})

describe('the fleet', () => {
  it('counts who can see an app instead of naming them, and is found by words', async () => {
    await stage.laptop.wecom.control('client.setRange', {
      seat: SEAT,
      suiteId: CRM,
      users: ['lixiang', 'chenchen'],
      parties: [2],
    })
    await stage.laptop.wecom.settled()
    await stage.laptop.tick()
    const { items } = await staff.call(corp.list, { search: '华东' })
    expect(items).toMatchObject([
      {
        corpName: '华东零售',
        appName: '客户旅程 CRM',
        range: { basis: 'observed', value: { departments: 1, users: 2 } },
      },
    ])
    expect(JSON.stringify(items)).not.toContain('lixiang')
    expect((await staff.call(corp.list, { search: '没有这家' })).items).toEqual([])
  })
})
