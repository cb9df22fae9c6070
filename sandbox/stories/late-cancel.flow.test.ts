/** A customer cancels, authorises again, and the cancellation arrives after that. And what happens when she really leaves. */
import * as corp from '@shared/contract/corp'
import * as callback from '@shared/contract/callback'
import { callbacks } from '@cloud/store/collections/callback'
import { people, sessions } from '@cloud/store/collections/corp'
import { CRM, HUADONG, PATROL, storyPeople, YUNQI, type StoryPeople } from '../testing/story-people'
import { openStage, type Stage } from './stage'

// Room for a busy machine.
jest.setTimeout(30_000)

describe('late cancel', () => {
  let stage: Stage
  let story: StoryPeople
  beforeEach(async () => {
    stage = await openStage()
    story = await storyPeople(stage)
    await story.seat('seat-a', HUADONG, 'lixiang')
  })
  afterEach(() => stage.close())

  it('does not kill the fresh install', async () => {
    await story.agree('seat-a', await story.qr())
    await story.settle()
    await stage.advance(60_000)
    await stage.laptop.wecom.control('faults.set', {
      target: 'callback:cancel_auth',
      kind: 'delay',
      times: 1,
      delayMs: 1500,
    })
    await story.cancel('seat-a')
    stage.clock.advance(2_000)
    await story.agree('seat-a', await story.qr())
    // The new install is worked on while the cancellation is still on its way.
    for (let n = 0; n < 20 && (await story.apps())[0]?.generation !== 2; n++) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      await stage.laptop.tick()
    }
    await story.settle()
    await stage.advance(60_000)
    expect(await story.apps()).toMatchObject([{ generation: 2, status: 'active', isSetUp: true }])
    const { items } = await story.manager.call(callback.list, { kind: 'cancelAuth' })
    expect(items).toMatchObject([{ state: 'done' }])
    expect(items[0]?.text).toMatch(/更早的一次安装|迟到的取消通知/)
  })

  it('of the same second asks WeCom, and believes it', async () => {
    await story.agree('seat-a', await story.qr())
    await story.settle()
    const again = await story.qr()
    await stage.advance(60_000)
    await story.cancel('seat-a')
    await story.agree('seat-a', again)
    await story.settle()
    await stage.advance(60_000)
    expect(await story.apps()).toMatchObject([{ status: 'active', isSetUp: true }])
  })

  it('is not taken from a refused address or an outage', async () => {
    await story.agree('seat-a', await story.qr())
    await story.settle()
    for (const errcode of [60020, -1]) {
      await stage.laptop.wecom.control('faults.set', {
        target: '/cgi-bin/service/v2/get_auth_info',
        kind: 'error',
        errcode,
        times: 1,
      })
      await stage.laptop.wecom.control('client.disable', { seat: 'seat-a', suiteId: CRM })
      await story.settle()
      expect(await story.apps()).toMatchObject([{ status: 'active' }])
      await stage.laptop.wecom.control('client.enable', { seat: 'seat-a', suiteId: CRM })
      await story.settle()
    }
  })

  it('that is true ends in erasure after a day, with proof, and leaves other apps and corps alone', async () => {
    await story.agree('seat-a', await story.qr(CRM))
    await story.agree('seat-a', await story.qr(PATROL))
    await story.settle()
    const [app] = await story.apps()
    const ref = { corpId: app?.corpId as never, suiteId: CRM }
    expect(await story.manager.call(corp.erasureProof, ref)).toMatchObject({ state: 'none' })
    await stage.advance(60_000)
    await story.cancel('seat-a')
    await story.settle()
    const scheduled = await story.manager.call(corp.erasureProof, ref)
    expect(scheduled).toMatchObject({ state: 'scheduled' })
    expect((scheduled.dueAt ?? 0) - (scheduled.cancelledAt ?? 0)).toBe(24 * 3_600_000)
    await stage.advance(23 * 3_600_000)
    story = await storyPeople(stage)
    expect((await story.apps()).map((a) => a.status).sort()).toEqual(['active', 'cancelled'])
    await stage.advance(2 * 3_600_000)
    await stage.advance(60_000)
    const manager = await stage.staff('yunqi', 'suqing')
    const proof = await manager.call(corp.erasureProof, ref)
    expect(proof).toMatchObject({ state: 'done' })
    expect(proof.deleted).toEqual(
      expect.arrayContaining([
        { what: '授权信息与密钥', count: 1 },
        { what: '收到的回调', count: expect.any(Number) as number },
      ]),
    )
    expect(proof.kept.map((k) => k.what)).toContain('客户评价')
    const { items } = await manager.call(corp.list, {})
    expect(items).toMatchObject([{ suiteId: PATROL, status: 'active' }])
    const { store } = stage.laptop.services()
    const left = await store.list(callbacks, 'byCorp', [YUNQI, ref.corpId], { where: { suite: CRM } })
    expect(left.items).toEqual([])
  })

  it('of the last app takes the people of the corp with it', async () => {
    await story.agree('seat-a', await story.qr())
    await story.settle()
    const [app] = await story.apps()
    const corpId = app?.corpId ?? ''
    await stage.member('yunqi', HUADONG, 'lixiang')
    const { store } = stage.laptop.services()
    const counts = async () => [
      (await store.list(people, 'byCorp', [YUNQI, corpId])).items.length,
      (await store.list(sessions, 'byPerson', [YUNQI, corpId])).items.length,
    ]
    expect(await counts()).toEqual([1, 1])
    await stage.advance(60_000)
    await story.cancel('seat-a')
    await story.settle()
    await stage.advance(25 * 3_600_000)
    await stage.advance(60_000)
    expect(await counts()).toEqual([0, 0])
  })

  it('is not guessed at when a corp looks dissolved: that is another state, for a person', async () => {
    await story.agree('seat-a', await story.qr())
    await story.settle()
    await stage.laptop.wecom.control('faults.set', {
      target: '/cgi-bin/service/v2/get_auth_info',
      kind: 'error',
      errcode: 2000002,
      times: 1,
    })
    await stage.laptop.wecom.control('client.disable', { seat: 'seat-a', suiteId: CRM })
    await story.settle()
    expect(await story.apps()).toMatchObject([{ status: 'suspectedGone' }])
  })

  it('is asked about once more before anything is erased', async () => {
    await story.agree('seat-a', await story.qr())
    await story.settle()
    await stage.laptop.wecom.control('faults.set', {
      target: '/cgi-bin/service/v2/get_auth_info',
      kind: 'error',
      errcode: 40084,
      times: 1,
    })
    await stage.laptop.wecom.control('client.disable', { seat: 'seat-a', suiteId: CRM })
    await story.settle()
    expect(await story.apps()).toMatchObject([{ status: 'cancelled' }])
    await stage.advance(25 * 3_600_000)
    await stage.advance(60_000)
    story = await storyPeople(stage)
    const [app] = await story.apps()
    // It opens: the refusal was a mistake, and she is a customer as before.
    expect(app).toMatchObject({ status: 'active', generation: 1 })
    const proof = await story.manager.call(corp.erasureProof, { corpId: app?.corpId as never, suiteId: CRM })
    expect(proof.state).toBe('none')
  })

  it('that was a mistake is undone by authorising again within the day: nothing is erased', async () => {
    await story.agree('seat-a', await story.qr())
    await story.settle()
    await stage.advance(60_000)
    await story.cancel('seat-a')
    await story.settle()
    await stage.advance(20 * 3_600_000)
    story = await storyPeople(stage)
    await story.agree('seat-a', await story.qr())
    await story.settle()
    await stage.advance(10 * 3_600_000)
    story = await storyPeople(stage)
    expect(await story.apps()).toMatchObject([{ generation: 2, status: 'active' }])
  })
})
