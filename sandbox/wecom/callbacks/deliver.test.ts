import { manualClock } from '@cloud/runtime/clock'
import { createFaultBook } from '../platform/faults'
import { createLogBook } from '../platform/log-book'
import type { FaultRule } from '../platform/views'
import { type Backend, startBackend } from '../testing/backend'
import { SIGN_IN } from '../testing/provider'
import { seededRandom } from '../world/random'
import { createDeliverer, type Deliverer, type OutgoingEvent } from './deliver'
import { toXml } from './xml'

describe('delivery of callbacks', () => {
  let backend: Backend
  let deliverer: Deliverer
  let rules: FaultRule[]
  const log = createLogBook()
  const clock = manualClock()
  const aDeliverer = (cutMs: number) =>
    createDeliverer({
      clock,
      random: seededRandom('deliver'),
      faults: createFaultBook(
        () => rules,
        (next) => (rules = next),
        clock.now,
      ),
      log,
      retryDelaysMs: () => [5, 5, 5],
      cutMs,
    })
  beforeEach(async () => {
    backend = await startBackend()
    rules = []
    deliverer = aDeliverer(500)
  })
  afterEach(async () => {
    await deliverer.close()
    await backend.close()
  })

  const event = (over: Partial<OutgoingEvent> = {}): OutgoingEvent => ({
    name: 'change_auth',
    url: `${backend.base}/callback/yunqi/${SIGN_IN.suiteId}`,
    token: SIGN_IN.token,
    encodingAesKey: SIGN_IN.encodingAesKey,
    receiveId: SIGN_IN.suiteId,
    toUserName: SIGN_IN.suiteId,
    agentId: '',
    xml: toXml([
      ['InfoType', 'change_auth'],
      ['AuthCorpId', 'wp]]>x'],
    ]),
    wantsSuccess: true,
    suiteId: SIGN_IN.suiteId,
    corpId: undefined,
    retried: true,
    ...over,
  })
  const rule = (kind: FaultRule['kind'], over: Partial<FaultRule> = {}): FaultRule => ({
    id: '1',
    target: 'callback:change_auth',
    kind,
    times: 1,
    delayMs: 0,
    errcode: -1,
    fromMs: undefined,
    untilMs: undefined,
    ...over,
  })

  it('delivers once when the backend answers success', async () => {
    expect(await deliverer.push(event())).toEqual({ delivered: true, attempts: 1, note: '' })
    expect(backend.received).toHaveLength(1)
    expect(backend.received[0]?.receiveId).toBe(SIGN_IN.suiteId)
  })

  it('tries three times more on any other status, then gives up', async () => {
    backend.answer = () => ({ status: 503, body: '' })
    expect(await deliverer.push(event())).toMatchObject({ delivered: false, attempts: 4, note: 'status 503' })
    expect(backend.received).toHaveLength(4)
  })

  it('stops retrying once it is accepted', async () => {
    backend.answer = () => ({ status: backend.received.length < 3 ? 500 : 200, body: 'success' })
    expect(await deliverer.push(event())).toMatchObject({ delivered: true, attempts: 3 })
  })

  it('cuts a slow answer and sends again', async () => {
    backend.answer = () => ({ status: 200, body: 'success', waitMs: backend.received.length === 1 ? 900 : 0 })
    expect(await deliverer.push(event())).toMatchObject({ delivered: true, attempts: 2 })
  })

  it('accepts but notes a body that is not success, only where success is wanted', async () => {
    backend.answer = () => ({ status: 200, body: 'ok' })
    expect((await deliverer.push(event())).note).toContain('"success"')
    expect((await deliverer.push(event({ wantsSuccess: false }))).note).toBe('')
  })

  it('notes an authorisation event answered after more than a second, and no other', async () => {
    const patient = aDeliverer(5000)
    backend.answer = () => ({ status: 200, body: 'success', waitMs: 1020 })
    const late = (name: string) => patient.push(event({ name }))
    const [auth, licence] = await Promise.all([late('change_auth'), late('license_refund')])
    expect(auth).toMatchObject({ delivered: true, note: expect.stringContaining('1000 ms') as string })
    expect(licence).toMatchObject({ delivered: true, note: '' })
    await patient.close()
  })

  it('does not retry what comes again by itself', async () => {
    backend.answer = () => ({ status: 500, body: '' })
    await deliverer.push(event({ retried: false }))
    expect(backend.received).toHaveLength(1)
  })

  it('verifies a URL by an echo that must come back bare', async () => {
    const { name: _n, xml: _x, wantsSuccess: _w, retried: _r, toUserName: _t, agentId: _a, ...target } = event()
    expect(await deliverer.verify(target)).toMatchObject({ delivered: true })
    expect(await deliverer.verify({ ...target, token: 'other' })).toMatchObject({
      delivered: false,
      note: 'status 403',
    })
  })

  it.each([
    ['drop', 0],
    ['duplicate', 2],
    ['timeoutAfterEffect', 2],
    ['error', 2],
    ['outage', 1],
    ['delay', 1],
  ] as const)('under %s the backend sees the event %i times', async (kind, times) => {
    rules = [rule(kind)]
    await deliverer.push(event())
    expect(backend.received).toHaveLength(times)
    expect(rules).toEqual([])
  })

  it('bends receiveId and signature on demand', async () => {
    rules = [rule('wrongReceiveId'), rule('badSignature', { times: undefined, target: 'callback:other' })]
    await deliverer.push(event())
    expect(backend.received[0]?.receiveId).not.toBe(SIGN_IN.suiteId)
    rules = [rule('badSignature', { target: 'callback:*', times: 4 })]
    expect(await deliverer.push(event())).toMatchObject({ delivered: false, note: 'status 403' })
  })

  it('lets a later event overtake under reorder', async () => {
    rules = [rule('reorder', { delayMs: 2000 })]
    const first = deliverer.push(event())
    await deliverer.push(event({ name: 'cancel_auth', xml: toXml([['InfoType', 'cancel_auth']]) }))
    await first
    expect(backend.received.map((r) => r.name)).toEqual(['cancel_auth', 'change_auth'])
  })

  it('logs each attempt with secrets masked', async () => {
    const { last } = log.list(0, 1)
    await deliverer.push(event({ name: 'create_auth', xml: toXml([['AuthCode', 'abcdefghijkl']]) }))
    const { entries } = log.list(last, 10)
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ kind: 'callback', name: 'create_auth', attempt: 1, status: 200 })
    expect(entries[0]?.sent).toContain('abcd…')
    expect(entries[0]?.sent).not.toContain('abcde')
  })

  it('ends waiting retries when it is closed', async () => {
    backend.answer = () => ({ status: 500, body: '' })
    const slow = createDeliverer({
      clock,
      random: seededRandom('slow'),
      faults: { strike: () => [] },
      log,
      retryDelaysMs: () => [60_000],
    })
    const pushed = slow.push(event())
    await backend.next('change_auth')
    await slow.close()
    expect(await pushed).toMatchObject({ delivered: false })
  })
})
