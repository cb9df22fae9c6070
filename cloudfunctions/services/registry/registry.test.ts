import type { CorpId, OpenUserId, PersonRef, ProviderId, SuiteId } from '@shared/wecom/ids'
import {
  openTestServices,
  seedSuite,
  signedCallback,
  suiteEventXml,
  type TestServices,
} from '@sandbox/testing/test-services'
import { suiteDocId, suites } from '../../store/collections/provider'
import { history } from '../../store/collections/operation'
import { receiveEcho, receiveEvent } from '../callback/receive'
import { setAlarmWebhook, setProviderSecret, setSystemKeys } from './change-provider'
import { addSuite, describeSuite, OLD_KEYS_MS, rotateCallbackKeys, setSuiteSecret, setUse } from './change-suite'
import { readRegistry } from './list-suites'
import { SYSTEM_URL } from './registry'
import { simulateVerification } from './simulate-verification'

const YUNQI = 'yunqi' as ProviderId
const BY: PersonRef = { providerId: YUNQI, corpId: 'ww5d1f0b7a93c2e846' as CorpId, openUserId: 'woOWNER' as OpenUserId }
const crm = seedSuite('yunqi', 'template')
const CRM = crm.suiteId as SuiteId
const NEW_KEYS = { token: 'NewTokenOfTheUrl1', encodingAesKey: 'n'.repeat(43) }
const aSuite = {
  suiteId: 'dkaddedbyatest01' as SuiteId,
  use: 'customer' as const,
  name: '门店收银',
  reason: '门店收银对账',
  secret: 'SecretThatMustNeverLeave123456',
  token: 'TokenThatMustNeverLeave',
  encodingAesKey: 'KeyThatMustNeverLeave1234567890123456789012',
  isLaunched: false,
}

describe('the registry', () => {
  let world: TestServices
  beforeEach(async () => {
    world = await openTestServices()
  })
  afterEach(() => world.close())

  const send = (suite: Parameters<typeof signedCallback>[0], xml: string, receiveId?: string) => {
    const { query, body } = signedCallback(suite, xml, receiveId)
    const signed = {
      msgSignature: query['msg_signature'] ?? '',
      timestamp: query['timestamp'] ?? '',
      nonce: query['nonce'] ?? '',
    }
    return receiveEvent(world.services, { providerId: YUNQI, suiteId: suite.suiteId as SuiteId }, signed, body)
  }
  const ticketXml = (suite: { suiteId: string }) =>
    suiteEventXml(suite, 'suite_ticket', 1_767_578_400, { SuiteTicket: 'ticket-1' })

  it('registers a suite whose secrets never come out, only when they were set', async () => {
    const view = await addSuite(world.services, BY, aSuite)
    expect(view).toMatchObject({
      kind: 'template',
      secretSetAt: world.clock.now(),
      callbackSetAt: world.clock.now(),
      callbackUrl: 'http://127.0.0.1:4680/callback/yunqi/dkaddedbyatest01',
      ticket: { state: 'never' },
      canResetSecret: false,
    })
    const all = JSON.stringify(await readRegistry(world.services, YUNQI))
    const stored = JSON.stringify(
      await world.services.store.get(suites, suiteDocId({ ...BY, suiteId: aSuite.suiteId })),
    )
    for (const secret of [aSuite.secret, aSuite.token, aSuite.encodingAesKey]) {
      expect(all).not.toContain(secret)
      expect(stored).not.toContain(secret)
    }
    expect(await send(aSuite, ticketXml(aSuite))).toMatchObject({ ok: true })
    await expect(addSuite(world.services, BY, aSuite)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('changes names and the declared launch, and tells who did it', async () => {
    const view = await describeSuite(world.services, BY, {
      suiteId: CRM,
      name: '新名',
      reason: '新由',
      isLaunched: false,
    })
    expect(view).toMatchObject({ name: '新名', reason: '新由', launched: { value: false, basis: 'declared' } })
    const told = await world.services.store.list(history, 'bySubject', [YUNQI, 'suite', CRM])
    expect(told.items.map((item) => [item.body.what, item.body.by])).toEqual([['described', BY]])
  })

  it('knows nothing of the suites of another provider', async () => {
    const foreign = seedSuite('qinghe', 'template').suiteId as SuiteId
    for (const attempt of [
      () => describeSuite(world.services, BY, { suiteId: foreign, name: 'a', reason: 'b', isLaunched: true }),
      () => rotateCallbackKeys(world.services, BY, { suiteId: foreign, ...NEW_KEYS }),
      () => setSuiteSecret(world.services, BY, { suiteId: foreign, secret: aSuite.secret }),
      () => setUse(world.services, BY, { suiteId: foreign, use: 'customer' }),
      () => simulateVerification(world.services, YUNQI, foreign),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  it('takes old and new keys for an hour after a rotation, then only the new ones', async () => {
    expect(await send(crm, ticketXml(crm))).toMatchObject({ ok: true })
    const view = await rotateCallbackKeys(world.services, BY, { suiteId: CRM, ...NEW_KEYS })
    expect(view.oldKeysUntil).toBe(world.clock.now() + OLD_KEYS_MS)
    const rotated = { ...crm, ...NEW_KEYS }
    expect(await send(rotated, ticketXml(crm))).toMatchObject({ ok: true })
    expect(await send(crm, ticketXml(crm))).toMatchObject({ ok: true })
    world.clock.advance(OLD_KEYS_MS)
    expect(await send(crm, ticketXml(crm))).toEqual({ ok: false, reason: 'signature' })
    expect(await send(rotated, ticketXml(crm))).toMatchObject({ ok: true })
  })

  it('does not lose the old keys when the same new ones are saved twice', async () => {
    await rotateCallbackKeys(world.services, BY, { suiteId: CRM, ...NEW_KEYS })
    await rotateCallbackKeys(world.services, BY, { suiteId: CRM, ...NEW_KEYS })
    expect(await send(crm, ticketXml(crm))).toMatchObject({ ok: true })
  })

  it('sees within ten seconds keys that another process rotated', async () => {
    expect(await send(crm, ticketXml(crm))).toMatchObject({ ok: true })
    const elsewhere = { ...world.services, registry: { ...world.services.registry, forget: () => undefined } }
    await rotateCallbackKeys(elsewhere, BY, { suiteId: CRM, ...NEW_KEYS })
    world.clock.advance(10_000)
    expect(await send({ ...crm, ...NEW_KEYS }, ticketXml(crm))).toMatchObject({ ok: true })
  })

  it('plays the verification WeCom would send, with an answer that a real one would get too', async () => {
    const shown = await simulateVerification(world.services, YUNQI, CRM)
    expect(shown).toMatchObject({ ok: true, answer: { status: 200, body: shown.expected } })
    expect(shown.expected).toMatch(/^\d{19}$/)
    const asked = new URL(shown.request.url)
    expect(asked.pathname).toBe(`/callback/yunqi/${CRM}`)
    const echo = await receiveEcho(
      world.services,
      { providerId: YUNQI, suiteId: CRM },
      {
        msgSignature: asked.searchParams.get('msg_signature') ?? '',
        timestamp: asked.searchParams.get('timestamp') ?? '',
        nonce: asked.searchParams.get('nonce') ?? '',
        echostr: asked.searchParams.get('echostr') ?? '',
      },
    )
    expect(echo).toEqual({ ok: true, value: shown.expected })
    for (const secret of [crm.token, crm.encodingAesKey]) expect(JSON.stringify(shown)).not.toContain(secret)
  })

  it('takes system events of the provider on a URL with keys of its own', async () => {
    await expect(simulateVerification(world.services, YUNQI, SYSTEM_URL)).rejects.toMatchObject({
      code: 'ILLEGAL_STATE',
    })
    const system = { suiteId: SYSTEM_URL, ...NEW_KEYS }
    const xml =
      '<xml><ServiceCorpId><![CDATA[ww5d1f0b7a93c2e846]]></ServiceCorpId><InfoType><![CDATA[license_pay_success]]></InfoType>' +
      '<AuthCorpId><![CDATA[wpCORP]]></AuthCorpId><OrderId><![CDATA[order1]]></OrderId><TimeStamp>1767578400</TimeStamp></xml>'
    expect(await send(system, xml, BY.corpId)).toEqual({ ok: false, reason: 'signature' })
    const view = await setSystemKeys(world.services, BY, NEW_KEYS)
    expect(view).toMatchObject({ systemKeysSetAt: world.clock.now() })
    expect(view.systemCallbackUrl).toBe('http://127.0.0.1:4680/callback/yunqi/system')
    expect(await send(system, xml, BY.corpId)).toMatchObject({ ok: true })
    expect(await send({ ...system, token: crm.token }, xml, BY.corpId)).toMatchObject({ ok: false })
    expect(await simulateVerification(world.services, YUNQI, SYSTEM_URL)).toMatchObject({ ok: true })
  })

  it('hands the sign-in use on, and never leaves the provider without one', async () => {
    const old = (await world.services.registry.provider(YUNQI))?.signInSuiteId as SuiteId
    await expect(setUse(world.services, BY, { suiteId: old, use: 'customer' })).rejects.toMatchObject({
      code: 'ILLEGAL_STATE',
    })
    await expect(setUse(world.services, BY, { suiteId: CRM, use: 'signIn' })).rejects.toMatchObject({
      code: 'ILLEGAL_STATE',
    })
    await addSuite(world.services, BY, { ...aSuite, suiteId: 'wwnewsignin000001' as SuiteId, use: 'signIn' })
    expect((await world.services.registry.provider(YUNQI))?.signInSuiteId).toBe('wwnewsignin000001')
    const { suites: listed } = await readRegistry(world.services, YUNQI)
    expect(listed.filter((suite) => suite.use === 'signIn').map((suite) => suite.suiteId)).toEqual([
      'wwnewsignin000001',
    ])
  })

  it('says that the secret must not be reset while no fresh ticket is there', async () => {
    await send(crm, ticketXml(crm))
    const of = async () => (await readRegistry(world.services, YUNQI)).suites.find((suite) => suite.suiteId === CRM)
    expect(await of()).toMatchObject({ canResetSecret: true, ticket: { state: 'fresh' } })
    world.clock.advance(26 * 60_000)
    expect(await of()).toMatchObject({ canResetSecret: false, ticket: { state: 'late' } })
    expect((await of())?.resetRefusal).toContain('不要重置')
  })

  it('keeps the provider secret and the alarm address to itself', async () => {
    await setProviderSecret(world.services, BY, { secret: aSuite.secret })
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6'
    const view = await setAlarmWebhook(world.services, BY, { url })
    expect(view).toMatchObject({ secretSetAt: world.clock.now(), alarmWebhookSetAt: world.clock.now() })
    expect(JSON.stringify(view)).not.toContain('693a91f6')
    expect((await setAlarmWebhook(world.services, BY, {})).alarmWebhookSetAt).toBeUndefined()
    expect(() => setAlarmWebhook(world.services, BY, { url: 'https://10.0.0.8/x' })).toThrow('url')
  })
})
