/** Two customers press 同意授权 in the same second, and two edits have identical bytes: nothing is taken for something else. */
import * as callback from '@shared/contract/callback'
import * as permission from '@shared/contract/permission'
import { CRM, HAICHUAN, HUADONG, storyPeople, type StoryPeople } from '../testing/story-people'
import { openStage, type Stage } from './stage'

// Room for a busy machine.
jest.setTimeout(30_000)

describe('same second', () => {
  let stage: Stage
  let story: StoryPeople
  beforeEach(async () => {
    stage = await openStage()
    story = await storyPeople(stage)
    await story.seat('seat-a', HUADONG, 'lixiang')
    await story.seat('seat-b', HAICHUAN, 'fanghai')
  })
  afterEach(() => stage.close())

  it('installs of two corps from one QR are two installs, each with its own', async () => {
    const qr = await story.qr()
    await Promise.all([story.agree('seat-a', qr), story.agree('seat-b', qr)])
    await story.settle()
    const apps = await story.apps()
    expect(apps.map((app) => [app.corpName, app.isSetUp, app.generation]).sort()).toEqual(
      [
        ['华东零售', true, 1],
        ['海川制造', true, 1],
      ].sort(),
    )
    expect(new Set(apps.map((app) => app.corpId)).size).toBe(2)
    for (const { corpId } of apps) {
      const seen = await story.manager.call(permission.get, { corpId, suiteId: CRM })
      expect(seen.effective?.basis).toBe('observed')
    }
  })

  it('delivered twice each are still two', async () => {
    await stage.laptop.wecom.control('faults.set', { target: 'callback:create_auth', kind: 'duplicate' })
    const qr = await story.qr()
    await Promise.all([story.agree('seat-a', qr), story.agree('seat-b', qr)])
    await story.settle()
    await stage.advance(60_000)
    expect((await story.apps()).map((app) => app.generation)).toEqual([1, 1])
    const { items } = await story.manager.call(callback.list, { kind: 'createAuth' })
    expect(items).toHaveLength(2)
  })

  it('two edits with identical bytes end in the second one', async () => {
    await story.agree('seat-a', await story.qr())
    await story.settle()
    const set = (users: string[]) =>
      stage.laptop.wecom.control('client.setRange', { seat: 'seat-a', suiteId: CRM, users })
    await set(['lixiang', 'chenchen'])
    await stage.laptop.wecom.settled()
    await stage.laptop.tick()
    await set(['lixiang', 'chenchen', 'zhoumin'])
    await story.settle()
    expect(await story.apps()).toMatchObject([{ range: { value: { users: 3 } } }])
  })

  it('cancel, install and cancel again within one second end in what is true', async () => {
    const [first, second] = [await story.qr(), await story.qr()]
    await story.agree('seat-a', first)
    await story.cancel('seat-a')
    await story.agree('seat-a', second)
    await story.cancel('seat-a')
    await story.settle()
    await stage.advance(60_000)
    expect((await story.apps()).filter((app) => app.status === 'active')).toEqual([])
    await story.agree('seat-a', await story.qr())
    await story.settle()
    expect(await story.apps()).toMatchObject([{ status: 'active', isSetUp: true }])
  })
})
