import fc from 'fast-check'
import { openCloudBaseStore } from '../store/cloudbase/open-store'
import { callbacks, type CallbackRecord } from '../store/collections/callback'
import { suiteTicketDocId, suiteTickets } from '../store/collections/provider'
import { COLLECTIONS } from '../store/collections'
import { replace } from '../store/store'
import { manualClock } from '../runtime/clock'
import type { EdgeRequest } from '../runtime/edge'
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { startCloudBaseSandbox } from '@sandbox/cloudbase/server'
import {
  openTestServices,
  seedSuite,
  signedCallback,
  suiteEventXml,
  type TestServices,
} from '@sandbox/testing/test-services'
import { SEED } from '@sandbox/wecom/world/seed'
import { callbackEdge } from './edge'

const CRM = seedSuite('yunqi', 'template')
const OTHER = seedSuite('qinghe', 'template')
const SECONDS = 1_767_578_400
const PROVIDER = 'yunqi' as ProviderId

describe('the callback edge', () => {
  let test: TestServices
  beforeEach(async () => {
    test = await openTestServices()
  })
  afterEach(() => test.close())

  const request = (changes: Partial<EdgeRequest>): EdgeRequest => ({
    method: 'POST',
    path: `/callback/yunqi/${CRM.suiteId}`,
    query: {},
    headers: {},
    body: new Uint8Array(),
    ip: '127.0.0.1',
    requestId: 'r1',
    ...changes,
  })
  const send = (changes: Partial<EdgeRequest>) => callbackEdge(request(changes), test.services)
  const stored = async () =>
    (await test.services.store.list(callbacks, 'recent', [PROVIDER], { limit: 200 })).items.map((item) => item.body)
  const event = (infoType: string, fields: Record<string, string>, receiveId?: string) =>
    signedCallback(CRM, suiteEventXml(CRM, infoType, SECONDS, fields), receiveId)

  it('answers a URL verification with the bare text, made out to the provider corp', async () => {
    const corpId = SEED.providers[0]?.corpId
    const { query, encrypt } = signedCallback(CRM, '1616140317555161061', corpId)
    const answer = await send({ method: 'GET', query: { ...query, echostr: encrypt } })
    expect(answer).toMatchObject({ status: 200, body: '1616140317555161061' })
  })

  it('stores an event sealed and answers success', async () => {
    const { query, body } = event('create_auth', { AuthCode: 'very-secret-code' })
    expect(await send({ query, body })).toMatchObject({ status: 200, body: 'success' })
    const [record] = await stored()
    expect(record).toMatchObject({ kind: 'createAuth', status: 'new', receiveId: CRM.suiteId, eventAt: SECONDS * 1000 })
    expect(JSON.stringify(record)).not.toContain('very-secret-code')
  })

  it('answers success to a repeat and stores it once', async () => {
    const { query, body } = event('create_auth', { AuthCode: 'code' })
    await send({ query, body })
    expect(await send({ query, body })).toMatchObject({ status: 200, body: 'success' })
    expect(await stored()).toHaveLength(1)
  })

  it('costs one read and one write once the configuration is known (P6)', async () => {
    await send(event('create_auth', { AuthCode: 'first' }))
    const before = { ...test.services.store.counters }
    await send(event('create_auth', { AuthCode: 'second' }))
    const { reads, writes } = test.services.store.counters
    expect(reads - before.reads).toBeLessThanOrEqual(1)
    expect(writes - before.writes).toBe(1)
  })

  it('keeps the newest ticket whatever order they come in', async () => {
    const push = (seconds: number, ticket: string) =>
      send(signedCallback(CRM, suiteEventXml(CRM, 'suite_ticket', seconds, { SuiteTicket: ticket })))
    await push(SECONDS + 600, 'newer')
    await push(SECONDS, 'older')
    const ticket = await test.services.store.get(
      suiteTickets,
      suiteTicketDocId({ providerId: PROVIDER, suiteId: CRM.suiteId as SuiteId }),
    )
    expect(ticket?.body.sentAt).toBe((SECONDS + 600) * 1000)
    expect(await stored()).toEqual([])
  })

  it('looks once more when a change_auth of the same second comes again after it was worked off', async () => {
    const { query, body } = event('change_auth', { AuthCorpId: 'wpSomebody' })
    await send({ query, body })
    const page = await test.services.store.list(callbacks, 'recent', [PROVIDER], {})
    const [item] = page.items
    if (!item) throw new Error('nothing stored')
    await test.services.store.commit([replace<CallbackRecord>(callbacks, item, { ...item.body, status: 'claimed' })])
    await send({ query, body })
    expect((await stored())[0]).toMatchObject({ status: 'claimed', again: true })
  })

  it.each([
    [
      'a wrong signature',
      () => ({
        ...event('create_auth', { AuthCode: 'x' }),
        query: { timestamp: '1', nonce: '2', msg_signature: '0'.repeat(40) },
      }),
    ],
    [
      'an unknown suite',
      () => ({ ...event('create_auth', { AuthCode: 'x' }), path: '/callback/yunqi/dk000000000000000000' }),
    ],
    [
      'an unknown provider',
      () => ({ ...event('create_auth', { AuthCode: 'x' }), path: `/callback/nobody/${CRM.suiteId}` }),
    ],
    [
      "another provider's keys",
      () => signedCallback(OTHER, suiteEventXml(CRM, 'create_auth', SECONDS, { AuthCode: 'x' }), CRM.suiteId),
    ],
    ['a foreign receiveId', () => event('create_auth', { AuthCode: 'x' }, 'wwforeigncorp')],
    ['a method that is neither GET nor POST', () => ({ ...event('create_auth', { AuthCode: 'x' }), method: 'PUT' })],
    ['a body that is no XML', () => ({ query: event('create_auth', {}).query, body: Buffer.from('{"a":1}') })],
  ])('refuses %s with one and the same answer, and stores nothing', async (_name, changes) => {
    expect(await send(changes())).toMatchObject({ status: 403, body: 'refused' })
    expect(await stored()).toEqual([])
  })

  it('never fails, never stores and never says why, whatever an envelope is turned into', async () => {
    const { query, body } = event('create_auth', { AuthCode: 'x' })
    const text = Buffer.from(body).toString('utf8')
    const mutated = fc.oneof(
      fc.nat(text.length - 1).map((at) => text.slice(0, at)),
      fc
        .tuple(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 9 }))
        .map(([at, s]) => text.slice(0, at) + s + text.slice(at + 1)),
      fc.string().map((s) => `<xml><Encrypt><![CDATA[${s}]]></Encrypt></xml>`),
      fc.base64String({ minLength: 64 }).map((s) => `<xml><Encrypt><![CDATA[${s}]]></Encrypt></xml>`),
      fc.constant('<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'),
    )
    await fc.assert(
      fc.asyncProperty(mutated, async (xml) => {
        const answer = await send({ query, body: Buffer.from(xml) })
        const isOriginal = xml.includes(
          signedCallback(CRM, suiteEventXml(CRM, 'create_auth', SECONDS, { AuthCode: 'x' })).encrypt,
        )
        if (!isOriginal) expect(answer).toMatchObject({ status: 403, body: 'refused' })
      }),
      { numRuns: 1_000 },
    )
    expect((await stored()).length).toBeLessThanOrEqual(1)
  })

  it('answers 503 when the event could not be stored, so that WeCom sends it again', async () => {
    const clock = manualClock()
    const cloud = await startCloudBaseSandbox({ port: 0, clock })
    const store = openCloudBaseStore({
      envId: cloud.env,
      serviceUrl: cloud.url,
      secretId: 'id',
      secretKey: 'key',
      clock,
      backoff: () => 0,
    })
    try {
      await store.provision(COLLECTIONS)
      const onCloud = await openTestServices({ store, clock })
      const { query, body } = event('create_auth', { AuthCode: 'x' })
      cloud.faults.add({ answer: 'html-502', action: 'database.insertDocument', times: 50 })
      expect(await callbackEdge(request({ query, body }), onCloud.services)).toMatchObject({ status: 503 })
      cloud.faults.clear()
      expect(await callbackEdge(request({ query, body }), onCloud.services)).toMatchObject({
        status: 200,
        body: 'success',
      })
    } finally {
      await store.close()
      await cloud.close()
    }
  })
})
