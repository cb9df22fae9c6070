/** The outbox against the stand-in: what people see on the phone is what counts. */
import { signIn } from '@shared/contract/session'
import type { OpenUserId } from '@shared/wecom/ids'
import { openStage, type Stage } from '@sandbox/stories/stage'
import { outbox } from '../../store/collections/operation'
import type { DocId } from '../../store/keys'
import type { MiniProgramNotice } from '../../wecom/client'
import { corpIdOf, HUADONG, installSignInSuite, SEAT, SIGN_IN, YUNQI } from '../testing/installed-stage'
import { NOTICE_GAP_MS, noticeWrite, type NoticePayload } from './queue-notice'
import { sendDue } from './send-due'

const SEND = '/cgi-bin/message/send'
let stage: Stage
let payload: NoticePayload
beforeAll(async () => {
  stage = await openStage()
  await installSignInSuite(stage)
  const login = { suiteId: SIGN_IN, corpId: HUADONG, userId: 'lixiang' }
  const { code } = await stage.laptop.wecom.control('client.miniProgramLogin', login)
  const { me } = await stage.nobody.call(signIn, { provider: YUNQI, via: 'miniProgram', code })
  payload = {
    app: { providerId: YUNQI, suiteId: SIGN_IN, authCorpId: await corpIdOf(stage) },
    message: aNotice([me.openUserId], (await miniProgram()) ?? ''),
  }
})
afterAll(() => stage.close())
afterEach(async () => {
  await stage.laptop.wecom.control('faults.clear', {})
  await stage.advance(2 * 60 * 60_000)
})

const services = () => stage.laptop.services()
const miniProgram = async () => (await services().registry.provider(YUNQI))?.miniProgramAppId
const aNotice = (toUsers: readonly OpenUserId[], appId: string): MiniProgramNotice => ({
  kind: 'miniProgramNotice',
  toUsers,
  appId,
  title: '权限等你确认',
  items: [{ key: '应用', value: '客户旅程' }],
  duplicateCheckMs: NOTICE_GAP_MS,
})

let causes = 0
/** Queues a notice of its own wording, so that WeCom's duplicate check leaves other tests' notices alone. */
async function queue(change: Partial<MiniProgramNotice> = {}, cause = `cause-${++causes}`): Promise<DocId> {
  const message = { ...payload.message, items: [{ key: '编号', value: cause }], ...change }
  const { id, write } = noticeWrite(services(), { ...payload, message }, cause)
  await services().store.commit([write])
  return id
}
const stored = async (id: DocId) => (await services().store.get(outbox, id))?.body
const phone = async () => (await stage.laptop.wecom.control('client.messages', { seat: SEAT })).messages.length
/** How many more notices the phone shows afterwards. */
async function shown(work: () => Promise<unknown>): Promise<number> {
  const before = await phone()
  await work()
  return (await phone()) - before
}

describe('the outbox', () => {
  it('sends a notice once, with a report of who did not get it', async () => {
    const id = await queue()
    expect(await shown(() => sendDue(services(), 10))).toBe(1)
    expect(await stored(id)).toMatchObject({ status: 'sent', tries: 1, report: { to: 1, invalid: 0, unlicensed: 0 } })
    expect(await shown(() => sendDue(services(), 10))).toBe(0)
  })

  it('takes the same cause once: its id follows from it', async () => {
    const { write } = noticeWrite(services(), payload, 'the same')
    expect((await services().store.commit([write])).ok).toBe(true)
    expect(await services().store.commit([write])).toMatchObject({ ok: false, reason: 'exists' })
    await sendDue(services(), 10)
  })

  it('is worked off by one of several workers at once', async () => {
    await queue()
    const counts: number[] = []
    const all = () => Promise.all([1, 2, 3].map(async () => counts.push(await sendDue(services(), 10))))
    expect(await shown(all)).toBe(1)
    expect(counts.reduce((a, b) => a + b)).toBe(1)
  })

  /** Works the outbox off as its times come; the waits between the tries, until it gives up. */
  async function waitsOf(id: DocId): Promise<number[]> {
    const waits: number[] = []
    for (let round = 0; round < 20; round++) {
      const before = services().clock.now()
      await sendDue(services(), 10)
      const { status, dueAt = 0 } = (await stored(id)) ?? {}
      if (status !== 'waiting') break
      waits.push(dueAt - before)
      expect(await sendDue(services(), 10)).toBe(0)
      await stage.laptop.wecom.beat()
      stage.clock.advance(dueAt - services().clock.now())
    }
    return waits
  }

  it('tries again at growing intervals while WeCom does not answer, then says so', async () => {
    await stage.laptop.wecom.control('faults.set', { target: SEND, kind: 'drop' })
    const id = await queue()
    expect(await waitsOf(id)).toEqual([10_000, 20_000, 40_000, 80_000, 160_000])
    expect(await stored(id)).toMatchObject({
      status: 'failed',
      tries: 6,
      report: { note: expect.stringContaining('复制') },
    })
  })

  it('waits as long as WeCom does not take calls, instead of using up its tries', async () => {
    await stage.laptop.wecom.control('faults.set', { target: SEND, kind: 'error', errcode: 45009, times: 2 })
    const id = await queue()
    const waits = await waitsOf(id)
    expect(waits[0]).toBe(60_000)
    expect(waits.reduce((a, b) => a + b)).toBeGreaterThan(60 * 60_000)
    expect((await stored(id))?.status).toBe('sent')
  })

  it('goes out after all when our address was off the whitelist for a minute', async () => {
    await stage.laptop.wecom.control('faults.set', { target: SEND, kind: 'error', errcode: 60020, times: 3 })
    const id = await queue()
    await waitsOf(id)
    expect(await stored(id)).toMatchObject({ status: 'sent', tries: 4 })
  })

  it('gets a notice through whose first try was interrupted, shown once within four hours', async () => {
    await stage.laptop.wecom.control('faults.set', { target: SEND, kind: 'timeoutAfterEffect', times: 1 })
    const id = await queue()
    const work = async () => {
      await sendDue(services(), 10)
      expect(await stored(id)).toMatchObject({ status: 'waiting', tries: 1 })
      await stage.advance(10_000)
    }
    expect(await shown(work)).toBe(1)
    expect(await stored(id)).toMatchObject({ status: 'sent', tries: 2 })
  })

  it('is taken over when a worker died after marking it, and not before its minute is over', async () => {
    const id = await queue()
    const crashing = { ...services().wecom, sendMessage: () => new Promise<never>(() => undefined) }
    void sendDue({ ...services(), wecom: crashing }, 10)
    while ((await stored(id))?.status !== 'sending') await new Promise((wake) => setTimeout(wake, 5))
    stage.clock.advance(59_000)
    expect(await sendDue(services(), 10)).toBe(0)
    stage.clock.advance(1_000)
    expect(await shown(() => sendDue(services(), 10))).toBe(1)
    expect((await stored(id))?.status).toBe('sent')
  })

  it('does not try again what WeCom refuses for good, and says what to do instead', async () => {
    const id = await queue({ toUsers: ['nobody-of-this-corp'] })
    expect(await shown(() => sendDue(services(), 10))).toBe(0)
    const { status, tries, report } = (await stored(id)) ?? {}
    expect([status, tries]).toEqual(['failed', 1])
    expect(report?.['note']).toBe('收件人都不在可见范围内，可复制文字发到聊天里')
  })

  it('keeps what is sent sealed', async () => {
    const id = await queue({ title: '不要给人看的标题' })
    expect(JSON.stringify(await stored(id))).not.toContain('不要给人看')
    await sendDue(services(), 10)
  })
})
