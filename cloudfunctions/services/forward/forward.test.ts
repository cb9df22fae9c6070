import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CorpId, OpenUserId, PersonRef, ProviderId, SuiteId } from '@shared/wecom/ids'
import {
  openTestServices,
  seedSuite,
  signedCallback,
  suiteEventXml,
  type TestServices,
} from '@sandbox/testing/test-services'
import { receiveEvent } from '../callback/receive'
import { isSignedBy } from '../backend/sign-call'
import { listDead, listTargets, removeTarget, retryDead, setTarget } from './manage-targets'
import { sendForwards } from './send-forwards'

const YUNQI = 'yunqi' as ProviderId
const BY: PersonRef = { providerId: YUNQI, corpId: 'ww5d1f0b7a93c2e846' as CorpId, openUserId: 'woOWNER' as OpenUserId }
const crm = seedSuite('yunqi', 'template')
const signIn = seedSuite('yunqi', 'signIn')
const CRM = crm.suiteId as SuiteId
const SECRET = 'a-secret-of-the-crm-backend-0123456789'
const DAY = 24 * 3_600_000

interface Seen {
  readonly url: string
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

describe('forwarding to a provider’s own backend', () => {
  let world: TestServices
  let server: Server
  let base: string
  let seen: Seen[]
  let answer: (response: ServerResponse, path: string) => void
  beforeEach(async () => {
    world = await openTestServices()
    seen = []
    answer = (response) => response.end('success')
    server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        seen.push({ url: request.url ?? '', body: Buffer.concat(parts), headers: request.headers })
        answer(response, request.url ?? '')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await world.close()
  })

  let at = 1_767_578_400
  const send = async (suite = crm, infoType = 'change_auth', corpId = 'wpACORP') => {
    world.clock.advance(1)
    const sent = signedCallback(
      suite,
      suiteEventXml(suite, infoType, ++at, { AuthCorpId: corpId, SuiteTicket: `t${at}` }),
    )
    const { msg_signature: msgSignature = '', timestamp = '', nonce = '' } = sent.query
    const target = { providerId: YUNQI, suiteId: suite.suiteId as SuiteId }
    expect(await receiveEvent(world.services, target, { msgSignature, timestamp, nonce }, sent.body)).toMatchObject({
      ok: true,
    })
    return sent
  }
  const target = (suite = crm, path = '/wecom?key=1', secret?: string) =>
    setTarget(world.services, BY, {
      suiteId: suite.suiteId as SuiteId,
      url: base + path,
      ...(secret === undefined ? {} : { secret }),
    })
  const one = async () => (await listTargets(world.services, YUNQI))[0]

  it('costs one write more where there is a target, and nothing where there is none', async () => {
    await send()
    const { counters } = world.services.store
    const before = { ...counters }
    await send()
    expect([counters.reads - before.reads, counters.writes - before.writes]).toEqual([0, 1])
    await target()
    await send()
    const with1 = { ...counters }
    await send()
    expect([counters.reads - with1.reads, counters.writes - with1.writes]).toEqual([0, 2])
  })

  it('re-sends query and body unchanged, tickets too, and keeps nothing of what was taken', async () => {
    await target()
    const sent = [await send(), await send(crm, 'suite_ticket')]
    expect(await sendForwards(world.services)).toBe(2)
    for (const [position, { query, body }] of sent.entries()) {
      const got = seen[position]
      const url = new URL(got?.url ?? '', base)
      expect(Object.fromEntries(url.searchParams)).toEqual({ key: '1', ...query })
      expect(got?.body).toEqual(Buffer.from(body))
    }
    expect(await one()).toMatchObject({ waiting: 0, dead: 0, state: 'well' })
    expect(await sendForwards(world.services)).toBe(0)
  })

  it('signs what it sends when the backend has a secret', async () => {
    await target(crm, '/wecom', SECRET)
    await send()
    await sendForwards(world.services)
    const [got] = seen
    if (!got) throw new Error('nothing was sent')
    const { headers, body } = got
    const call = {
      method: 'POST',
      path: '/wecom',
      timestamp: String(headers['x-accord-timestamp']),
      nonce: String(headers['x-accord-nonce']),
      body,
    }
    expect(isSignedBy(SECRET, call, String(headers['x-accord-signature']))).toBe(true)
    expect(isSignedBy(`${SECRET}x`, call, String(headers['x-accord-signature']))).toBe(false)
  })

  it('waits longer and longer for a target that is down, then sends everything, in order', async () => {
    await target()
    answer = (response) => response.writeHead(503).end()
    const first = await send()
    await send()
    await sendForwards(world.services)
    await sendForwards(world.services)
    expect(seen).toHaveLength(1)
    world.clock.advance(5_000)
    await sendForwards(world.services)
    expect(seen).toHaveLength(2)
    expect(await one()).toMatchObject({ state: 'paused', failures: 2, waiting: 2, dead: 0 })
    answer = (response) => response.end('success')
    world.clock.advance(60_000)
    expect(await sendForwards(world.services)).toBe(2)
    expect(seen[2]?.body).toEqual(Buffer.from(first.body))
    expect(await one()).toMatchObject({ state: 'well', failures: 0, waiting: 0 })
  })

  it('lets no target hold up another', async () => {
    await target(crm, '/hangs')
    await target(signIn, '/well')
    answer = (response, path) => (path.startsWith('/hangs') ? undefined : response.end('success'))
    for (let n = 0; n < 3; n++) {
      await send()
      await send(signIn)
    }
    const sending = sendForwards(world.services)
    while (seen.filter(({ url }) => url.startsWith('/well')).length < 3) await new Promise((r) => setTimeout(r, 5))
    expect(seen.filter(({ url }) => url.startsWith('/hangs'))).toHaveLength(1)
    server.closeAllConnections()
    expect(await sending).toBe(3)
  })

  it('goes on past one that the target refuses, gives that one up, and sends it again when asked', async () => {
    await target()
    let refused = ''
    answer = (response, path) => response.writeHead(path.includes(refused) && refused ? 400 : 200).end()
    const bad = await send()
    refused = encodeURIComponent(bad.query['msg_signature'] ?? '')
    await send()
    expect(await sendForwards(world.services)).toBe(1)
    for (let n = 0; n < 6; n++) {
      world.clock.advance(10 * 60_000)
      await sendForwards(world.services)
    }
    const { items } = await listDead(world.services, YUNQI, { suiteId: CRM })
    expect(items).toMatchObject([{ kind: 'changeAuth', corpId: 'wpACORP', tries: 6, note: 'answered 400' }])
    expect(await one()).toMatchObject({ dead: 1, waiting: 0, state: 'well' })
    refused = ''
    expect(await retryDead(world.services, YUNQI, { suiteId: CRM, id: items[0]?.id ?? '' })).toBe(1)
    expect(await sendForwards(world.services)).toBe(1)
    expect(await one()).toMatchObject({ dead: 0 })
  })

  it('gives up after a day on a target that never answers', async () => {
    await target()
    answer = (response) => response.socket?.destroy()
    await send()
    await sendForwards(world.services)
    world.clock.advance(DAY + 1)
    await sendForwards(world.services)
    expect(await one()).toMatchObject({ dead: 1, waiting: 0 })
    expect(await retryDead(world.services, YUNQI, { suiteId: CRM })).toBe(1)
  })

  it('queues nothing any more after the target was taken away', async () => {
    await target()
    await removeTarget(world.services, BY, CRM)
    await send()
    expect(await listTargets(world.services, YUNQI)).toEqual([])
    await target()
    expect(await sendForwards(world.services)).toBe(0)
  })

  it('takes no address inside, and none of a suite of others', async () => {
    await expect(
      setTarget(world.services, BY, { suiteId: CRM, url: 'https://192.168.0.4/wecom' }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(
      setTarget(world.services, BY, {
        suiteId: seedSuite('qinghe', 'template').suiteId as SuiteId,
        url: 'https://crm.example.com/wecom',
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(JSON.stringify(await target(crm, '/a?token=geheim'))).not.toContain('geheim')
  })
})
