/** 重新获取secret: the old secret dies at the click. Nothing is lost, whatever comes first. */
import * as callback from '@shared/contract/callback'
import * as permission from '@shared/contract/permission'
import { CRM, HUADONG, storyPeople, type StoryPeople } from '../testing/story-people'
import { openStage, type Stage } from './stage'

// Room for a busy machine.
jest.setTimeout(30_000)

describe('secret reset', () => {
  let stage: Stage
  let story: StoryPeople
  beforeEach(async () => {
    stage = await openStage()
    story = await storyPeople(stage)
    await story.seat('seat-a', HUADONG, 'lixiang')
    await story.agree('seat-a', await story.qr())
  })
  afterEach(() => stage.close())
  const reset = () => stage.laptop.wecom.control('console.resetSecret', { suiteId: CRM, corpId: HUADONG })
  const works = async () => {
    const [app] = await story.apps()
    const seen = await story.manager.call(permission.get, { corpId: app?.corpId as never, suiteId: CRM })
    return { app, seen }
  }

  it('goes on with the new secret, in the same install, and no old token is used again', async () => {
    await story.settle()
    await reset()
    await story.settle()
    const { app, seen } = await works()
    expect(app).toMatchObject({ generation: 1, status: 'active', isSetUp: true })
    expect(seen.effective?.basis).toBe('observed')
  })

  it('that is worked on before the install is an install', async () => {
    await stage.laptop.wecom.settled()
    await reset()
    await story.settle()
    expect((await works()).app).toMatchObject({ status: 'active', isSetUp: true })
    await stage.advance(60_000)
    expect((await works()).app).toMatchObject({ status: 'active', isSetUp: true })
  })

  it('brings back an authorisation that a dead secret made look cancelled', async () => {
    await story.settle()
    await stage.laptop.wecom.control('faults.set', {
      target: 'callback:reset_permanent_code',
      kind: 'delay',
      delayMs: 1_000,
      times: 1,
    })
    await reset()
    // While the reset is on its way, the customer edits the range: with the old secret WeCom refuses everything.
    await stage.laptop.wecom.control('client.setRange', {
      seat: 'seat-a',
      suiteId: CRM,
      users: ['lixiang', 'chenchen'],
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    await stage.laptop.tick()
    await story.settle()
    await stage.advance(60_000)
    const { app } = await works()
    expect(app).toMatchObject({ status: 'active', isSetUp: true, range: { value: { users: 2 } } })
  })

  it('whose exchange lost its answer is a named state with a way out', async () => {
    await story.settle()
    await stage.laptop.wecom.control('faults.set', {
      target: '/cgi-bin/service/v2/get_permanent_code',
      kind: 'timeoutAfterEffect',
      times: 1,
    })
    await reset()
    await story.settle()
    for (let n = 0; n < 6; n++) await stage.advance(60_000)
    const { items } = await story.manager.call(callback.list, { kind: 'resetPermanentCode' })
    expect(items).toMatchObject([{ state: 'failed' }])
    expect(items[0]?.text).toContain('重新获取secret')
    await reset()
    await story.settle()
    expect((await works()).app).toMatchObject({ status: 'active', isSetUp: true })
  }, 30_000)
})
