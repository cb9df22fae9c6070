/** The real client against the stand-in, callbacks included: what each side believes about WeCom must fit together. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { AgentId, AppRef, CorpId, ProviderId, SuiteId, SuiteRef } from '@shared/wecom/ids'
import {
  CRM,
  HUADONG,
  PATROL,
  SIGN_IN,
  startBench,
  WEB_LOGIN,
  YUNQI,
  type Bench,
} from '@sandbox/wecom/testing/provider'
import { silentLog } from '../runtime/log'
import { systemRandom } from '../runtime/random'
import { openEmbeddedStore } from '../store/embedded/embedded-store'
import type { Store } from '../store/store'
import { callbackKeys, openEnvelope, type CallbackKeys } from './callback-crypto'
import { parseCallback } from './callback-message'
import { parseMessageXml } from './callback-xml'
import type { CredentialSource } from './client'
import { createWeComClient, type RunningWeComClient } from './create-client'
import { sealerOfTests } from './testing/client-bench'

const provider = YUNQI.providerId as ProviderId
const ref = (suite: { suiteId: string }): SuiteRef => ({ providerId: provider, suiteId: suite.suiteId as SuiteId })

let bench: Bench
let store: Store
let dir: string
let client: RunningWeComClient
/** What a service would have stored after an exchange. */
const apps = new Map<string, { permanentCode: string; agentId?: AgentId; secretVersion: number }>()

const appKey = (app: AppRef): string => `${app.suiteId}|${app.authCorpId}`

async function ticketOf(suiteId: string): Promise<string | undefined> {
  const pushes = bench.backend.received.filter((r) => r.name === 'suite_ticket' && r.receiveId === suiteId)
  const parsed = await parseMessageXml(pushes.at(-1)?.xml ?? '')
  const message = parsed.ok ? parseCallback(parsed.fields) : undefined
  return message?.kind === 'suiteTicket' ? message.suiteTicket : undefined
}

const credentials: CredentialSource = {
  provider: () => Promise.resolve({ corpId: YUNQI.corpId as CorpId, providerSecret: YUNQI.providerSecret }),
  async suite({ suiteId }) {
    const suite = YUNQI.suites.find((s) => s.suiteId === suiteId)
    const value = await ticketOf(suiteId)
    return {
      kind: suiteId.startsWith('dk') ? 'template' : 'suite',
      suiteSecret: suite?.secret ?? '',
      ...(value === undefined ? {} : { suiteTicket: { value, receivedAt: bench.clock.now() } }),
    }
  },
  app(app) {
    const known = apps.get(appKey(app))
    if (!known) return Promise.reject(new Error('not stored'))
    return Promise.resolve({ kind: app.suiteId.startsWith('dk') ? 'template' : 'suite', ...known })
  },
}

/** Exchanges a code and keeps what came of it, as the authorisation service does. */
async function authorise(suite: { suiteId: string }, authCode: string): Promise<AppRef> {
  const code = await client.exchangeAuthCode(ref(suite), authCode)
  const app: AppRef = { ...ref(suite), authCorpId: code.authCorpId }
  const info = await client.readAuthInfo(ref(suite), code.authCorpId, code.permanentCode)
  const secretVersion = (apps.get(appKey(app))?.secretVersion ?? 0) + 1
  apps.set(appKey(app), {
    permanentCode: code.permanentCode,
    secretVersion,
    ...(info.agent && { agentId: info.agent.agentId }),
  })
  return app
}

async function installSignIn(): Promise<AppRef> {
  const suite_access_token = await bench.suiteToken()
  const { pre_auth_code } = await bench.get('service/get_pre_auth_code', { suite_access_token })
  const query = new URLSearchParams({
    suite_id: SIGN_IN.suiteId,
    pre_auth_code: String(pre_auth_code),
    redirect_uri: `${bench.backend.base}/oauth/installed`,
    state: 's1',
  })
  const url = `https://open.work.weixin.qq.com/3rdapp/install?${query}`
  const { redirectUrl = '' } = await bench.stand.control('client.authorize', { seat: 'seat-phone', url })
  return authorise(SIGN_IN, new URL(redirectUrl).searchParams.get('auth_code') ?? '')
}

beforeEach(async () => {
  bench = await startBench()
  await bench.sit()
  dir = await mkdtemp(path.join(tmpdir(), 'accord-stand-in-'))
  store = await openEmbeddedStore({ dir, clock: bench.clock })
  apps.clear()
  client = createWeComClient({
    baseUrl: bench.stand.url,
    credentials,
    store,
    sealer: sealerOfTests,
    clock: bench.clock,
    log: silentLog,
    random: systemRandom,
  })
})
afterEach(async () => {
  client.close()
  await bench.close()
  await store.close()
  await rm(dir, { recursive: true })
})

test('a customised app: parameter QR, code, auth info, corp token, probe', async () => {
  const link = await client.createAuthUrl(provider, {
    state: 'inv42',
    templateIds: [CRM.suiteId, PATROL.suiteId] as SuiteId[],
  })
  expect(link.expiresInMs).toBe(864_000_000)
  await bench.stand.control('client.authorize', { seat: 'seat-phone', url: link.url })
  await bench.stand.settled()
  const event = await bench.backend.next('create_auth')
  const parsed = await parseMessageXml(event.xml)
  const message = parsed.ok ? parseCallback(parsed.fields) : undefined
  if (message?.kind !== 'createAuth') throw new Error(`unexpected ${message?.kind}`)
  const code = await client.exchangeAuthCode({ providerId: provider, suiteId: message.suiteId }, message.authCode)
  expect(code).toMatchObject({ state: 'inv42', corpName: HUADONG.name })
  expect(code.authUser?.openUserId).toMatch(/^wo/)
  const info = await client.readAuthInfo(ref({ suiteId: message.suiteId }), code.authCorpId, code.permanentCode)
  expect(info.agent).toMatchObject({ isCustomizedApp: true, authMode: 'admin' })
  const app: AppRef = { providerId: provider, suiteId: message.suiteId, authCorpId: code.authCorpId }
  apps.set(appKey(app), {
    permanentCode: code.permanentCode,
    secretVersion: 1,
    ...(info.agent && { agentId: info.agent.agentId }),
  })
  await client.ensureCorpToken(app)
  await expect(client.readAgent(app)).resolves.toMatchObject({ isClosed: false, publishStatus: 0 })
  expect(client.calls['/cgi-bin/service/get_corp_token']).toBeUndefined()
  await expect(
    client.exchangeAuthCode({ providerId: provider, suiteId: message.suiteId }, message.authCode),
  ).rejects.toMatchObject({ errcode: 40078 })
})

test('every push of the stand-in opens with our crypto and reads as a known callback', async () => {
  const [code = ''] = await bench.scanTemplates([CRM])
  const app = await authorise(CRM, code)
  const key = { suiteId: CRM.suiteId, corpId: HUADONG.corpId }
  await bench.stand.control('console.startDevelopment', key)
  await bench.stand.control('client.editPermissions', {
    seat: 'seat-phone',
    suiteId: CRM.suiteId,
    permissions: ['contact:sensitive:user_name'],
  })
  await bench.stand.control('client.setRange', { seat: 'seat-phone', suiteId: CRM.suiteId, parties: [1] })
  await bench.stand.control('client.disable', { seat: 'seat-phone', suiteId: CRM.suiteId })
  await bench.stand.control('client.enable', { seat: 'seat-phone', suiteId: CRM.suiteId })
  await bench.stand.control('console.resetSecret', key)
  await bench.stand.control('client.cancelAuth', { seat: 'seat-phone', suiteId: CRM.suiteId })
  await bench.stand.settled()
  const kinds = new Map<string, number>()
  for (const { xml } of bench.backend.received) {
    const parsed = await parseMessageXml(xml)
    const message = parsed.ok ? parseCallback(parsed.fields) : undefined
    expect(message?.kind).toBeDefined()
    expect([message?.kind, xml]).not.toEqual(['unknown', xml])
    kinds.set(message?.kind ?? '', (kinds.get(message?.kind ?? '') ?? 0) + 1)
    if (message && 'authCorpId' in message) expect(message.authCorpId).toBe(app.authCorpId)
  }
  for (const kind of ['suiteTicket', 'createAuth', 'changeAuth', 'resetPermanentCode', 'cancelAuth', 'subscribe']) {
    expect([kind, kinds.has(kind)]).toEqual([kind, true])
  }
})

test('the stand-in’s envelopes are opened by our own crypto', async () => {
  const seen: { keys: CallbackKeys; query: Record<string, string>; body: string }[] = []
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://x')
      const suite = YUNQI.suites.find((s) => url.pathname.includes(s.suiteId))
      const keys = callbackKeys(suite?.token ?? '', suite?.encodingAesKey ?? '')
      seen.push({ keys, query: Object.fromEntries(url.searchParams), body: Buffer.concat(parts).toString() })
      response.end('success')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  bench.stand.setCallbackBase(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  await bench.stand.control('console.refreshTicket', { suiteId: CRM.suiteId })
  await bench.stand.settled()
  server.closeAllConnections()
  server.close()
  const { parseEnvelope } = await import('./callback-xml')
  expect(seen).toHaveLength(1)
  const { keys, query, body } = seen[0] as (typeof seen)[number]
  const envelope = parseEnvelope(Buffer.from(body))
  if (!envelope.ok) throw new Error(envelope.reason)
  const opened = openEnvelope(keys, {
    msgSignature: query['msg_signature'] ?? '',
    timestamp: query['timestamp'] ?? '',
    nonce: query['nonce'] ?? '',
    encrypt: envelope.encrypt,
  })
  expect(opened).toMatchObject({ ok: true, receiveId: CRM.suiteId })
})

test('a suite: install, sign-in, admins whose ids equal the open ids, notice, ids', async () => {
  const app = await installSignIn()
  await expect(client.readAgent(app)).resolves.not.toHaveProperty('publishStatus', expect.anything())
  const { code } = await bench.stand.control('client.miniProgramLogin', {
    seat: 'seat-phone',
    suiteId: SIGN_IN.suiteId,
  })
  const person = await client.signInMiniProgram(ref(SIGN_IN), code)
  expect(person.corpId).toBe(app.authCorpId)
  await expect(client.signInMiniProgram(ref(SIGN_IN), code)).rejects.toMatchObject({ errcode: 40029, retry: 'user' })
  const admins = await client.readAppAdmins(app)
  expect(admins.map((a) => a.userId)).toContain(person.openUserId)
  const open = await client.convertUserIds(app, [person.userId, 'zhoumin', 'nobody'])
  expect(open.get('zhoumin')).toBe(person.openUserId)
  expect(open.get(person.userId)).toBe(person.openUserId)
  expect(open.has('nobody')).toBe(false)
  const sent = await client.sendMessage(app, {
    kind: 'miniProgramNotice',
    toUsers: [person.openUserId, 'woNobodyAtAll'],
    appId: SIGN_IN.miniProgramAppid,
    page: 'customer/inbox/index',
    title: '权限待您确认',
    items: [{ key: '应用', value: CRM.name }],
    duplicateCheckMs: 3_600_000,
  })
  expect(sent).toMatchObject({ invalidUsers: ['woNobodyAtAll'], unlicensedUsers: [] })
  const { messages } = await bench.stand.control('client.messages', { seat: 'seat-phone' })
  expect(messages[0]).toMatchObject({ kind: 'miniprogram_notice', title: '权限待您确认' })
  await expect(client.convertCorpId(provider, HUADONG.corpId)).resolves.toBe(app.authCorpId)
})

test('web login and an install QR', async () => {
  const { location } = await bench.stand.control('client.webLogin', {
    userId: 'suqing',
    appid: WEB_LOGIN.suiteId,
    redirectUri: `${bench.backend.base}/oauth/console`,
    state: 'x1',
  })
  const person = await client.signInOAuth(ref(WEB_LOGIN), new URL(location).searchParams.get('code') ?? '')
  expect(person.corpId).toBe(YUNQI.corpId)
  const qr = await client.createInstallQr(ref(SIGN_IN), 'abc')
  expect(qr.contentType).toBe('image/png')
})

test('tokens live two hours, and a reset secret leaves none of the old ones', async () => {
  const [code = ''] = await bench.scanTemplates([CRM])
  const app = await authorise(CRM, code)
  await client.readPermissions(app)
  await client.readPermissions(app)
  expect(client.calls['/cgi-bin/gettoken']).toBe(1)
  // The stand-in's clock follows ours.
  bench.clock.advance(7201_000)
  await bench.stand.beat()
  await bench.stand.settled()
  await client.readPermissions(app)
  expect(client.calls['/cgi-bin/gettoken']).toBe(2)
  const from = bench.backend.received.length
  await bench.stand.control('console.resetSecret', { suiteId: CRM.suiteId, corpId: HUADONG.corpId })
  await bench.stand.settled()
  const event = await bench.backend.next('reset_permanent_code', from)
  const parsed = await parseMessageXml(event.xml)
  const message = parsed.ok ? parseCallback(parsed.fields) : undefined
  if (message?.kind !== 'resetPermanentCode') throw new Error(`unexpected ${message?.kind}`)
  await authorise(CRM, message.authCode)
  await client.forgetTokens(app)
  await client.readPermissions(app)
  expect(client.calls['/cgi-bin/gettoken']).toBe(3)
})

test('a token that the stand-in took back early is replaced without anybody noticing', async () => {
  const [code = ''] = await bench.scanTemplates([CRM])
  const app = await authorise(CRM, code)
  await client.readPermissions(app)
  // Only the stand-in's time passes: its token is dead while ours still looks good.
  await bench.stand.control('clock.advance', { ms: 7201_000 })
  await expect(client.readPermissions(app)).resolves.toEqual([])
  expect(client.calls['/cgi-bin/gettoken']).toBe(2)
})

test('a cancelled authorisation is 40084 or a dead token, never a success', async () => {
  const [code = ''] = await bench.scanTemplates([CRM])
  const app = await authorise(CRM, code)
  await client.readPermissions(app)
  await bench.stand.control('client.cancelAuth', { seat: 'seat-phone', suiteId: CRM.suiteId })
  await expect(client.readPermissions(app)).rejects.toMatchObject({ name: 'WeComError', code: 'WECOM_REJECTED' })
})

test('an IP outside the whitelist is 60020 until somebody adds it', async () => {
  await bench.stand.control('whitelist.set', { providerId: YUNQI.providerId, ips: ['203.0.113.9'] })
  await bench.stand.control('clock.advance', { ms: 61_000 })
  await expect(
    client.createAuthUrl(provider, { state: 'a', templateIds: [CRM.suiteId as SuiteId] }),
  ).rejects.toMatchObject({
    errcode: 60020,
    retry: 'user',
  })
})
