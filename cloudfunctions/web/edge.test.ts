import { openTestServices, type TestServices } from '@sandbox/testing/test-services'
import type { EdgeRequest } from '../runtime/edge'
import { webEdge } from './edge'

const TOKEN = 'a'.repeat(26)
let test: TestServices
beforeAll(async () => {
  test = await openTestServices()
})
afterAll(() => test.close())

const ask = (path: string, change: Partial<EdgeRequest> = {}) =>
  webEdge(
    {
      method: 'GET',
      path,
      query: {},
      headers: {},
      body: new Uint8Array(0),
      ip: '127.0.0.1',
      requestId: 'request',
      ...change,
    },
    {
      ...test.services,
      config: { ...test.services.config, verifyFiles: { 'WW_verify_abc.txt': 'abc' } },
    },
  )
const locationOf = async (path: string, query: Record<string, string> = {}) =>
  (await ask(path, { query })).headers['location']

describe('our links', () => {
  it.each([
    ['/l/yunqi/', '/app/#/customer/link/index'],
    ['/r/yunqi/', '/app/#/customer/review/index'],
  ])('%s… opens its page with the token behind the #, which browsers send to nobody', async (path, page) => {
    expect(await locationOf(`${path}${TOKEN}`)).toBe(`${page}?provider=yunqi&token=${TOKEN}`)
  })

  it('of a solution opens its promotion page', async () => {
    expect(await locationOf('/s/yunqi/retailfirstday')).toBe(
      '/app/#/customer/solution/index?provider=yunqi&id=retailfirstday',
    )
  })

  it.each([
    `/l/yunqi/${TOKEN}x`,
    `/l/yunqi/${TOKEN.slice(1)}`,
    `/l/yunqi/${TOKEN.toUpperCase()}`,
    `/l/YUNQI/${TOKEN}`,
    `/l/yunqi/${TOKEN}/more`,
    `/l//${TOKEN}`,
    '/l/yunqi/../../healthz',
    '/s/yunqi/%0d%0alocation:x',
    '/',
    '/nothing',
  ])('are not %s', async (path) => {
    expect((await ask(path)).status).toBe(404)
  })

  it('carry no token in a referrer and are kept by nobody', async () => {
    const { headers } = await ask(`/l/yunqi/${TOKEN}`)
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
  })

  it('change nothing when they are fetched by a preview, and cost no store call', async () => {
    const before = { ...test.services.store.counters }
    await ask(`/l/yunqi/${TOKEN}`)
    await ask(`/l/yunqi/${TOKEN}`, { method: 'HEAD' })
    expect(test.services.store.counters).toEqual(before)
  })
})

describe('the way back from WeCom', () => {
  it('hands code and state to the page', async () => {
    expect(await locationOf('/oauth/return', { code: 'C0-de_1', state: 'abc234' })).toBe(
      '/app/#/pages/sign-in/index?code=C0-de_1&state=abc234',
    )
  })

  it.each([
    { state: 'abc' },
    { code: 'abc' },
    { code: 'a b', state: 'abc' },
    { code: 'abc', state: 'a/b' },
    { code: 'abc&token=x', state: 'abc' },
    { code: 'abc', state: 'https://elsewhere.example' },
    { code: 'x'.repeat(513), state: 'abc' },
    { code: 'abc', state: 'x'.repeat(129) },
  ])('shows a failed sign-in for %j', async (query) => {
    expect(await locationOf('/oauth/return', query as unknown as Record<string, string>)).toBe(
      '/app/#/pages/sign-in/index?failed=1',
    )
  })
})

describe('what machines ask for', () => {
  it('is answered: health, readiness, the proof of a domain', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200, body: 'ok' })
    expect(await ask('/readyz')).toMatchObject({ status: 200, body: 'ready' })
    expect(await ask('/WW_verify_abc.txt')).toMatchObject({ status: 200, body: 'abc' })
  })

  it('is refused where it is not ours', async () => {
    for (const path of ['/WW_verify_other.txt', '/WW_verify_.txt', '/WW_verify_abc.html', '/healthz/x', '/readyz/']) {
      expect((await ask(path)).status).toBe(404)
    }
    expect((await ask('/WW_verify_toString.txt')).status).toBe(404)
  })

  it('is told when the store does not answer', async () => {
    const broken = { ...test.services.store, get: () => Promise.reject(new Error('no store')) }
    const request: EdgeRequest = {
      method: 'GET',
      path: '/readyz',
      query: {},
      headers: {},
      body: new Uint8Array(0),
      ip: '',
      requestId: '',
    }
    expect((await webEdge(request, { ...test.services, store: broken })).status).toBe(503)
    expect((await webEdge({ ...request, path: '/healthz' }, { ...test.services, store: broken })).status).toBe(200)
  })

  it('is read only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await ask('/healthz', { method })).status).toBe(405)
    }
  })
})
