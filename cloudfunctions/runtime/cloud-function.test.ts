/** The exported `main` of every function, called with events as CloudBase sends them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testEnv } from '@sandbox/testing/test-services'
import type { HttpReply } from './cloudbase-event'
import type { Main } from './cloud-function'

/** An HTTP access-service event (cloudbase.md §8). */
const httpEvent = (httpMethod: string, path: string, body = '', headers: Record<string, string> = {}) => ({
  path,
  httpMethod,
  headers: { host: 'accord.example', ...headers },
  queryStringParameters: {},
  requestContext: { requestId: 'req-1', envId: 'accord', appId: 1, uin: '1' },
  body,
  isBase64Encoded: false,
})
const timerEvent = { Type: 'Timer', TriggerName: 'tick', Time: '2026-01-05T02:00:00Z', Message: '' }

describe('the deployed functions', () => {
  const before = { ...process.env }
  let dir: string
  let main: Record<'callback' | 'web' | 'api' | 'jobs', Main>
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'accord-fn-'))
    process.env = { ...before, ...testEnv(dir), ACCORD_LOG: 'error' }
    jest.resetModules()
    const [callback, web, api, jobs] = await Promise.all([
      import('../callback/index'),
      import('../web/index'),
      import('../api/index'),
      import('../jobs/index'),
    ])
    main = { callback: callback.main, web: web.main, api: api.main, jobs: jobs.main }
  })
  afterEach(async () => {
    process.env = before
    await rm(dir, { recursive: true, force: true })
  })
  const http = async (name: keyof typeof main, event: unknown): Promise<HttpReply> => {
    process.env['TCB_SOURCE'] = 'wx_http'
    return (await main[name](event, { request_id: 'ctx-1' })) as HttpReply
  }

  it('answers an action that needs nobody, as JSON with the request id in errors', async () => {
    const ok = await http(
      'api',
      httpEvent('POST', '/api/session.bootstrap', JSON.stringify({ input: {}, client: '0.1.0' }), {
        'Content-Type': 'application/json',
      }),
    )
    expect(ok.statusCode).toBe(200)
    expect(JSON.parse(ok.body)).toMatchObject({ ok: true, data: { hasWebLogin: false } })
    const refused = await http(
      'api',
      httpEvent('POST', '/api/inbox.list', JSON.stringify({ input: {}, client: '0.1.0' }), {
        'content-type': 'application/json',
      }),
    )
    expect(refused.statusCode).toBe(401)
    expect(JSON.parse(refused.body)).toMatchObject({
      ok: false,
      error: { code: 'UNAUTHENTICATED', requestId: 'ctx-1' },
    })
  })

  it('accepts a base64 body', async () => {
    const body = Buffer.from(JSON.stringify({ input: {}, client: '0.1.0' })).toString('base64')
    const event = {
      ...httpEvent('POST', '/api/session.bootstrap', body, { 'content-type': 'application/json' }),
      isBase64Encoded: true,
    }
    expect((await http('api', event)).statusCode).toBe(200)
  })

  it('refuses a callback for nobody, and leads a link to its page without the token in a query', async () => {
    expect((await http('callback', httpEvent('POST', '/callback/yunqi/dk000000'))).statusCode).toBe(403)
    const link = await http('web', httpEvent('GET', `/l/yunqi/${'a'.repeat(26)}`))
    expect(link).toMatchObject({ statusCode: 302 })
    expect(link.headers['location']).toMatch(/^\/app\/#\/customer\/link\/index\?provider=yunqi&token=a{26}$/)
    expect(link.headers['referrer-policy']).toBe('no-referrer')
  })

  it('runs the jobs on a timer and refuses a timer forged by a client', async () => {
    process.env['TCB_SOURCE'] = 'wx_trigger'
    expect(await main.jobs(timerEvent)).toMatchObject({ callbacks: 0, sent: 0 })
    process.env['TCB_SOURCE'] = 'wx_client'
    expect(await main.jobs(timerEvent)).toMatchObject({ statusCode: 403 })
    expect(await main.api(httpEvent('POST', '/api/session.bootstrap', '{}'))).toMatchObject({ statusCode: 403 })
  })

  it('answers 503 when its configuration is wrong, and recovers when that is mended', async () => {
    delete process.env['ACCORD_SEAL_KEYS']
    const event = httpEvent('GET', '/healthz')
    expect((await http('web', event)).statusCode).toBe(503)
    process.env['ACCORD_SEAL_KEYS'] = testEnv(dir).ACCORD_SEAL_KEYS
    expect((await http('web', event)).statusCode).toBe(200)
  })
})
