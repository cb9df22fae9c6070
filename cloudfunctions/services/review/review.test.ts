/** Solutions and reviews on a store: versions, who may write, and once only. */
import type { ReviewView } from '@shared/contract/solution'
import type { CorpId, OpenUserId, PersonRef, SuiteId } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { linkDocId, links } from '../../store/collections/invitation'
import { replace } from '../../store/store'
import { openWorld, type World } from '../../api/testing/access-world'
import { changeCorpAuth } from '../authorisation/change-corp-auth'
import { linkHash } from '../invitation/link'
import { getSolution, listSolutions, readSolutionPage } from '../solution/read-solution'
import { publishSolution, saveSolution } from '../solution/save-solution'
import { inviteReview } from './invite-review'
import { openReview } from './open-review'
import { writeReview } from './write-review'

const DAY = 24 * 3_600_000
const TEXT = '上线两周，导购跟进客户的记录完整多了，店长每天都在看。'
let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const staff = (): PersonRef => ({
  providerId: world.own.providerId,
  corpId: 'wwstaff' as CorpId,
  openUserId: 'woSTAFF' as OpenUserId,
})
const admin = (corpId = world.own.corpId): PersonRef => ({
  ...staff(),
  corpId,
  openUserId: 'woADMINOFTHISCORP' as OpenUserId,
})
const app = () => ({ providerId: world.own.providerId, suiteId: world.own.suiteId, authCorpId: world.own.corpId })
const solution = async () => (await getSolution(world.services, world.own.providerId, world.own.solutionId)).solution
const draft = (change: object = {}) => ({
  name: '门店收银',
  overview: '连锁零售的收银方案',
  text: '介绍',
  linkedApps: [world.own.suiteId],
  ...change,
})

describe('a solution', () => {
  it('is changed only at the version that was seen; the other learns which is present', async () => {
    const { id, version } = await solution()
    const changes = await Promise.allSettled(
      ['收银甲', '收银乙'].map((name) => saveSolution(world.services, staff(), { ...draft({ name }), id, version })),
    )
    expect(changes.map((change) => change.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(saveSolution(world.services, staff(), { ...draft(), id, version })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { version: version + 1 },
    })
  })

  it('keeps its publication and its reviews when it is changed', async () => {
    const before = await solution()
    await writeReview(world.services, await reviewAt(), admin(), { ...linkInput(), stars: 4, text: TEXT })
    const { version } = await solution()
    await saveSolution(world.services, staff(), { ...draft(), id: before.id, version })
    expect(await solution()).toMatchObject({
      name: '门店收银',
      published: before.published,
      reviewCount: 1,
      starAverage: 4,
    })
  })

  it('links apps of its provider only', async () => {
    const writes = world.services.store.counters.writes
    await expect(
      saveSolution(world.services, staff(), draft({ linkedApps: [world.own.suiteId, world.foreign.suiteId] })),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { issues: [{ field: 'linkedApps.1' }] } })
    expect(world.services.store.counters.writes).toBe(writes)
  })

  it('is public only once it is published, marked when nobody else reviewed it', async () => {
    const made = await saveSolution(world.services, staff(), draft())
    const page = () => readSolutionPage(world.services, { provider: world.own.providerId, id: made.id })
    await expect(page()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const first = await publishSolution(world.services, staff(), made.id, false)
    expect(first.published?.isSelfReviewed).toBe(true)
    world.clock.advance(1000)
    expect((await publishSolution(world.services, staff(), made.id, true)).published).toEqual(first.published)
    expect(await page()).toMatchObject({ name: '门店收银', reviewCount: 0, reviews: [] })
  })

  it('is listed newest first', async () => {
    world.clock.advance(1)
    await saveSolution(world.services, staff(), draft())
    const { items } = await listSolutions(world.services, world.own.providerId, undefined)
    expect(items[0]?.name).toBe('门店收银')
    expect(items.map((item) => item.createdAt)).toEqual(items.map((item) => item.createdAt).sort((a, b) => b - a))
  })
})

const linkInput = () => ({ provider: world.own.providerId, token: world.own.reviewToken })
async function reviewAt() {
  const link = await world.services.store.get(links, linkDocId(world.own.providerId, linkHash(world.own.reviewToken)))
  return { providerId: world.own.providerId, id: link?.body.targetId ?? '' }
}
const write = async (person: PersonRef | undefined, change: object = {}): Promise<ReviewView> =>
  writeReview(world.services, await reviewAt(), person, { ...linkInput(), stars: 5, text: TEXT, ...change })

describe('a review', () => {
  it('is written once, although two admins press the button together, and counted once', async () => {
    const answers = await Promise.allSettled([write(admin()), write(admin()), write(admin())])
    expect(answers.filter((answer) => answer.status === 'fulfilled').length).toBe(1)
    expect(await solution()).toMatchObject({ reviewCount: 1, starAverage: 5 })
    await expect(write(admin())).rejects.toMatchObject({ details: { reason: 'alreadyWritten' } })
  })

  it('carries the proof of its writer and says when her corp has left', async () => {
    expect(await write(admin(), { byName: '李想' })).toMatchObject({
      corpName: '客户甲',
      byName: '李想',
      proof: 'authorisingUser',
      isAuthCancelled: false,
    })
    await changeCorpAuth(world.services, app(), { type: 'cancel' })
    const page = await readSolutionPage(world.services, { provider: world.own.providerId, id: world.own.solutionId })
    expect(page.reviews).toMatchObject([{ text: TEXT, isAuthCancelled: true }])
  })

  it('names the writer by a label where she gave no name', async () => {
    expect((await write(admin())).byName).toMatch(/^管理员 ··/)
  })

  it.each([
    ['nobody', (): PersonRef | undefined => undefined, 'UNAUTHENTICATED', undefined],
    ['an admin of another corp', () => admin(world.otherCorp.corpId), 'FORBIDDEN', 'wrongCorp'],
    ['a member', () => ({ ...admin(), openUserId: 'woMEMBER' as OpenUserId }), 'FORBIDDEN', 'notAdmin'],
  ] as const)('is not written by %s', async (_who, person, code, reason) => {
    const writes = world.services.store.counters.writes
    await expect(write(person())).rejects.toMatchObject({ code, ...(reason ? { details: { reason } } : {}) })
    expect(world.services.store.counters.writes).toBe(writes)
    expect(await solution()).toMatchObject({ reviewCount: 0 })
  })

  it('is not written after thirty days, and the link says so to everybody', async () => {
    world.clock.advance(30 * DAY)
    await expect(write(admin())).rejects.toMatchObject({ details: { reason: 'expired' } })
    expect(await openReview(world.services, await reviewAt(), undefined)).toMatchObject({
      isSignedIn: false,
      refusal: 'expired',
    })
  })

  it('is refused with the finding when its text is not fit to be shown', async () => {
    await expect(write(admin(), { text: `${TEXT}<script>alert(1)</script>` })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { issues: [{ field: 'text' }] },
    })
    expect(await solution()).toMatchObject({ reviewCount: 0 })
  })
})

describe('inviting to a review', () => {
  const invite = (change: object = {}) =>
    inviteReview(world.services, staff(), {
      solutionId: world.own.solutionId,
      suiteId: world.own.suiteId,
      plainCorpId: 'ww3e5a9d7c1b2f4860',
      ...change,
    })

  it('holds the typed corp as unverified while WeCom cannot convert it, and lets nobody write', async () => {
    const made = await invite()
    expect(made.corpBasis).toBeUndefined()
    const token = made.link.slice(-26)
    const at = { providerId: world.own.providerId, id: made.id }
    await expect(
      writeReview(world.services, at, admin(), { provider: world.own.providerId, token, stars: 5, text: TEXT }),
    ).rejects.toMatchObject({ details: { reason: 'corpUnverified' } })
  })

  it('converts it again when somebody stands there who could write', async () => {
    const made = await invite()
    const wecom = { ...world.services.wecom, convertCorpId: () => Promise.resolve(world.own.corpId) }
    const at = { providerId: world.own.providerId, id: made.id }
    expect(await openReview({ ...world.services, wecom }, at, undefined)).not.toHaveProperty('refusal')
    expect(await openReview({ ...world.services, wecom }, at, admin())).toMatchObject({ proof: 'authorisingUser' })
    const seen = await getSolution(world.services, world.own.providerId, world.own.solutionId)
    expect(seen.invitations.find((item) => item.id === made.id)?.corpBasis).toBe('observed')
  })

  it('is refused for an app that is not linked to the solution', async () => {
    await expect(invite({ suiteId: world.otherCorp.suiteId })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { issues: [{ field: 'suiteId' }] },
    })
    await expect(invite({ suiteId: 'dknothing' as SuiteId })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('does not take the word of an authorisation that is over', async () => {
    const stored = await world.services.store.get(corpAuths, corpAuthDocId(app()))
    if (!stored) throw new Error('nothing is installed')
    await world.services.store.commit([
      replace(corpAuths, stored, { ...stored.body, status: 'suspectedGone' as const }),
    ])
    await expect(write(admin())).rejects.toMatchObject({ details: { reason: 'authCancelled' } })
  })
})
