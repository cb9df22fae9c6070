/** Beside the CRM: the provider has a backend of its own. Accord forwards to it, hands it its secrets, or stands behind it. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as backend from '@shared/contract/backend'
import * as corp from '@shared/contract/corp'
import * as forward from '@shared/contract/forward'
import * as invitation from '@shared/contract/invitation'
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { SEED } from '../wecom/world/seed'
import { openProviderBackend, sendCall, signedCall, type ProviderBackend } from '../testing/backend-of-provider'
import { openStage, type Actor, type Stage } from './stage'

const YUNQI = 'yunqi' as ProviderId
const HUADONG = SEED.corps[0]?.corpId ?? ''
const CRM = SEED.providers[0]?.suites.find((s) => s.kind === 'template')?.suiteId as SuiteId
const QINGHES = SEED.providers[1]?.suites.find((s) => s.kind === 'template')?.suiteId as SuiteId
const SECRET = 'b'.repeat(20) + '0123456789-abcdefghij'

// Room for a busy machine.
jest.setTimeout(30_000)

describe('beside the CRM', () => {
  let stage: Stage
  let crm: ProviderBackend
  let owner: Actor
  beforeEach(async () => {
    stage = await openStage()
    crm = await openProviderBackend()
    owner = await stage.staff('yunqi', 'linyizhou')
    await stage.laptop.wecom.control('seat.set', { seat: 'seat-a', corpId: HUADONG, userId: 'lixiang' })
  })
  afterEach(async () => {
    await crm.close()
    await stage.close()
  })

  async function install(): Promise<string> {
    const made = await owner.call(invitation.create, { customerName: '华东零售', templates: [{ suiteId: CRM }] })
    const link = { provider: YUNQI, token: made.link.split('/').at(-1) ?? '' }
    const qr = await stage.nobody.call(invitation.authQr, link)
    const scanned = await stage.laptop.wecom.control('client.scan', { seat: 'seat-a', text: qr.url })
    await stage.laptop.wecom.control('client.authorize', { seat: 'seat-a', url: scanned.openUrl ?? '' })
    await stage.laptop.wecom.settled()
    await stage.laptop.tick()
    return (await owner.call(corp.list, {})).items[0]?.corpId ?? ''
  }
  const call = (path: string, body: string, secret = SECRET, now = stage.clock.now()) =>
    sendCall(stage.laptop.url, signedCall(secret, path, body, now))

  it('forwards every callback, answered to WeCom without waiting, and both sides have the same customer', async () => {
    await owner.call(forward.set, { suiteId: CRM, url: `${crm.url}/wecom`, secret: SECRET })
    const corpId = await install()
    expect(corpId).not.toBe('')
    await stage.laptop.tick()
    const { targets } = await owner.call(forward.list, {})
    expect(targets).toMatchObject([{ suiteId: CRM, host: new URL(crm.url).host, isSigned: true, waiting: 0, dead: 0 }])
    expect(crm.taken.length).toBeGreaterThan(0)
    expect(crm.taken.every(({ url, body }) => url.includes('msg_signature=') && body.includes('<Encrypt>'))).toBe(true)
    expect(JSON.stringify(targets)).not.toContain(SECRET)
  })

  it('gives ticket, token and permanent code of its own apps to who signs rightly, and writes it down', async () => {
    const corpId = await install()
    await owner.call(backend.setKey, { secret: SECRET })
    const app = JSON.stringify({ suiteId: CRM, corpId })
    const ticket = await call('/backend/yunqi/ticket', JSON.stringify({ suiteId: CRM }))
    expect(JSON.parse(ticket.body)).toEqual({ suite_ticket: expect.any(String), received_at: expect.any(Number) })
    const token = JSON.parse((await call('/backend/yunqi/corp-token', app)).body) as {
      access_token: string
      expires_in: number
    }
    expect(token.expires_in).toBeGreaterThan(6000)
    const known = stage.laptop.wecom.world().tokens[token.access_token]
    expect(known?.subject).toMatchObject({ kind: 'corp', suiteId: CRM, corpId: HUADONG })
    const code = JSON.parse((await call('/backend/yunqi/permanent-code', app)).body) as { permanent_code: string }
    const installs = Object.values(stage.laptop.wecom.world().installs)
    expect(installs.map((i) => i.permanentCode)).toContain(code.permanent_code)
    const { items } = await owner.call(backend.audit, {})
    expect(items.map((item) => item.what).sort()).toEqual(['corp-token', 'permanent-code', 'ticket'])
    for (const secret of [token.access_token, code.permanent_code, SECRET])
      expect(JSON.stringify(items)).not.toContain(secret)
  })

  it('gives nothing to forged, replayed, late or foreign calls, and says nothing of why', async () => {
    const corpId = await install()
    const app = JSON.stringify({ suiteId: CRM, corpId })
    expect((await call('/backend/yunqi/corp-token', app)).status).toBe(403)
    await owner.call(backend.setKey, { secret: SECRET })
    const good = signedCall(SECRET, '/backend/yunqi/permanent-code', app, stage.clock.now())
    expect((await sendCall(stage.laptop.url, good)).status).toBe(200)
    const refused = [
      good,
      { ...good, body: app.replace(CRM, QINGHES) },
      { ...good, path: '/backend/qinghe/permanent-code' },
      signedCall(`${SECRET}x`, '/backend/yunqi/permanent-code', app, stage.clock.now()),
      signedCall(SECRET, '/backend/yunqi/permanent-code', app, stage.clock.now() - 301_000),
      signedCall(SECRET, '/backend/yunqi/permanent-code', app, stage.clock.now() + 301_000),
      { ...good, headers: {} },
      signedCall(SECRET, '/backend/yunqi/everything', app, stage.clock.now()),
    ]
    for (const bad of refused) expect(await sendCall(stage.laptop.url, bad)).toEqual({ status: 403, body: 'refused' })
    expect((await sendCall(stage.laptop.url, { ...good, body: '' }, 'GET')).status).toBe(403)
    const foreign = JSON.stringify({ suiteId: QINGHES, corpId })
    expect((await call('/backend/yunqi/permanent-code', foreign)).status).toBe(404)
    expect((await call('/backend/yunqi/ticket', JSON.stringify({ suiteId: QINGHES }))).status).toBe(404)
    expect((await call('/backend/yunqi/ticket', 'no json')).status).toBe(400)
  })

  it('takes the old key for an hour after a new one, and none after it was removed', async () => {
    await owner.call(backend.setKey, { secret: SECRET })
    await owner.call(backend.setKey, { secret: `${SECRET}-new` })
    const ask = (secret: string) => call('/backend/yunqi/ticket', JSON.stringify({ suiteId: CRM }), secret)
    expect((await ask(SECRET)).status).toBe(200)
    expect((await ask(`${SECRET}-new`)).status).toBe(200)
    await stage.advance(3_600_000)
    expect((await ask(SECRET)).status).toBe(403)
    await owner.call(backend.removeKey, {})
    expect((await ask(`${SECRET}-new`)).status).toBe(403)
  })

  it('limits how often a backend may ask', async () => {
    await owner.call(backend.setKey, { secret: SECRET })
    const answers: number[] = []
    for (let n = 0; n < 305; n++)
      answers.push((await call('/backend/yunqi/ticket', JSON.stringify({ suiteId: CRM }))).status)
    expect(answers.slice(0, 300).every((status) => status === 200)).toBe(true)
    expect(answers.slice(300).every((status) => status === 429)).toBe(true)
  })

  it('stands behind the backend: relayed callbacks count like WeCom’s own, and do not go back', async () => {
    await owner.call(backend.setKey, { secret: SECRET })
    await owner.call(forward.set, { suiteId: CRM, url: `${crm.url}/wecom` })
    // The CRM keeps the URL: WeCom pushes to it, and it hands everything on.
    const template = stage.laptop.wecom.world().suites[CRM]
    if (!template) throw new Error('no template')
    template.callbackUrl = `${crm.url}/own`
    const relayAll = async () => {
      for (const { url, body } of crm.taken.splice(0)) {
        const sent = signedCall(SECRET, `/relay/yunqi/${CRM}`, body, stage.clock.now())
        const forged = { ...sent, headers: { ...sent.headers, 'x-accord-signature': '0'.repeat(64) } }
        const query = url.slice(url.indexOf('?'))
        expect((await sendCall(stage.laptop.url, { ...forged, query })).status).toBe(403)
        expect(await sendCall(stage.laptop.url, { ...sent, query })).toEqual({ status: 200, body: 'success' })
        const tampered = signedCall(SECRET, `/relay/yunqi/${CRM}`, body, stage.clock.now())
        expect(
          (await sendCall(stage.laptop.url, { ...tampered, query: query.replace('nonce=', 'nonce=9') })).status,
        ).toBe(403)
      }
    }
    const made = await owner.call(invitation.create, { customerName: '华东零售', templates: [{ suiteId: CRM }] })
    const qr = await stage.nobody.call(invitation.authQr, { provider: YUNQI, token: made.link.split('/').at(-1) ?? '' })
    const scanned = await stage.laptop.wecom.control('client.scan', { seat: 'seat-a', text: qr.url })
    await stage.laptop.wecom.control('client.authorize', { seat: 'seat-a', url: scanned.openUrl ?? '' })
    await stage.laptop.wecom.settled()
    expect(crm.taken.length).toBeGreaterThan(0)
    await relayAll()
    await stage.laptop.tick()
    expect((await owner.call(corp.list, {})).items).toMatchObject([{ status: 'active', isSetUp: true }])
    await stage.laptop.tick()
    expect(crm.taken).toEqual([])
  })

  it('shows code that works as it stands', async () => {
    const corpId = await install()
    await owner.call(backend.setKey, { secret: SECRET })
    const shown = await owner.call(backend.examples, {})
    const dir = await mkdtemp(join(tmpdir(), 'accord-example-'))
    // The example reads the machine's clock; the stage has one of its own.
    const now = stage.clock.now()
    const clocks = {
      'Node.js': `Date.now = () => ${now}\n`,
      Python: `import time\ntime.time = lambda: ${now / 1000}\n`,
    }
    const runs = { 'Node.js': [process.execPath, 'example.mjs'], Python: ['python3', 'example.py'] } as const
    const hasPython = spawnSync('python3', ['--version']).status === 0
    for (const { language, code } of shown.items) {
      if (language === 'Java' || (language === 'Python' && !hasPython)) continue
      const [program, file] = runs[language]
      const filled = code.replace('dk…', CRM).replace('wp…', corpId)
      await writeFile(join(dir, file), clocks[language] + filled)
      const env = { ...process.env, ACCORD_BACKEND_SECRET: SECRET, PYTHONIOENCODING: 'utf-8' }
      const { stdout } = await promisify(execFile)(program, [join(dir, file)], { env })
      expect(stage.laptop.wecom.world().tokens[stdout.trim()]?.subject).toMatchObject({ kind: 'corp', suiteId: CRM })
    }
    await rm(dir, { recursive: true, force: true })
  }, 20_000)

  it('shows how, in three languages, with our addresses', async () => {
    const shown = await owner.call(backend.examples, {})
    expect(shown.items.map((item) => item.language)).toEqual(['Node.js', 'Python', 'Java'])
    for (const { code } of shown.items) expect(code).toContain(stage.laptop.url)
  })
})
