import type { CorpId, SuiteId } from '@shared/wecom/ids'
import { API, TOKEN_NAMES } from './api-table'
import { PROVIDER, startClientBench, SUITE, SUITE_APP, TEMPLATE_APP, type ClientBench } from './testing/client-bench'

let bench: ClientBench
beforeEach(async () => {
  bench = await startClientBench()
  bench.wecom.on(API.customizedCorpToken.path, { access_token: 'atoken', expires_in: 7200 })
  bench.wecom.on(API.suiteCorpToken.path, { access_token: 'atoken', expires_in: 7200 })
  bench.wecom.on(API.suiteToken.path, { suite_access_token: 'stoken', expires_in: 7200 })
  bench.wecom.on(API.providerToken.path, { provider_access_token: 'ptoken', expires_in: 7200 })
})
afterEach(() => bench.close())

/** The last request of a path. */
const asked = (path: string) => bench.wecom.asked.filter((one) => one.path === path).at(-1)

describe('the table of paths', () => {
  test('no path stands twice, each names its page, and only the install QR answers without a schema', () => {
    const rows = Object.values(API)
    expect(new Set(rows.map((row) => row.path)).size).toBe(rows.length)
    for (const row of rows) {
      expect(row.path).toMatch(/^\/cgi-bin\/[a-z0-9_/]+$/)
      expect(row.page).toMatch(/^WeCom \d+$/)
      if (row.path === API.installQr.path) expect('reply' in row).toBe(false)
      else expect(typeof (row as { reply?: unknown }).reply).toBe('function')
    }
  })

  test('what spends a code is never repeated, what sends is repeated only when nothing happened', () => {
    const never = Object.entries(API).flatMap(([name, row]) => (row.repeat === 'never' ? [name] : []))
    expect(never.sort()).toEqual(['miniProgramLogin', 'oauthLogin', 'permanentCode'])
    expect(API.sendMessage.repeat).toBe('once')
  })

  test('every path carries its kind of token under its own name', async () => {
    const client = bench.client()
    const anything = { errcode: 40058, errmsg: 'enough' }
    const calls: Record<string, () => Promise<unknown>> = {
      permanentCode: () => client.exchangeAuthCode(SUITE, 'c'),
      authInfo: () => client.readAuthInfo(SUITE, 'wpA' as CorpId, 'p'),
      authUrl: () => client.createAuthUrl(PROVIDER, { state: 's', templateIds: ['dk1' as SuiteId] }),
      installQr: () => client.createInstallQr(SUITE, 's'),
      preAuthCode: () => client.createPreAuthCode(SUITE),
      agent: () => client.readAgent(TEMPLATE_APP),
      appAdmins: () => client.readAppAdmins(TEMPLATE_APP),
      permissions: () => client.readPermissions(TEMPLATE_APP),
      sendMessage: () =>
        client.sendMessage(TEMPLATE_APP, {
          kind: 'textCard',
          toUsers: ['woA'],
          title: 't',
          description: 'd',
          url: 'https://example.com',
        }),
      miniProgramLogin: () => client.signInMiniProgram(SUITE, 'c'),
      oauthLogin: () => client.signInOAuth(SUITE, 'c'),
      openCorpId: () => client.convertCorpId(PROVIDER, 'wwA'),
      openUserIds: () => client.convertUserIds(TEMPLATE_APP, ['a']),
    }
    const withToken = Object.entries(API).filter(
      ([, row]) => row.token !== 'none' && row.path !== API.suiteCorpToken.path,
    )
    expect(Object.keys(calls).sort()).toEqual(withToken.map(([name]) => name).sort())
    for (const [name, row] of withToken) {
      bench.wecom.on(row.path, anything)
      await expect(calls[name]?.()).rejects.toMatchObject({ api: row.path, errcode: 40058 })
      const values = { provider: 'ptoken', suite: 'stoken', corp: 'atoken' }
      const kind = row.token as keyof typeof values
      expect(asked(row.path)).toMatchObject({ method: row.method, query: { [TOKEN_NAMES[kind]]: values[kind] } })
    }
  })
})

describe('authorisation', () => {
  test('exchangeAuthCode reads corp, code, state and the authorising user', async () => {
    bench.wecom.on(API.permanentCode.path, {
      permanent_code: 'P',
      auth_corp_info: { corpid: 'wpC', corp_name: '华东零售' },
      auth_user_info: { userid: 'woU', open_userid: 'woU', name: '', avatar: '' },
      state: 'abc',
      something_new: { a: 1 },
    })
    await expect(bench.client().exchangeAuthCode(SUITE, 'c')).resolves.toEqual({
      permanentCode: 'P',
      authCorpId: 'wpC',
      corpName: '华东零售',
      authUser: { userId: 'woU', openUserId: 'woU' },
      state: 'abc',
    })
    expect(asked(API.permanentCode.path)?.body).toEqual({ auth_code: 'c' })
  })

  test.each([undefined, null, {}, { userid: '', open_userid: '' }])(
    'an authorising user of %j is none',
    async (user) => {
      const corp = { corpid: 'wpC', corp_name: '甲' }
      bench.wecom.on(API.permanentCode.path, {
        permanent_code: 'P',
        auth_corp_info: corp,
        auth_user_info: user,
        state: '',
      })
      const code = await bench.client().exchangeAuthCode(SUITE, 'c')
      expect(code.authUser).toBeUndefined()
      expect(code.state).toBeUndefined()
    },
  )

  test('readAuthInfo reads the one agent with its range', async () => {
    bench.wecom.on(API.authInfo.path, {
      errcode: 0,
      auth_corp_info: {
        corpid: 'wpC',
        corp_name: '甲',
        corp_type: 'verified',
        subject_type: 1,
        corp_user_max: 200,
        corp_industry: '',
      },
      auth_info: {
        agent: [
          {
            agentid: 1000002,
            name: 'CRM',
            auth_mode: 1,
            is_customized_app: true,
            privilege: { level: 1, allow_party: [2], allow_user: ['woU'], allow_tag: [], extra_party: [] },
          },
        ],
      },
    })
    await expect(bench.client().readAuthInfo(SUITE, 'wpC' as CorpId, 'P')).resolves.toEqual({
      corpName: '甲',
      isVerified: true,
      subjectType: 1,
      memberLimit: 200,
      agent: {
        agentId: 1000002,
        name: 'CRM',
        authMode: 'member',
        isCustomizedApp: true,
        privilege: { level: 1, departments: [2], users: ['woU'], tags: [] },
      },
    })
    expect(asked(API.authInfo.path)?.body).toEqual({ auth_corpid: 'wpC', permanent_code: 'P' })
  })

  test('createAuthUrl gives the address and its life in ms', async () => {
    bench.wecom.on(API.authUrl.path, {
      errcode: 0,
      qrcode_url: 'https://open.work.weixin.qq.com/x?y=1',
      expires_in: 864000,
    })
    const input = { state: 'abc', templateIds: ['dk1', 'dk2'] as SuiteId[] }
    await expect(bench.client().createAuthUrl(PROVIDER, input)).resolves.toEqual({
      url: 'https://open.work.weixin.qq.com/x?y=1',
      expiresInMs: 864_000_000,
    })
    expect(asked(API.authUrl.path)?.body).toEqual({ state: 'abc', templateid_list: ['dk1', 'dk2'] })
  })

  test.each([
    ['no template', { state: 'a', templateIds: [] }],
    ['ten templates', { state: 'a', templateIds: Array.from({ length: 10 }, (_, i) => `dk${i}`) }],
    ['a state with a dash', { state: 'a-b', templateIds: ['dk1'] }],
    ['a state of 33', { state: 'a'.repeat(33), templateIds: ['dk1'] }],
    ['an empty state', { state: '', templateIds: ['dk1'] }],
  ])('createAuthUrl with %s is refused unsent', async (_what, input) => {
    const promise = bench.client().createAuthUrl(PROVIDER, input as { state: string; templateIds: SuiteId[] })
    await expect(promise).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect(bench.wecom.asked).toEqual([])
  })

  test('createInstallQr gives the image by what it is, not by what its header says', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])
    bench.wecom.on(API.installQr.path, png)
    const qr = await bench.client().createInstallQr(SUITE, 'abc')
    expect(qr.contentType).toBe('image/png')
    expect(Buffer.from(qr.bytes).equals(png)).toBe(true)
    bench.wecom.on(API.installQr.path, Buffer.from([0xff, 0xd8, 0xff, 0xe0]))
    await expect(bench.client().createInstallQr(SUITE, 'abc')).resolves.toMatchObject({ contentType: 'image/jpeg' })
    bench.wecom.on(API.installQr.path, { errcode: 40083, errmsg: 'invalid suiteid' })
    await expect(bench.client().createInstallQr(SUITE, 'abc')).rejects.toMatchObject({ errcode: 40083, retry: 'fix' })
    bench.wecom.on(API.installQr.path, { errcode: 0, qrcode: 'https://x' })
    await expect(bench.client().createInstallQr(SUITE, 'abc')).rejects.toMatchObject({
      errcode: undefined,
      retry: 'later',
    })
  })
})

describe('one app', () => {
  test('readAgent asks for its own agent id; a suite has no publish status', async () => {
    bench.wecom.on(API.agent.path, {
      errcode: 0,
      agentid: 1000002,
      name: 'CRM',
      close: 1,
      customized_publish_status: 3,
    })
    const agent = await bench.client().readAgent(TEMPLATE_APP)
    expect(agent).toEqual({ agentId: 1000002, name: 'CRM', isClosed: true, publishStatus: 3 })
    expect(asked(API.agent.path)?.query['agentid']).toBe('1000002')
    bench.wecom.on(API.agent.path, { errcode: 0, agentid: 1000003, name: '台', close: 0 })
    await expect(bench.client().readAgent(SUITE_APP)).resolves.not.toHaveProperty('publishStatus', expect.anything())
  })

  test('without an agent id nothing that needs one is sent', async () => {
    bench.secrets.agentId = undefined
    await expect(bench.client().readAgent(TEMPLATE_APP)).rejects.toMatchObject({ code: 'ILLEGAL_STATE' })
    expect(bench.wecom.asked).toEqual([])
  })

  test('admins and permissions', async () => {
    bench.wecom.on(API.appAdmins.path, {
      errcode: 0,
      admin: [
        { userid: 'woA', auth_type: 1 },
        { userid: 'woB', auth_type: 0 },
      ],
    })
    await expect(bench.client().readAppAdmins(SUITE_APP)).resolves.toEqual([
      { userId: 'woA', authType: 1 },
      { userId: 'woB', authType: 0 },
    ])
    bench.wecom.on(API.permissions.path, { errcode: 0, errmsg: 'ok' })
    await expect(bench.client().readPermissions(SUITE_APP)).resolves.toEqual([])
  })

  test('a message that breaks a limit is not sent', async () => {
    const message = { kind: 'textCard', toUsers: ['a'], title: '', description: 'd', url: 'https://x.cn' } as const
    await expect(bench.client().sendMessage(TEMPLATE_APP, message)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect(bench.wecom.asked).toEqual([])
  })

  test('sendMessage reports who did not get it, in our spelling', async () => {
    bench.wecom.on(API.sendMessage.path, { errcode: 0, invaliduser: 'woa', unlicenseduser: 'wob|woc', msgid: 'm1' })
    const message = {
      kind: 'miniProgramNotice',
      toUsers: ['woA', 'woB', 'woC', 'woD'],
      appId: 'wx1f6a0c93d57e482b',
      title: '权限待您确认',
      items: [],
    } as const
    await expect(bench.client().sendMessage(SUITE_APP, message)).resolves.toEqual({
      messageId: 'm1',
      invalidUsers: ['woA'],
      unlicensedUsers: ['woB', 'woC'],
    })
    expect(asked(API.sendMessage.path)?.body).not.toHaveProperty('agentid')
  })

  test('convertUserIds asks by the thousand and leaves invalid ids out', async () => {
    bench.wecom.on(API.openUserIds.path, ({ body }) => {
      const ids = (body as { userid_list: string[] }).userid_list
      return {
        errcode: 0,
        open_userid_list: ids.filter((id) => id !== 'u7').map((id) => ({ userid: id, open_userid: `wo-${id}` })),
        invalid_userid_list: ids.filter((id) => id === 'u7'),
      }
    })
    const ids = Array.from({ length: 1500 }, (_, i) => `u${i}`)
    const open = await bench.client().convertUserIds(TEMPLATE_APP, [...ids, 'u1'])
    expect(bench.wecom.countOf(API.openUserIds.path)).toBe(2)
    expect(open.size).toBe(1499)
    expect(open.get('u1499')).toBe('wo-u1499')
    expect(open.has('u7')).toBe(false)
    await expect(bench.client().convertUserIds(TEMPLATE_APP, [])).resolves.toEqual(new Map())
  })
})

describe('people', () => {
  const member = { errcode: 0, corpid: 'wpC', userid: 'woU', open_userid: 'woU', session_key: 'SECRET' }

  test('the mini-program login gives ids and keeps the session key to itself', async () => {
    bench.wecom.on(API.miniProgramLogin.path, member)
    const person = await bench.client().signInMiniProgram(SUITE, 'js')
    expect(person).toEqual({ corpId: 'wpC', userId: 'woU', openUserId: 'woU' })
    expect(asked(API.miniProgramLogin.path)?.query).toEqual({
      suite_access_token: 'stoken',
      js_code: 'js',
      grant_type: 'authorization_code',
    })
  })

  test('the OAuth login refuses somebody who is no member: a person must act', async () => {
    bench.wecom.on(API.oauthLogin.path, { ...member, user_ticket: 't' })
    await expect(bench.client().signInOAuth(SUITE, 'c')).resolves.toEqual({
      corpId: 'wpC',
      userId: 'woU',
      openUserId: 'woU',
    })
    bench.wecom.on(API.oauthLogin.path, { errcode: 0, openid: 'oX' })
    await expect(bench.client().signInOAuth(SUITE, 'c')).rejects.toMatchObject({
      retry: 'user',
      code: 'WECOM_REJECTED',
    })
    bench.wecom.on(API.oauthLogin.path, { errcode: 0, corpid: 'wpC', userid: 'woU' })
    await expect(bench.client().signInOAuth(SUITE, 'c')).rejects.toMatchObject({ retry: 'later', errcode: undefined })
  })

  test('convertCorpId gives the provider’s id, or WeCom’s refusal', async () => {
    bench.wecom.on(
      API.openCorpId.path,
      { errcode: 0, open_corpid: 'wpC' },
      { errcode: 48001, errmsg: 'api unauthorized' },
    )
    await expect(bench.client().convertCorpId(PROVIDER, 'wwPlain')).resolves.toBe('wpC')
    await expect(bench.client().convertCorpId(PROVIDER, 'wwPlain')).rejects.toMatchObject({
      errcode: 48001,
      retry: 'user',
    })
  })
})
