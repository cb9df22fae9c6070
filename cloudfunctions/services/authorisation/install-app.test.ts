/** Installs that are interrupted, at every step, and what a person sees of them. */
import type { CorpId, ProviderId } from '@shared/wecom/ids'
import { openStage, type Stage } from '@sandbox/stories/stage'
import { callbacks } from '../../store/collections/callback'
import { corpAuths, type CorpAuthRecord } from '../../store/collections/corp'
import { suiteTicketDocId, suiteTickets } from '../../store/collections/provider'
import { remove } from '../../store/store'
import type { WeComClient } from '../../wecom/client'
import { drainDue } from '../callback/drain'
import type { Services } from '../services'
import { authoriseTemplate, CRM, HUADONG, SEAT } from '../testing/installed-stage'
import { cancelAuth } from './cancel-auth'

const YUNQI = 'yunqi' as ProviderId
const EXCHANGE = '/cgi-bin/service/v2/get_permanent_code'
let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const services = () => stage.laptop.services()
const auths = async () => (await services().store.list(corpAuths, 'fleet', [YUNQI])).items.map((item) => item.body)
async function onlyAuth(): Promise<CorpAuthRecord> {
  const [auth] = await auths()
  if (!auth) throw new Error('nothing is installed')
  return auth
}
const event = async (kind: string) =>
  (await services().store.list(callbacks, 'recent', [YUNQI])).items
    .map((item) => item.body)
    .find((c) => c.kind === kind)
const drain = () => drainDue(services(), 20)
/** Lets time pass in steps, with WeCom's tickets and the timer, as it would. */
async function passes(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 10_000) await stage.advance(Math.min(left, 10_000))
}

/** Starts draining with a process that dies at one call: nothing after that point ever runs. */
async function dieAt(method: keyof WeComClient, when: 'before' | 'after'): Promise<void> {
  const { wecom } = services()
  await new Promise<void>((reached) => {
    const dying = async (...args: never[]) => {
      if (when === 'after') await (wecom[method] as (...given: never[]) => Promise<unknown>)(...args)
      reached()
      return new Promise<never>(() => undefined)
    }
    const mortal: Services = { ...services(), wecom: { ...wecom, [method]: dying } }
    void drainDue(mortal, 20)
  })
}

describe('an install whose process dies', () => {
  beforeEach(() => authoriseTemplate(stage))

  it.each([
    ['exchangeAuthCode', 'before'],
    ['readAuthInfo', 'before'],
    ['readAuthInfo', 'after'],
    ['ensureCorpToken', 'before'],
    ['ensureCorpToken', 'after'],
    ['readAgent', 'before'],
    ['readAgent', 'after'],
    ['readAppAdmins', 'before'],
    ['readAppAdmins', 'after'],
  ] as const)('at %s, %s the call, is finished by another after a minute', async (method, when) => {
    await dieAt(method, when)
    await passes(50_000)
    expect((await event('createAuth'))?.status).toBe('claimed')
    await passes(60_000)
    const auth = await onlyAuth()
    expect(auth).toMatchObject({ status: 'active', generation: 1, corpName: '华东零售' })
    expect(auth.setup.doneAt.probed).toBeDefined()
    expect(auth.admins?.value.length).toBeGreaterThan(0)
    expect((await event('createAuth'))?.status).toBe('done')
  })

  it('right after WeCom gave the code ends in a named state, and 重新获取 secret is its way out', async () => {
    await dieAt('exchangeAuthCode', 'after')
    await passes(120_000)
    expect(await auths()).toEqual([])
    expect(await event('createAuth')).toMatchObject({
      status: 'failed',
      note: 'exchange may have worked: secret unknown',
    })
    await stage.laptop.wecom.control('console.startDevelopment', { suiteId: CRM, corpId: HUADONG })
    await stage.laptop.wecom.control('console.resetSecret', { suiteId: CRM, corpId: HUADONG })
    await stage.laptop.wecom.settled()
    await drain()
    expect((await onlyAuth()).setup.doneAt.probed).toBeDefined()
  })
})

describe('an auth code', () => {
  beforeEach(() => authoriseTemplate(stage))

  it('whose answer never came is tried once more and then named as perhaps exchanged', async () => {
    await stage.laptop.wecom.control('faults.set', { target: EXCHANGE, kind: 'timeoutAfterEffect', times: 1 })
    await drain()
    expect((await event('createAuth'))?.status).toBe('parked')
    await passes(60_000)
    expect(await event('createAuth')).toMatchObject({
      status: 'failed',
      note: 'exchange may have worked: secret unknown',
    })
  })

  it('that never reached WeCom is exchanged later', async () => {
    await stage.laptop.wecom.control('faults.set', { target: EXCHANGE, kind: 'drop', times: 2 })
    await drain()
    expect((await event('createAuth'))?.status).toBe('parked')
    await passes(60_000)
    expect((await onlyAuth()).setup.doneAt.probed).toBeDefined()
  })

  it('waits for a suite_ticket, and goes on soon after it came', async () => {
    const { store } = services()
    const ref = { providerId: YUNQI, suiteId: CRM }
    const ticket = await store.get(suiteTickets, suiteTicketDocId(ref))
    if (!ticket) throw new Error('there is no ticket')
    await store.commit([remove(suiteTickets, ticket)])
    await drain()
    expect(await event('createAuth')).toMatchObject({ status: 'parked', note: 'waits for a suite_ticket' })
    await stage.laptop.wecom.control('console.pushTicket', { suiteId: CRM })
    await passes(20_000)
    expect((await onlyAuth()).setup.doneAt.probed).toBeDefined()
  })

  it('is exchanged once, however many drain at the same time', async () => {
    await Promise.all([drain(), drain(), drain()])
    await passes(30_000)
    expect((await onlyAuth()).generation).toBe(1)
    const { entries } = await stage.laptop.wecom.control('log.list', { limit: 500 })
    expect(entries.filter((entry) => JSON.stringify(entry).includes(EXCHANGE)).length).toBe(1)
  })
})

describe('a step that fails', () => {
  beforeEach(() => authoriseTemplate(stage))

  it.each([
    ['/cgi-bin/service/v2/get_auth_info', 'infoRead'],
    ['/cgi-bin/gettoken', 'tokenHad'],
    ['/cgi-bin/agent/get', 'probed'],
  ] as const)(
    'at %s is shown as step %s with advice, is tried again, and nothing before it is done twice',
    async (target, step) => {
      await stage.laptop.wecom.control('faults.set', { target, kind: 'error', errcode: 60020 })
      await drain()
      const failed = await onlyAuth()
      expect(failed.setup.failure).toMatchObject({ step, errcode: 60020, isRetried: true })
      expect(failed.setup.failure?.advice).toContain('白名单')
      expect(failed.setup.doneAt.probed).toBeUndefined()
      await stage.laptop.wecom.control('faults.clear', {})
      await passes(60_000)
      const done = await onlyAuth()
      expect(done.setup.failure).toBeUndefined()
      expect(done.setup.doneAt.probed).toBeDefined()
      expect(done.setup.doneAt).toMatchObject(failed.setup.doneAt)
    },
  )

  it('for longer than an auth code lives is still finished: the code was exchanged long ago', async () => {
    await stage.laptop.wecom.control('faults.set', { target: '/cgi-bin/agent/get', kind: 'error', errcode: 60020 })
    await drain()
    for (let i = 0; i < 8; i++) await stage.advance(600_000)
    await stage.laptop.wecom.control('faults.clear', {})
    for (let i = 0; i < 3; i++) await stage.advance(600_000)
    expect((await onlyAuth()).setup.doneAt.probed).toBeDefined()
  })
})

describe('a cancelled authorisation', () => {
  const app = async () => ({ providerId: YUNQI, suiteId: CRM, authCorpId: (await onlyAuth()).authCorpId })
  const cancelAtWeCom = async () => {
    await stage.laptop.wecom.control('client.cancelAuth', { seat: SEAT, suiteId: CRM })
    await stage.laptop.wecom.settled()
  }
  beforeEach(async () => {
    await authoriseTemplate(stage)
    await drain()
    stage.clock.advance(5_000)
  })

  it('is cancelled here when WeCom confirms it, once', async () => {
    await cancelAtWeCom()
    await drain()
    const cancelled = await onlyAuth()
    expect(cancelled).toMatchObject({ status: 'cancelled', generation: 1 })
    expect(await cancelAuth(services(), await app(), services().clock.now())).toEqual({
      done: true,
      note: 'cancelled before',
    })
    expect(await onlyAuth()).toEqual(cancelled)
  })

  it('stays as it is when the event is of an earlier install, or still opens', async () => {
    const { authEventAt } = await onlyAuth()
    expect(await cancelAuth(services(), await app(), authEventAt - 1000)).toMatchObject({
      note: 'of an earlier install',
    })
    expect(await cancelAuth(services(), await app(), authEventAt)).toMatchObject({
      note: expect.stringContaining('late'),
    })
    expect((await onlyAuth()).status).toBe('active')
  })

  it('stays as it is while WeCom cannot be asked, and is looked at again', async () => {
    const target = '/cgi-bin/service/v2/get_auth_info'
    await cancelAtWeCom()
    await stage.laptop.wecom.control('faults.set', { target, kind: 'error', errcode: 60020 })
    await drain()
    expect((await onlyAuth()).status).toBe('active')
    await stage.laptop.wecom.control('faults.clear', {})
    await passes(60_000)
    expect((await onlyAuth()).status).toBe('cancelled')
  })

  it('of a corp we do not know changes nothing', async () => {
    const stranger = { ...(await app()), authCorpId: 'wpNOBODY' as CorpId }
    expect(await cancelAuth(services(), stranger, services().clock.now())).toMatchObject({ note: 'corp not known' })
    expect((await auths()).length).toBe(1)
  })

  it('begins a new generation when it is authorised anew, and a late cancel does not end that', async () => {
    await cancelAtWeCom()
    await drain()
    const cancelledAt = services().clock.now()
    await passes(20_000)
    await authoriseTemplate(stage)
    await drain()
    expect(await onlyAuth()).toMatchObject({ status: 'active', generation: 2 })
    await cancelAuth(services(), await app(), cancelledAt)
    expect(await onlyAuth()).toMatchObject({ status: 'active', generation: 2 })
  })
})
