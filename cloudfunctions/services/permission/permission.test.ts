/** Dossiers on a store: asking, choosing, reminding, and several hands at once. */
import { observed } from '@shared/domain/basis'
import type { CorpId, OpenUserId, PersonRef } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths, type CorpAuthRecord } from '../../store/collections/corp'
import { history, outbox } from '../../store/collections/operation'
import { dossierDocId } from '../../store/collections/permission'
import { insert } from '../../store/store'
import { openWorld, PERMISSIONS, type World } from '../../api/testing/access-world'
import { listTodos } from '../inbox/list-todos'
import { permanentCodePlace } from '../registry/credentials'
import { changeDossier } from './change-dossier'
import { readDossier } from './read-dossier'
import { remindOfRequest } from './remind'

const HOUR = 3_600_000
let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const app = () => ({ providerId: world.own.providerId, suiteId: world.own.suiteId, authCorpId: world.own.corpId })
const staff = (): PersonRef => ({
  providerId: world.own.providerId,
  corpId: 'wwstaff' as CorpId,
  openUserId: 'woSTAFF' as OpenUserId,
})
const admin = (): PersonRef => ({ ...staff(), corpId: world.own.corpId, openUserId: 'woADMINOFTHISCORP' as OpenUserId })
const todos = async () => (await listTodos(world.services, admin(), undefined)).items.map((item) => item.kind)
const mustHave = PERMISSIONS.filter((item) => item.isMustHave).map((item) => item.key)

describe('a request', () => {
  it('is one entry in the inbox until it was chosen from, and again while it waits in WeCom', async () => {
    expect(await todos()).toEqual(['confirmPermissions'])
    await changeDossier(world.services, app(), { type: 'choose', no: 1, chosen: mustHave, by: admin().openUserId })
    expect(await todos()).toEqual([])
    await changeDossier(world.services, app(), { type: 'file', no: 1, by: '同事' })
    const { items } = await listTodos(world.services, admin(), undefined)
    expect(items).toMatchObject([{ kind: 'confirmPermissions', askedBy: '同事' }])
    await changeDossier(world.services, app(), { type: 'observe', keys: mustHave })
    expect(await todos()).toEqual([])
  })

  it('is decided once when two admins answer at the same moment', async () => {
    const answers = await Promise.allSettled([
      changeDossier(world.services, app(), { type: 'decline', no: 1, by: '甲' }),
      changeDossier(world.services, app(), { type: 'decline', no: 1, by: '乙' }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = answers.find((answer) => answer.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'ILLEGAL_STATE', details: { reason: 'notOpen' } })
    const { items } = await world.services.store.list(history, 'bySubject', [
      world.own.providerId,
      'dossier',
      dossierDocId(app()),
    ])
    expect(items.filter((item) => item.body.what === 'declined').length).toBe(1)
  })

  it('is refused with what to do when it is no longer what the person saw', async () => {
    const refused = [
      [{ type: 'choose', no: 2, chosen: mustHave, by: admin().openUserId }, 'noSuchRequest'],
      [{ type: 'choose', no: 1, chosen: [], by: admin().openUserId }, 'mustHaveLeftOut'],
      [{ type: 'choose', no: 1, chosen: [...mustHave, 'made:up:key'], by: admin().openUserId }, 'notAsked'],
      [{ type: 'file', no: 1, by: '同事' }, 'notConsulted'],
    ] as const
    for (const [command, reason] of refused) {
      await expect(changeDossier(world.services, app(), command)).rejects.toMatchObject({
        code: 'ILLEGAL_STATE',
        userMessage: expect.stringMatching(/[\u4e00-\u9fff]/),
        details: { reason },
      })
    }
  })
})

describe('reading a dossier', () => {
  it('shows the last observation with its time while WeCom does not answer', async () => {
    const observedAt = world.clock.now()
    world.clock.advance(HOUR)
    const view = await readDossier(world.services, app())
    expect(view.effective).toEqual({ value: [], basis: 'observed', at: observedAt })
  })

  it('asks WeCom only when the last look is older than 20 seconds', async () => {
    const asked: number[] = []
    const wecom = { ...world.services.wecom, readPermissions: () => Promise.resolve((asked.push(1), mustHave)) }
    const read = () => readDossier({ ...world.services, wecom }, app())
    world.clock.advance(20_000)
    await read()
    expect(asked.length).toBe(0)
    world.clock.advance(1)
    expect((await read()).effective?.value).toEqual(mustHave)
    await read()
    expect(asked.length).toBe(1)
  })
})

describe('reminding', () => {
  const remind = () => remindOfRequest(world.services, app(), 1, staff())
  /** The sign-in suite is installed and the given members can see it. */
  async function installSignIn(users: readonly string[]): Promise<void> {
    const { services, own } = world
    const provider = await services.registry.provider(own.providerId)
    if (!provider) throw new Error('no provider')
    const ref = { ...app(), suiteId: provider.signInSuiteId }
    const now = services.clock.now()
    const auth: CorpAuthRecord = {
      ...ref,
      kind: 'suite',
      generation: 1,
      status: 'active',
      corpName: '客户甲',
      authEventAt: now,
      range: observed({ departments: [], users, tags: [] }, now),
      setup: { doneAt: { authorised: now, exchanged: now, infoRead: now, tokenHad: now, probed: now } },
      secretVersion: 1,
      permanentCode: services.sealer.seal('permanent', permanentCodePlace(ref)),
    }
    await services.store.commit([insert(corpAuths, corpAuthDocId(ref), auth)])
  }
  const queued = async () => (await world.services.store.list(outbox, 'due', ['due'])).items.length

  it('says why nobody can be reached, with words to copy, and sends nothing', async () => {
    const answer = await remind()
    expect(answer).toMatchObject({ outcome: 'unreachable', text: expect.stringContaining('没有安装') })
    expect(answer.copyText).toContain('云起科技')
    expect(await queued()).toBe(0)
    expect((await readDossier(world.services, app())).reminder).toMatchObject({ state: 'unreachable' })
  })

  it('says so when nobody sees the app that would bring it', async () => {
    await installSignIn([])
    expect(await remind()).toMatchObject({ outcome: 'unreachable', text: expect.stringContaining('可见范围') })
  })

  it('queues one notice in four hours, however often and by however many it is asked', async () => {
    await installSignIn(['woADMINOFTHISCORP'])
    const answers = await Promise.all([remind(), remind(), remind()])
    expect(answers.map((answer) => answer.outcome).sort()).toEqual(['alreadyReminded', 'alreadyReminded', 'queued'])
    world.clock.advance(4 * HOUR - 1)
    expect((await remind()).outcome).toBe('alreadyReminded')
    expect(await queued()).toBe(1)
    world.clock.advance(1)
    expect((await remind()).outcome).toBe('queued')
    expect(await queued()).toBe(2)
  })

  it('is refused when the request has an answer', async () => {
    await changeDossier(world.services, app(), { type: 'decline', no: 1, by: '甲' })
    await expect(remind()).rejects.toMatchObject({ code: 'ILLEGAL_STATE', details: { reason: 'notOpen' } })
  })
})
