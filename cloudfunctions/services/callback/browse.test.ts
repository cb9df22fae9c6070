import type { CorpId, OpenUserId, PersonRef, ProviderId, SuiteId } from '@shared/wecom/ids'
import {
  openTestServices,
  seedSuite,
  signedCallback,
  suiteEventXml,
  type TestServices,
} from '@sandbox/testing/test-services'
import { callbacks } from '../../store/collections/callback'
import { corpAuthDocId, corpAuths, type CorpAuthRecord } from '../../store/collections/corp'
import { history } from '../../store/collections/operation'
import { insert, replace } from '../../store/store'
import { permanentCodePlace } from '../registry/credentials'
import { getCallback, listCallbacks, runCallbackAgain } from './browse'
import { drainDue } from './drain'
import { maskBody } from './mask-body'
import { receiveEvent } from './receive'

const YUNQI = 'yunqi' as ProviderId
const BY: PersonRef = { providerId: YUNQI, corpId: 'ww5d1f0b7a93c2e846' as CorpId, openUserId: 'woOWNER' as OpenUserId }
const crm = seedSuite('yunqi', 'template')
const CORP = 'wpCORPOFATEST' as CorpId
const APP = { providerId: YUNQI, suiteId: crm.suiteId as SuiteId, authCorpId: CORP }

describe('the callback browser', () => {
  let world: TestServices
  beforeEach(async () => {
    world = await openTestServices()
  })
  afterEach(() => world.close())

  const send = async (xml: string, receiveId = crm.suiteId as string) => {
    const { query, body } = signedCallback(crm, xml, receiveId)
    const { msg_signature: msgSignature = '', timestamp = '', nonce = '' } = query
    const received = await receiveEvent(world.services, APP, { msgSignature, timestamp, nonce }, body)
    expect(received).toMatchObject({ ok: true })
  }
  const seconds = () => Math.floor(world.clock.now() / 1000)
  const change = () => send(suiteEventXml(crm, 'change_auth', seconds(), { AuthCorpId: CORP }))
  const appEvent = (event: string, at = seconds()) =>
    send(
      `<xml><ToUserName>${CORP}</ToUserName><FromUserName>woMEMBER</FromUserName><CreateTime>${at}</CreateTime>` +
        `<MsgType>event</MsgType><Event>${event}</Event><AgentID>1000002</AgentID></xml>`,
      CORP,
    )
  const listed = async (input: Parameters<typeof listCallbacks>[2] = {}) => listCallbacks(world.services, YUNQI, input)
  const installed = async () => {
    const auth: CorpAuthRecord = {
      ...APP,
      kind: 'template',
      generation: 1,
      status: 'active',
      corpName: '华东零售',
      authEventAt: seconds() * 1000,
      setup: { doneAt: {} },
      secretVersion: 1,
      permanentCode: world.services.sealer.seal('code', permanentCodePlace(APP)),
    }
    await world.services.store.commit([insert(corpAuths, corpAuthDocId(APP), auth)])
  }
  const auth = async () => (await world.services.store.get(corpAuths, corpAuthDocId(APP)))?.body

  it('shows what waits for a corp that is not known, why, and until when', async () => {
    await change()
    await drainDue(world.services, 10)
    const { items, counts } = await listed({ state: 'parked' })
    expect(items).toMatchObject([{ kind: 'changeAuth', corpId: CORP, state: 'parked', canRunAgain: true }])
    expect(items[0]?.text).toContain('还不认识这家企业')
    expect(items[0]?.dueAt).toBeGreaterThan(world.clock.now())
    expect(counts).toEqual({ failed: 0, parked: 1 })
  })

  it('gives up after a day, and runs again when somebody asks', async () => {
    await change()
    for (let run = 0; run < 60; run++) {
      await drainDue(world.services, 10)
      world.clock.advance(30 * 60_000)
    }
    const [stuck] = (await listed({ state: 'failed' })).items
    expect(stuck).toMatchObject({ state: 'failed', canRunAgain: true })
    const again = await runCallbackAgain(world.services, BY, stuck?.id ?? '')
    expect(again).toMatchObject({ state: 'new', tries: 0, canRunAgain: false })
    await expect(runCallbackAgain(world.services, BY, stuck?.id ?? '')).rejects.toMatchObject({ code: 'ILLEGAL_STATE' })
    const told = await world.services.store.list(history, 'bySubject', [YUNQI, 'callback', stuck?.id ?? ''])
    expect(told.items.map((item) => item.body)).toMatchObject([{ what: 'runAgain', by: BY }])
  })

  it('filters by corp, kind and state, and pages', async () => {
    await change()
    await appEvent('view')
    await send(suiteEventXml(crm, 'a_new_kind', seconds(), { AuthCorpId: 'wpOTHERCORP' }))
    expect((await listed()).items.map((item) => item.kind).sort()).toEqual(['changeAuth', 'unknown', 'unknown'])
    expect((await listed({ kind: 'changeAuth' })).items).toHaveLength(1)
    expect((await listed({ corpId: CORP })).items.map((item) => item.kind)).toContain('changeAuth')
    expect((await listed({ corpId: CORP, state: 'done' })).items.every((item) => item.state === 'done')).toBe(true)
    expect((await listCallbacks(world.services, 'qinghe' as ProviderId, {})).items).toEqual([])
  })

  it('hides codes and personal data of a body and says what the envelope was made out to', async () => {
    await send(suiteEventXml(crm, 'create_auth', seconds(), { AuthCode: 'auth-code-of-gold', State: 'abc' }))
    const [item] = (await listed()).items
    const detail = await getCallback(world.services, YUNQI, item?.id ?? '')
    expect(detail).toMatchObject({ receivedAs: 'suite', receiveId: crm.suiteId })
    expect(detail.body).not.toContain('auth-code-of-gold')
    expect(detail.body).toContain('（已隐藏，17 字符）')
    expect(detail.body).toContain('abc')
    await expect(getCallback(world.services, 'qinghe' as ProviderId, item?.id ?? '')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(maskBody('<xml><Mobile>13800000000</Mobile><Name><![CDATA[王]]></Name></xml>')).not.toMatch(/138|王/)
  })

  it('keeps every event nothing works on, done at once', async () => {
    await send(suiteEventXml(crm, 'share_agent_change', seconds(), { AuthCorpId: CORP }))
    await send('<xml><MsgType>poem</MsgType></xml>')
    const { items } = await listed()
    expect(items.map((item) => [item.state, item.text])).toEqual([
      ['done', '已记录，不需要处理'],
      ['done', '已记录，不需要处理'],
    ])
    expect(await drainDue(world.services, 10)).toBe(0)
  })

  it('notes first use, pauses and members on the authorisation, in any order', async () => {
    await appEvent('enter_agent', seconds() + 50)
    await drainDue(world.services, 10)
    await installed()
    await appEvent('enter_agent', seconds() + 20)
    await appEvent('close_inactive_agent', seconds() + 60)
    await appEvent('reopen_inactive_agent', seconds() + 90)
    await appEvent('unlicensed_notify')
    world.clock.advance(5 * 60_000)
    await drainDue(world.services, 10)
    expect((await listed({ state: 'parked' })).items).toEqual([])
    const begun = (await auth())?.authEventAt ?? 0
    expect(await auth()).toMatchObject({
      firstUsedAt: begun + 20_000,
      isInactive: { value: false, at: begun + 90_000 },
    })
    expect((await auth())?.seenAt?.unlicensedNotify).toBeDefined()
  })

  it('does not take a corp’s own word for another corp', async () => {
    const xml =
      `<xml><ToUserName>wpANOTHERCORP</ToUserName><FromUserName>sys</FromUserName><CreateTime>${seconds()}</CreateTime>` +
      '<MsgType>event</MsgType><Event>change_app_admin</Event><AgentID>1</AgentID></xml>'
    const { query, body } = signedCallback(crm, xml, CORP)
    const { msg_signature: msgSignature = '', timestamp = '', nonce = '' } = query
    expect(await receiveEvent(world.services, APP, { msgSignature, timestamp, nonce }, body)).toEqual({
      ok: false,
      reason: 'receiveId',
    })
  })

  it('shows a failed one until somebody deals with it', async () => {
    await change()
    const stored = (await world.services.store.list(callbacks, 'recent', [YUNQI])).items[0]
    if (!stored) throw new Error('nothing was kept')
    const failed = { ...stored.body, status: 'failed' as const, note: 'exchange may have worked: secret unknown' }
    await world.services.store.commit([replace(callbacks, stored, failed)])
    const { items, counts } = await listed({ corpId: CORP, state: 'failed' })
    expect(items[0]?.text).toContain('重新获取secret')
    expect(counts).toEqual({ failed: 1, parked: 0 })
  })
})
