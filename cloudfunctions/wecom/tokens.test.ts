import type { CorpId } from '@shared/wecom/ids'
import { manualClock, systemClock } from '../runtime/clock'
import { refusalOf, startClientBench, SUITE, SUITE_APP, TEMPLATE_APP, type ClientBench } from './testing/client-bench'
import type { Scripted } from './testing/scripted-wecom'
import { corpTokenId, corpTokens, providerTokens, suiteTokenId } from './token-collection'

const GETTOKEN = '/cgi-bin/gettoken'
const CORP_TOKEN = '/cgi-bin/service/get_corp_token'
const SUITE_TOKEN = '/cgi-bin/service/get_suite_token'
const PERMISSIONS = '/cgi-bin/agent/get_permissions'
const NONE = { errcode: 0, errmsg: 'ok', app_permissions: [] }

/** Numbered tokens, so that a test sees which one is used. */
const tokens = (name = 'access_token', life = 7200): Scripted => {
  let n = 0
  return () => ({ [name]: `token-${++n}`, expires_in: life })
}
const used = (bench: ClientBench, path = PERMISSIONS): (string | undefined)[] =>
  bench.wecom.asked.filter((a) => a.path === path).map((a) => a.query['access_token'])

let bench: ClientBench
afterEach(() => bench.close())

describe('which call gives a corp token', () => {
  test('a customised app asks gettoken with its permanent code, a suite get_corp_token with a suite token', async () => {
    bench = await startClientBench()
    bench.wecom.on(GETTOKEN, tokens())
    bench.wecom.on(SUITE_TOKEN, tokens('suite_access_token'))
    bench.wecom.on(CORP_TOKEN, tokens())
    const client = bench.client()
    await client.ensureCorpToken(TEMPLATE_APP)
    await client.ensureCorpToken(SUITE_APP)
    expect(bench.wecom.asked).toEqual([
      { method: 'GET', path: GETTOKEN, query: { corpid: 'wpCorpA', corpsecret: 'permanent-1' }, body: undefined },
      {
        method: 'POST',
        path: SUITE_TOKEN,
        query: {},
        body: { suite_id: SUITE.suiteId, suite_secret: 'secret-of-suite', suite_ticket: 'ticket-1' },
      },
      {
        method: 'POST',
        path: CORP_TOKEN,
        query: { suite_access_token: 'token-1' },
        body: { auth_corpid: 'wpCorpA', permanent_code: 'permanent-1' },
      },
    ])
  })

  test('without a ticket, or with one older than 30 minutes, nothing is sent: later, 40085', async () => {
    const clock = manualClock()
    bench = await startClientBench(clock)
    const client = bench.client()
    bench.secrets.suiteTicket = undefined
    await expect(client.ensureCorpToken(SUITE_APP)).rejects.toMatchObject({ errcode: 40085, retry: 'later' })
    bench.secrets.suiteTicket = { value: 'old', receivedAt: clock.now() }
    clock.advance(30 * 60_000)
    await expect(client.ensureCorpToken(SUITE_APP)).rejects.toMatchObject({ errcode: 40085, retry: 'later' })
    expect(bench.wecom.asked).toEqual([])
  })
})

describe('the cache', () => {
  test('a token is used until five minutes before its end, then fetched anew', async () => {
    const clock = manualClock()
    bench = await startClientBench(clock)
    bench.wecom.on(GETTOKEN, tokens())
    bench.wecom.on(PERMISSIONS, NONE)
    const client = bench.client()
    await client.readPermissions(TEMPLATE_APP)
    clock.advance((7200 - 301) * 1000)
    await client.readPermissions(TEMPLATE_APP)
    clock.advance(2000)
    await client.readPermissions(TEMPLATE_APP)
    expect(used(bench)).toEqual(['token-1', 'token-1', 'token-2'])
  })

  test('the same token returned with little time left is not fetched at every call', async () => {
    const clock = manualClock()
    bench = await startClientBench(clock)
    bench.wecom.on(GETTOKEN, tokens('access_token', 200))
    bench.wecom.on(PERMISSIONS, NONE)
    const client = bench.client()
    for (let i = 0; i < 5; i++) await client.readPermissions(TEMPLATE_APP)
    expect(bench.wecom.countOf(GETTOKEN)).toBe(1)
  })

  test('another process finds it in the store, sealed, and asks WeCom nothing', async () => {
    bench = await startClientBench()
    bench.wecom.on(GETTOKEN, tokens())
    bench.wecom.on(PERMISSIONS, NONE)
    await bench.client().readPermissions(TEMPLATE_APP)
    await bench.client().readPermissions(TEMPLATE_APP)
    expect(bench.wecom.countOf(GETTOKEN)).toBe(1)
    const kept = await bench.store.get(corpTokens, corpTokenId(TEMPLATE_APP))
    expect(JSON.stringify(kept)).not.toContain('token-1')
    expect(kept?.body).toMatchObject({ secretVersion: 1 })
  })

  test('one slot per app and corp', async () => {
    bench = await startClientBench()
    bench.wecom.on(GETTOKEN, tokens())
    bench.wecom.on(PERMISSIONS, NONE)
    const client = bench.client()
    await client.readPermissions(TEMPLATE_APP)
    await client.readPermissions({ ...TEMPLATE_APP, authCorpId: 'wpCorpB' as CorpId })
    expect(used(bench)).toEqual(['token-1', 'token-2'])
  })

  test('a refresh that WeCom cannot answer lets the old token live on', async () => {
    const clock = manualClock()
    bench = await startClientBench(clock)
    bench.wecom.on(GETTOKEN, { access_token: 'first', expires_in: 7200 }, { errcode: 45009, errmsg: 'busy' })
    bench.wecom.on(PERMISSIONS, NONE)
    const client = bench.client()
    await client.readPermissions(TEMPLATE_APP)
    clock.advance(7000_000)
    await client.readPermissions(TEMPLATE_APP)
    clock.advance(200_000)
    expect(used(bench)).toEqual(['first', 'first'])
    await expect(client.readPermissions(TEMPLATE_APP)).rejects.toMatchObject({ errcode: 45009 })
  })
})

describe('single flight', () => {
  const slow: Scripted = async () => {
    await new Promise((resolve) => setTimeout(resolve, 60))
    return { access_token: 'one', expires_in: 7200 }
  }

  test('forty callers in two processes cause one fetch', async () => {
    bench = await startClientBench()
    bench.wecom.on(GETTOKEN, slow)
    bench.wecom.on(PERMISSIONS, NONE)
    const [one, two] = [bench.client(), bench.client()]
    await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? one : two).readPermissions(TEMPLATE_APP)))
    expect(bench.wecom.countOf(GETTOKEN)).toBe(1)
    expect(new Set(used(bench))).toEqual(new Set(['one']))
    expect(used(bench)).toHaveLength(40)
  })

  test('a failed fetch frees the lease for the next one', async () => {
    bench = await startClientBench()
    bench.wecom.on(GETTOKEN, { errcode: 40001, errmsg: 'bad' }, { access_token: 'two', expires_in: 7200 })
    await expect(bench.client().ensureCorpToken(TEMPLATE_APP)).rejects.toMatchObject({ errcode: 40001, retry: 'fix' })
    await bench.client().ensureCorpToken(TEMPLATE_APP)
    expect(bench.wecom.countOf(GETTOKEN)).toBe(2)
  })

  test('a process that died with the lease is waited for, then replaced', async () => {
    bench = await startClientBench()
    bench.wecom.on(GETTOKEN, tokens())
    const { put } = await import('../store/store')
    const lease = { holder: 'dead', until: systemClock.now() + 150 }
    await bench.store.commit([put(corpTokens, corpTokenId(TEMPLATE_APP), undefined, { secretVersion: 1, lease })])
    const startedAt = systemClock.now()
    await bench.client().ensureCorpToken(TEMPLATE_APP)
    expect(systemClock.now() - startedAt).toBeGreaterThanOrEqual(149)
    expect(bench.wecom.countOf(GETTOKEN)).toBe(1)
  })
})

describe('a refused token', () => {
  test.each([40014, 42001, 40082, 42009])('%d drops it, fetches once and repeats once', async (errcode) => {
    bench = await startClientBench()
    bench.wecom.on(GETTOKEN, tokens())
    bench.wecom.on(PERMISSIONS, { errcode, errmsg: 'no' }, NONE)
    await expect(bench.client().readPermissions(TEMPLATE_APP)).resolves.toEqual([])
    expect(used(bench)).toEqual(['token-1', 'token-2'])
  })

  test('refused twice, it is told to the caller and not kept', async () => {
    bench = await startClientBench()
    bench.wecom.on(GETTOKEN, tokens())
    bench.wecom.on(PERMISSIONS, { errcode: 40014, errmsg: 'no' })
    const client = bench.client()
    await expect(client.readPermissions(TEMPLATE_APP)).rejects.toMatchObject({ errcode: 40014, retry: 'token' })
    expect(used(bench)).toEqual(['token-1', 'token-2'])
    await expect(client.readPermissions(TEMPLATE_APP)).rejects.toMatchObject({ errcode: 40014 })
    expect(used(bench)).toEqual(['token-1', 'token-2', 'token-3', 'token-4'])
  })

  test('many callers refused at once cause one new fetch', async () => {
    bench = await startClientBench()
    bench.wecom.on(GETTOKEN, tokens())
    bench.wecom.on(PERMISSIONS, ({ query }) => (query['access_token'] === 'token-1' ? { errcode: 42001 } : NONE))
    const [one, two] = [bench.client(), bench.client()]
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two).readPermissions(TEMPLATE_APP)))
    expect(bench.wecom.countOf(GETTOKEN)).toBe(2)
  })

  test('other tokens stay: the suite token survives a refused corp token', async () => {
    bench = await startClientBench()
    bench.wecom.on(SUITE_TOKEN, tokens('suite_access_token'))
    bench.wecom.on(CORP_TOKEN, tokens())
    bench.wecom.on(PERMISSIONS, { errcode: 40014 }, NONE)
    await bench.client().readPermissions(SUITE_APP)
    expect(bench.wecom.countOf(CORP_TOKEN)).toBe(2)
    expect(bench.wecom.countOf(SUITE_TOKEN)).toBe(1)
  })

  test('a refused suite token is replaced while a corp token is fetched with it', async () => {
    bench = await startClientBench()
    bench.wecom.on(SUITE_TOKEN, tokens('suite_access_token'))
    bench.wecom.on(CORP_TOKEN, { errcode: 40082 }, { access_token: 'a', expires_in: 7200 })
    await bench.client().ensureCorpToken(SUITE_APP)
    expect(bench.wecom.countOf(SUITE_TOKEN)).toBe(2)
  })
})

describe('after a secret reset', () => {
  test('no process uses the old token once more, though it was told nothing', async () => {
    bench = await startClientBench()
    bench.wecom.on(GETTOKEN, ({ query }) => ({ access_token: `of-${query['corpsecret']}`, expires_in: 7200 }))
    bench.wecom.on(PERMISSIONS, NONE)
    const clients = [bench.client(), bench.client()]
    for (const client of clients) await client.readPermissions(TEMPLATE_APP)
    Object.assign(bench.secrets, { permanentCode: 'permanent-2', secretVersion: 2 })
    for (const client of clients) await client.readPermissions(TEMPLATE_APP)
    expect(used(bench)).toEqual(['of-permanent-1', 'of-permanent-1', 'of-permanent-2', 'of-permanent-2'])
    expect(bench.wecom.countOf(GETTOKEN)).toBe(2)
  })

  test('a fetch under way with the old secret is not handed to those who know the new one', async () => {
    bench = await startClientBench()
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    bench.wecom.on(GETTOKEN, async ({ query }) => {
      if (query['corpsecret'] === 'permanent-1') await held
      return { access_token: `of-${query['corpsecret']}`, expires_in: 7200 }
    })
    bench.wecom.on(PERMISSIONS, NONE)
    const client = bench.client()
    const early = client.readPermissions(TEMPLATE_APP)
    while (bench.wecom.countOf(GETTOKEN) === 0) await systemClock.sleep(5)
    Object.assign(bench.secrets, { permanentCode: 'permanent-2', secretVersion: 2 })
    await client.forgetTokens(TEMPLATE_APP)
    const late = client.readPermissions(TEMPLATE_APP)
    await late
    release()
    await early
    expect(used(bench)).toEqual(['of-permanent-2', 'of-permanent-2'])
  })

  test('forgetTokens of a suite empties its slot and nothing else', async () => {
    bench = await startClientBench()
    bench.wecom.on(SUITE_TOKEN, tokens('suite_access_token'))
    bench.wecom.on(CORP_TOKEN, tokens())
    const client = bench.client()
    await client.ensureCorpToken(SUITE_APP)
    await client.forgetTokens(SUITE)
    expect(await bench.store.get(providerTokens, suiteTokenId(SUITE))).toBeUndefined()
    expect(await bench.store.get(corpTokens, corpTokenId(SUITE_APP))).toBeDefined()
    await client.ensureCorpToken(SUITE_APP)
    expect(bench.wecom.countOf(SUITE_TOKEN)).toBe(1)
  })

  test('a credential source that knows nothing stops the call before anything is sent', async () => {
    bench = await startClientBench()
    const credentials = {
      provider: () => Promise.reject(new Error('unused')),
      suite: () => Promise.reject(new Error('unused')),
      app: () => Promise.reject(new Error('NOT_FOUND of the registry')),
    }
    const client = bench.client({ credentials })
    expect(await refusalOf(client.readPermissions(TEMPLATE_APP))).toMatchObject({
      message: 'NOT_FOUND of the registry',
    })
    expect(bench.wecom.asked).toEqual([])
  })
})
