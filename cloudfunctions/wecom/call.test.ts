import { manualClock, systemClock } from '../runtime/clock'
import { PROVIDER, SUITE, startClientBench, TEMPLATE_APP, type ClientBench } from './testing/client-bench'
import { WeComError } from './wecom-error'

const GETTOKEN = '/cgi-bin/gettoken'
const PERMISSIONS = '/cgi-bin/agent/get_permissions'
const SEND = '/cgi-bin/message/send'
const SUITE_TOKEN = '/cgi-bin/service/get_suite_token'
const EXCHANGE = '/cgi-bin/service/v2/get_permanent_code'
const CARD = {
  kind: 'textCard',
  toUsers: ['woUser'],
  title: '标题',
  description: '描述',
  url: 'https://example.com/a',
} as const

let bench: ClientBench
beforeEach(async () => {
  // Pauses between repeats are counted elsewhere; here they would only cost time.
  bench = await startClientBench({ ...systemClock, sleep: () => Promise.resolve() })
  bench.wecom.on(GETTOKEN, { access_token: 'SECRET-TOKEN', expires_in: 7200 })
  bench.wecom.on(SUITE_TOKEN, { suite_access_token: 'SECRET-SUITE', expires_in: 7200 })
})
afterEach(() => bench.close())

async function errorOf(promise: Promise<unknown>): Promise<WeComError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof WeComError)) throw new Error(`expected WeComError, got ${String(error)}`)
  return error
}

describe('what is repeated', () => {
  test.each([-1, 6000, 45033])('a read that meets %d is repeated at most three times', async (errcode) => {
    bench.wecom.on(PERMISSIONS, { errcode, errmsg: 'busy' })
    const error = await errorOf(bench.client().readPermissions(TEMPLATE_APP))
    expect(error).toMatchObject({ errcode, retry: 'later', retryable: true, code: 'WECOM_UNAVAILABLE' })
    expect(bench.wecom.countOf(PERMISSIONS)).toBe(4)
  })

  test('a busy answer followed by a good one is a success', async () => {
    bench.wecom.on(PERMISSIONS, { errcode: -1 }, { errcode: 0, app_permissions: ['a:b:c'] })
    await expect(bench.client().readPermissions(TEMPLATE_APP)).resolves.toEqual(['a:b:c'])
  })

  test('a message goes out again after busy, never after silence', async () => {
    bench.wecom.on(SEND, { errcode: 45033 }, { errcode: 0, msgid: 'm' })
    await expect(bench.client().sendMessage(TEMPLATE_APP, CARD)).resolves.toMatchObject({ messageId: 'm' })
    bench.wecom.on(SEND, (_asked, response) => response.destroy())
    const error = await errorOf(bench.client().sendMessage(TEMPLATE_APP, CARD))
    expect(error).toMatchObject({ errcode: undefined, retry: 'later', mayHaveTakenEffect: true })
    expect(bench.wecom.countOf(SEND)).toBe(3)
  })

  test('a single-use code is sent once, whatever comes back', async () => {
    bench.wecom.on(EXCHANGE, { errcode: -1 })
    expect(await errorOf(bench.client().exchangeAuthCode(SUITE, 'c'))).toMatchObject({ errcode: -1, retry: 'later' })
    bench.wecom.on(EXCHANGE, (_asked, response) => response.destroy())
    expect(await errorOf(bench.client().exchangeAuthCode(SUITE, 'c'))).toMatchObject({ mayHaveTakenEffect: true })
    expect(bench.wecom.countOf(EXCHANGE)).toBe(2)
  })

  test('a single-use code is sent again after a refused suite token, which WeCom checks first', async () => {
    bench.wecom.on(
      EXCHANGE,
      { errcode: 42009 },
      { permanent_code: 'p', auth_corp_info: { corpid: 'wpC', corp_name: '甲' } },
    )
    await expect(bench.client().exchangeAuthCode(SUITE, 'c')).resolves.toMatchObject({ permanentCode: 'p' })
  })

  test('a read whose connection broke is repeated once', async () => {
    bench.wecom.on(PERMISSIONS, (_asked, response) => response.destroy(), { app_permissions: ['x'] })
    await expect(bench.client().readPermissions(TEMPLATE_APP)).resolves.toEqual(['x'])
  })

  test('a read timeout is not repeated and may have taken effect', async () => {
    bench.wecom.on(PERMISSIONS, 'silence')
    const error = await errorOf(bench.client({ readTimeoutMs: 80 }).readPermissions(TEMPLATE_APP))
    expect(error).toMatchObject({ errcode: undefined, retry: 'later', mayHaveTakenEffect: true })
    expect(bench.wecom.countOf(PERMISSIONS)).toBe(1)
  })

  test('nobody listening cannot have taken effect', async () => {
    const client = bench.client({ baseUrl: 'http://127.0.0.1:1' })
    expect(await errorOf(client.ensureCorpToken(TEMPLATE_APP))).toMatchObject({
      errcode: undefined,
      retry: 'later',
      mayHaveTakenEffect: false,
    })
  })

  test('45009 is not repeated but says when', async () => {
    bench.wecom.on(PERMISSIONS, { errcode: 45009, errmsg: 'freq' })
    const client = bench.client()
    expect(await errorOf(client.readPermissions(TEMPLATE_APP))).toMatchObject({ retry: 'later', retryAfterMs: 60_000 })
    const again = await errorOf(client.readPermissions(TEMPLATE_APP))
    expect(again.retryAfterMs).toBeGreaterThan(0)
    expect(bench.wecom.countOf(PERMISSIONS)).toBe(1)
  })
})

describe('what comes back', () => {
  test('an absent errcode is a success', async () => {
    bench.wecom.on(PERMISSIONS, { app_permissions: ['a:b:c'] })
    await expect(bench.client().readPermissions(TEMPLATE_APP)).resolves.toEqual(['a:b:c'])
  })

  test.each([
    ['an HTML page', '<html>502</html>'],
    ['nothing', ''],
    ['a list', '[]'],
    ['half an object', '{"errcode":0,'],
    ['an errcode that is no number', { errcode: 'zero' }],
    ['a field of another type', { errcode: 0, app_permissions: 'a' }],
  ])('%s is malformed: later, without an errcode', async (_what, reply) => {
    bench.wecom.on(PERMISSIONS, reply)
    const error = await errorOf(bench.client().readPermissions(TEMPLATE_APP))
    expect(error).toMatchObject({ errcode: undefined, retry: 'later', mayHaveTakenEffect: false })
    expect(error.errmsg).toContain('malformed')
  })

  test('a malformed answer to a message may have taken effect', async () => {
    bench.wecom.on(SEND, '<html>')
    expect(await errorOf(bench.client().sendMessage(TEMPLATE_APP, CARD))).toMatchObject({ mayHaveTakenEffect: true })
  })

  test('a gateway error with JSON but without errcode is malformed, not a success', async () => {
    bench.wecom.on(PERMISSIONS, (_asked, response) => response.writeHead(502).end('{"app_permissions":[]}'))
    expect((await errorOf(bench.client().readPermissions(TEMPLATE_APP))).errmsg).toContain('status 502')
  })

  test('a reply over the cap is no answer', async () => {
    bench.wecom.on(PERMISSIONS, 'a'.repeat(5 * 1024 * 1024))
    expect(await errorOf(bench.client().readPermissions(TEMPLATE_APP))).toMatchObject({
      errcode: undefined,
      retry: 'later',
    })
  })

  test.each([
    [40084, 'user'],
    [60020, 'user'],
    [40058, 'fix'],
    [999999, 'fix'],
  ])('errcode %d becomes a WeComError that says who can help: %s', async (errcode, retry) => {
    bench.wecom.on(PERMISSIONS, { errcode, errmsg: 'x, hint: [1700000000123]' })
    expect(await errorOf(bench.client().readPermissions(TEMPLATE_APP))).toMatchObject({
      api: PERMISSIONS,
      errcode,
      retry,
      errmsg: 'x, hint: [1700000000123]',
      code: 'WECOM_REJECTED',
      mayHaveTakenEffect: false,
    })
    expect(bench.wecom.countOf(PERMISSIONS)).toBe(1)
  })
})

describe('what is told', () => {
  test('the log names path, errcode and hint, and never a token, code or secret', async () => {
    bench.wecom.on(PERMISSIONS, { errcode: 40058, errmsg: 'bad, hint: [17]' }, { app_permissions: [] })
    bench.wecom.on(EXCHANGE, { errcode: 40078, errmsg: 'invalid' })
    bench.wecom.on('/cgi-bin/service/get_provider_token', { provider_access_token: 'SECRET-P', expires_in: 7200 })
    bench.wecom.on('/cgi-bin/service/corpid_to_opencorpid', { open_corpid: 'wpX' })
    const client = bench.client()
    const first = await errorOf(client.readPermissions(TEMPLATE_APP))
    await client.readPermissions(TEMPLATE_APP)
    const second = await errorOf(client.exchangeAuthCode(SUITE, 'SECRET-CODE'))
    await client.convertCorpId(PROVIDER, 'wwPlain')
    const text = bench.lines.join('\n') + JSON.stringify([first, second, first.message, second.message, first.stack])
    expect(text).toContain('hint: [17]')
    expect(text).toContain(PERMISSIONS)
    for (const secret of ['SECRET', 'secret-of', 'permanent-1', 'ticket-1']) expect(text).not.toContain(secret)
  })

  test('calls are counted by path, repeats and token fetches included', async () => {
    bench.wecom.on(PERMISSIONS, { errcode: 42001 }, { errcode: -1 }, { app_permissions: [] })
    const client = bench.client()
    await client.readPermissions(TEMPLATE_APP)
    expect(client.calls).toEqual({ [GETTOKEN]: 2, [PERMISSIONS]: 3 })
  })
})

describe('limits in use', () => {
  test('a spent budget of login codes refuses them unsent and leaves other work alone', async () => {
    const login = '/cgi-bin/service/miniprogram/jscode2session'
    bench.wecom.on(login, { errcode: 40029, errmsg: 'invalid code' })
    bench.wecom.on(PERMISSIONS, { app_permissions: [] })
    const ample = { perMinute: 1000, perHour: 1000 }
    const client = bench.client({ budgets: { corp: ample, ip: ample, loginCodes: { perMinute: 2, perHour: 100 } } })
    for (let i = 0; i < 2; i++) expect((await errorOf(client.signInMiniProgram(SUITE, 'junk'))).errcode).toBe(40029)
    const refused = await errorOf(client.signInMiniProgram(SUITE, 'junk'))
    expect(refused).toMatchObject({ errcode: 45009, retry: 'later' })
    expect(refused.errmsg).toContain('not sent')
    expect(bench.wecom.countOf(login)).toBe(2)
    await expect(client.readPermissions(TEMPLATE_APP)).resolves.toEqual([])
  })

  test('repeated 60020 opens the circuit of the provider: the next calls are not sent', async () => {
    bench.wecom.on(PERMISSIONS, { errcode: 60020, errmsg: 'not allow to access from your ip' })
    const client = bench.client()
    for (let i = 0; i < 12; i++) expect((await errorOf(client.readPermissions(TEMPLATE_APP))).errcode).toBe(60020)
    expect(bench.wecom.countOf(PERMISSIONS)).toBe(8)
  })

  test('the circuit lets one trial through after its pause and closes on a good answer', async () => {
    await bench.close()
    const clock = manualClock()
    bench = await startClientBench(clock)
    bench.wecom.on(GETTOKEN, { access_token: 'a', expires_in: 7200 })
    bench.wecom.on(PERMISSIONS, { errcode: 60020 })
    const client = bench.client()
    for (let i = 0; i < 8; i++) await errorOf(client.readPermissions(TEMPLATE_APP))
    bench.wecom.on(PERMISSIONS, { app_permissions: [] })
    await errorOf(client.readPermissions(TEMPLATE_APP))
    clock.advance(5000)
    await expect(client.readPermissions(TEMPLATE_APP)).resolves.toEqual([])
    await expect(client.readPermissions(TEMPLATE_APP)).resolves.toEqual([])
  })
})
