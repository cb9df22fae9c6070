/** The edge of the api itself: what it takes, what it gives, what it says in logs. */
import { createLog } from '../runtime/log'
import type { EdgeRequest } from '../runtime/edge'
import { RENEW_MS, TOKEN_MS } from '../services/session/session-token'
import { apiEdge } from './edge'
import { call, openWorld, send, type World } from './testing/access-world'

let world: World
let lines: string[]
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  lines = []
})

const ask = (change: Partial<EdgeRequest>, services = world.services) => {
  const log = createLog(
    (line) => lines.push(line),
    () => 0,
  )
  return apiEdge(
    {
      method: 'POST',
      path: '/api/session.bootstrap',
      query: {},
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"input":{},"client":"0.1.0"}'),
      ip: '127.0.0.1',
      requestId: 'request-1',
      ...change,
    },
    { ...services, log },
  )
}
const bodyOf = (answer: Awaited<ReturnType<typeof ask>>) => JSON.parse(String(answer.body))

describe('the api', () => {
  it('answers JSON that nobody keeps, with the time of the server', async () => {
    const answer = await ask({})
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(bodyOf(answer)).toEqual({ ok: true, data: { hasWebLogin: false }, now: world.clock.now() })
  })

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('is not called by %s', async (method) => {
    expect(await ask({ method })).toMatchObject({ status: 400 })
  })

  it.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp'])(
    'takes no %s, which another site could send without asking',
    async (type) => {
      const answer = await ask({ headers: type === undefined ? {} : { 'content-type': type } })
      expect([answer.status, bodyOf(answer).error.code]).toEqual([400, 'INVALID_INPUT'])
    },
  )

  it('takes the type with a charset, in whatever case', async () => {
    expect((await ask({ headers: { 'content-type': 'Application/JSON; charset=UTF-8' } })).status).toBe(200)
  })

  it('hides what went wrong inside, and tells it to the log under the id it gives the caller', async () => {
    const store = { ...world.services.store, list: () => Promise.reject(new Error('disk of db-7 is full')) }
    const answer = await ask(
      {
        path: '/api/corp.list',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await world.session('viewer')}`,
        },
      },
      { ...world.services, store },
    )
    expect(answer.status).toBe(500)
    expect(String(answer.body)).not.toContain('db-7')
    expect(bodyOf(answer).error).toMatchObject({ code: 'INTERNAL', requestId: 'request-1' })
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'error', event: 'api.failed', requestId: 'request-1', action: 'corp.list' },
    ])
    expect(lines.join()).toContain('db-7')
  })

  it('says nothing secret in its log: no bearer, no link token, no code', async () => {
    const token = await world.session('viewer')
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const calls: [string, unknown][] = [
      ['corp.list', {}],
      ['invitation.open', { provider: 'yunqi', token: world.own.invitationToken }],
      ['invitation.open', { provider: 'yunqi', token: world.foreign.invitationToken }],
      ['session.signIn', { provider: 'yunqi', via: 'miniProgram', code: 'a-secret-login-code' }],
    ]
    for (const [name, input] of calls) {
      await ask({ path: `/api/${name}`, headers, body: Buffer.from(JSON.stringify({ input, client: '0.1.0' })) })
    }
    expect(lines.length).toBeGreaterThanOrEqual(4)
    for (const secret of [token, world.own.invitationToken, world.foreign.invitationToken, 'a-secret-login-code']) {
      expect(lines.join()).not.toContain(secret)
    }
  })

  it('hands on a renewed session in the last half hour of the old one', async () => {
    const token = await world.session('viewer')
    expect(JSON.parse((await call(world, 'corp.list', {}, token)).text)).not.toHaveProperty('session')
    world.clock.advance(TOKEN_MS - RENEW_MS + 1)
    const { session } = JSON.parse((await call(world, 'corp.list', {}, token)).text)
    world.clock.advance(RENEW_MS)
    expect((await call(world, 'corp.list', {}, token)).code).toBe('UNAUTHENTICATED')
    expect((await call(world, 'corp.list', {}, session)).code).toBe('ok')
  })

  it.each([
    ['wrong items', '1'],
    ['wrong objects', '{}'],
    ['arrays', '[]'],
  ])('answers a body full of %s shortly', async (_what, item) => {
    const many = `[${`${item},`.repeat(Math.floor(1_000_000 / (item.length + 1)) - 1)}${item}]`
    const body = `{"client":"0.1.0","input":{"customerName":"客户","templates":${many}}}`
    const { status, code, fields, text } = await send(world, 'invitation.create', body)
    expect([status, code]).toEqual([400, 'INVALID_INPUT'])
    expect(fields[0]).toMatch(/^templates/)
    expect(text.length).toBeLessThan(5000)
  })
})
