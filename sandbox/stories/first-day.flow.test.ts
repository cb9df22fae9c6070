/** The first day, through HTTP: a project manager invites, an admin authorises, both sides see every step. */
import * as corp from '@shared/contract/corp'
import * as inbox from '@shared/contract/inbox'
import * as invitation from '@shared/contract/invitation'
import * as permission from '@shared/contract/permission'
import * as registry from '@shared/contract/registry'
import * as review from '@shared/contract/review'
import * as session from '@shared/contract/session'
import * as solution from '@shared/contract/solution'
import * as tracker from '@shared/contract/tracker'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { SEED } from '../wecom/world/seed'
import { openStage, type Actor, type Stage } from './stage'

const YUNQI = 'yunqi' as ProviderId
const HUADONG = SEED.corps[0]?.corpId ?? ''
const HAICHUAN = SEED.corps[1]?.corpId ?? ''
const [CRM, PATROL] =
  SEED.providers[0]?.suites.filter((s) => s.kind === 'template').map((s) => s.suiteId as SuiteId) ?? []
if (!CRM || !PATROL) throw new Error('the seed has no templates')

const tokenOf = (link: string) => link.split('/').at(-1) ?? ''

describe('the first day', () => {
  let stage: Stage
  let manager: Actor
  beforeEach(async () => {
    stage = await openStage()
    manager = await stage.staff('yunqi', 'suqing')
    await stage.laptop.wecom.control('seat.set', { seat: 'seat-a', corpId: HUADONG, userId: 'lixiang' })
  })
  afterEach(() => stage.close())

  const invite = () =>
    manager.call(invitation.create, { customerName: '华东零售', templates: [{ suiteId: CRM }, { suiteId: PATROL }] })

  /** Scans with WeCom's own scanner and presses 同意授权. */
  async function authorise(text: string) {
    const scanned = await stage.laptop.wecom.control('client.scan', { seat: 'seat-a', text })
    await stage.laptop.wecom.control('client.authorize', { seat: 'seat-a', url: scanned.openUrl ?? '' })
    await stage.laptop.wecom.settled()
  }

  async function authoriseBoth() {
    const made = await invite()
    const link = { provider: YUNQI, token: tokenOf(made.link) }
    const qr = await stage.nobody.call(invitation.authQr, link)
    await authorise(qr.url)
    const opened = await stage.nobody.call(invitation.open, link)
    return { made, link, opened }
  }

  async function installSignInSuite() {
    const signIn = SEED.providers[0]?.suites.find((s) => s.kind === 'signIn')
    const provider = stage.laptop.services().registry.provider(YUNQI)
    const suiteId = (await provider)?.signInSuiteId
    expect(signIn?.suiteId).toBe(suiteId)
  }

  it('shows the seeded suites with live tickets', async () => {
    const { suites } = await manager.call(registry.list, {})
    expect(suites.map((s) => s.use)).toEqual(['signIn', 'webLogin', 'customer', 'customer'])
    expect(suites.every((s) => s.ticketAt !== undefined)).toBe(true)
  })

  it('makes an invitation whose link opens without sign-in and says who asks for what and why', async () => {
    const made = await invite()
    expect(made.link).toMatch(/\/l\/yunqi\/[a-z2-7]{26}$/)
    const opened = await stage.nobody.call(invitation.open, { provider: YUNQI, token: tokenOf(made.link) })
    expect(opened).toMatchObject({ provider: { name: '云起科技' }, ownerName: '苏晴', phase: 'waiting' })
    expect(opened.items.map((item) => item.kind)).toEqual(['suite', 'template', 'template'])
    expect(opened.items.every((item) => item.reason.length > 0)).toBe(true)
  })

  it('goes from a scanned WeCom QR to done only after the probe, for every template', async () => {
    const { opened } = await authoriseBoth()
    expect(opened.phase).toBe('done')
    for (const item of opened.items.filter((i) => i.kind === 'template')) {
      expect(item.install).toMatchObject({ corpName: '华东零售', generation: 1, status: 'active' })
      expect(Object.keys(item.install?.doneAt ?? {})).toEqual(
        expect.arrayContaining(['authorised', 'exchanged', 'infoRead', 'tokenHad', 'probed']),
      )
      expect(item.install?.publishStatus).toMatchObject({ value: 0, basis: 'observed' })
    }
    const { items } = await manager.call(corp.list, {})
    expect(items.map((i) => i.appName).sort()).toEqual(['客户旅程 CRM', '门店巡检'].sort())
  })

  it('installs the sign-in suite through its own QR and ties it to the invitation', async () => {
    await installSignInSuite()
    const made = await invite()
    const link = { provider: YUNQI, token: tokenOf(made.link) }
    const { picture } = await stage.nobody.call(invitation.signInSuiteQr, link)
    expect(picture).toMatch(/^data:image\/png;base64,/)
  })

  it('reuses the WeCom QR while it has more than a day and renews it before it dies', async () => {
    const made = await invite()
    const link = { provider: YUNQI, token: tokenOf(made.link) }
    const first = await stage.nobody.call(invitation.authQr, link)
    expect((await stage.nobody.call(invitation.authQr, link)).url).toBe(first.url)
    await stage.advance(9.5 * 24 * 3_600_000)
    expect((await stage.nobody.call(invitation.authQr, link)).url).not.toBe(first.url)
  })

  it('knows the admin who authorised, and nobody else, as an admin', async () => {
    await authoriseBoth()
    const admin = await stage.member('yunqi', HUADONG, 'lixiang')
    expect(await admin.call(session.refresh, {})).toMatchObject({
      side: 'customer',
      proof: 'authorisingUser',
      corpName: '华东零售',
    })
    expect(await admin.call(inbox.list, {})).toEqual({ items: [] })
    const clerk = await stage.member('yunqi', HUADONG, 'chenchen')
    await expect(clerk.call(inbox.list, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const stranger = await stage.member('yunqi', HAICHUAN, 'fanghai')
    await expect(stranger.call(inbox.list, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('refuses a used login code, a foreign state, a garbled and a foreign link', async () => {
    const { code } = await stage.laptop.wecom.control('client.miniProgramLogin', {
      suiteId: SEED.providers[0]?.suites[0]?.suiteId ?? '',
      corpId: HUADONG,
      userId: 'lixiang',
    })
    await stage.nobody.call(session.signIn, { provider: YUNQI, via: 'miniProgram', code })
    await expect(
      stage.nobody.call(session.signIn, { provider: YUNQI, via: 'miniProgram', code }),
    ).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    })
    await expect(
      stage.nobody.call(session.signIn, {
        provider: YUNQI,
        via: 'webLogin',
        code: 'abc',
        state: 'a'.repeat(32),
        verifier: 'b'.repeat(32),
      }),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    const made = await invite()
    const token = tokenOf(made.link)
    await expect(stage.nobody.call(invitation.open, { provider: 'qinghe' as ProviderId, token })).rejects.toMatchObject(
      { code: 'NOT_FOUND' },
    )
    await expect(stage.nobody.call(invitation.open, { provider: YUNQI, token: token.slice(1) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
  })

  it('says so when an invitation was revoked', async () => {
    const made = await invite()
    await manager.call(invitation.revoke, { id: made.id })
    await expect(
      stage.nobody.call(invitation.open, { provider: YUNQI, token: tokenOf(made.link) }),
    ).rejects.toMatchObject({ code: 'ILLEGAL_STATE', details: { reason: 'revoked' } })
  })

  it('keeps one provider from the other', async () => {
    const made = await invite()
    const other = await stage.staff('qinghe', 'guhe')
    await expect(other.call(invitation.get, { id: made.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await other.call(invitation.list, {})).toEqual({ items: [] })
  })

  describe('after authorisation', () => {
    const asked = [
      {
        key: 'contact:sensitive:mobile',
        reason: '给导购自动补全手机号',
        feature: '客户跟进',
        isMustHave: true,
        withoutIt: '导购要手工录入手机号',
      },
      {
        key: 'externalcontact:base:base',
        reason: '读取客户列表用于跟进',
        feature: '客户跟进',
        isMustHave: true,
        withoutIt: '看不到客户列表',
      },
      {
        key: 'calendar:base:base',
        reason: '把回访写进日程提醒',
        feature: '回访提醒',
        isMustHave: false,
        withoutIt: '回访不会出现在日程里',
      },
    ]
    let app: { corpId: CorpId; suiteId: SuiteId }

    beforeEach(async () => {
      await authoriseBoth()
      const { items } = await manager.call(corp.list, {})
      const crm = items.find((i) => i.suiteId === CRM)
      app = { corpId: crm?.corpId ?? ('' as CorpId), suiteId: CRM as SuiteId }
      await stage.laptop.wecom.control('console.startDevelopment', { suiteId: CRM as string, corpId: HUADONG })
      await stage.advance(30_000)
    })

    it('asks, lets the admin choose, files exactly that set and observes the agreement', async () => {
      const admin = await stage.member('yunqi', HUADONG, 'lixiang')
      const draft = await manager.call(permission.ask, { ...app, items: asked })
      expect(draft.request).toMatchObject({ no: 1, state: 'draft' })
      expect((await admin.call(inbox.list, {})).items).toMatchObject([{ kind: 'confirmPermissions', askedBy: '苏晴' }])
      await expect(manager.call(permission.file, { ...app, no: 1 })).rejects.toMatchObject({
        details: { reason: 'notConsulted' },
      })
      const chosen = [asked[0]?.key ?? '', asked[1]?.key ?? '']
      await expect(
        admin.call(permission.choose, { suiteId: CRM as SuiteId, no: 1, chosen: chosen.slice(1) }),
      ).rejects.toMatchObject({ details: { reason: 'mustHaveLeftOut' } })
      await admin.call(permission.choose, { suiteId: CRM as SuiteId, no: 1, chosen })
      expect((await admin.call(inbox.list, {})).items).toEqual([])
      const { requestId } = await stage.laptop.wecom.control('console.requestPermissions', {
        suiteId: CRM as string,
        corpId: HUADONG,
        permissions: chosen,
      })
      await manager.call(permission.file, { ...app, no: 1 })
      await stage.laptop.wecom.control('client.permissionAnswer', { seat: 'seat-a', requestId, answer: 'agree' })
      await stage.laptop.wecom.settled()
      const seen = await admin.call(permission.open, { suiteId: CRM as SuiteId })
      expect(seen.request).toMatchObject({ state: 'agreed', chosen })
      expect(seen.effective).toMatchObject({ basis: 'observed', value: [...chosen].sort() })
      const staffSees = await manager.call(permission.get, app)
      expect(staffSees.effective?.value).toEqual(seen.effective?.value)
    })

    it('refuses a second request while one is open, and supersedes it only openly', async () => {
      await manager.call(permission.ask, { ...app, items: asked })
      await expect(manager.call(permission.ask, { ...app, items: asked.slice(0, 1) })).rejects.toMatchObject({
        details: { reason: 'requestOpen' },
      })
      const second = await manager.call(permission.ask, { ...app, items: asked.slice(0, 1), supersedes: 1 })
      expect(second.request).toMatchObject({ no: 2, state: 'draft' })
    })

    it('records a decline without touching what is in force', async () => {
      const admin = await stage.member('yunqi', HUADONG, 'lixiang')
      const draft = await manager.call(permission.ask, { ...app, items: asked })
      await admin.call(permission.decline, { suiteId: CRM as SuiteId, no: 1, remark: '手机号不方便给' })
      const after = await manager.call(permission.get, app)
      expect(after.request).toMatchObject({ state: 'declined', remark: '手机号不方便给' })
      expect(after.effective?.value).toEqual(draft.effective?.value)
    })

    it('says that a corp without the sign-in suite cannot be reached, with text to copy', async () => {
      await manager.call(permission.ask, { ...app, items: asked })
      const answer = await manager.call(permission.remind, { ...app, no: 1 })
      expect(answer.outcome).toBe('unreachable')
      expect(answer.copyText).toContain('云起科技')
    })

    it('follows the launch and the visible range in the tracker, observed', async () => {
      const key = { suiteId: CRM as string, corpId: HUADONG }
      await stage.laptop.wecom.control('console.submitApp', key)
      await stage.laptop.wecom.control('review.approve', key)
      await stage.laptop.wecom.control('console.launch', key)
      await stage.advance(60_000)
      const launched = await manager.call(tracker.get, app)
      expect(launched.steps.find((s) => s.key === 'launched')).toMatchObject({ state: 'done', basis: 'observed' })
      await stage.laptop.wecom.control('client.setRange', {
        seat: 'seat-a',
        suiteId: CRM as string,
        users: ['lixiang', 'chenchen', 'zhoumin'],
      })
      await stage.laptop.wecom.settled()
      const ranged = await manager.call(tracker.get, app)
      expect(ranged.steps.find((s) => s.key === 'rangeSet')).toMatchObject({
        state: 'done',
        basis: 'observed',
        detail: { users: 3 },
      })
    })

    it('lets an admin with proof write one review that is shown at once, and nobody else', async () => {
      const owner = await stage.staff('yunqi', 'linyizhou')
      const made = await owner.call(solution.save, {
        name: '门店经营',
        overview: '连锁零售的企业微信经营方案',
        text: '',
        linkedApps: [CRM as SuiteId],
      })
      await owner.call(solution.publish, { id: made.id })
      const invited = await owner.call(review.invite, {
        solutionId: made.id,
        suiteId: CRM as SuiteId,
        plainCorpId: HUADONG,
      })
      expect(invited.corpBasis).toBe('observed')
      const link = { provider: YUNQI, token: tokenOf(invited.link) }
      const text = '上线两周，导购跟进客户的记录完整多了，店长每天都在看。'
      await expect(stage.nobody.call(review.write, { ...link, stars: 5, text })).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      })
      const clerk = await stage.member('yunqi', HUADONG, 'chenchen')
      await expect(clerk.call(review.write, { ...link, stars: 5, text })).rejects.toMatchObject({
        details: { reason: 'notAdmin' },
      })
      const stranger = await stage.member('yunqi', HAICHUAN, 'fanghai')
      await expect(stranger.call(review.write, { ...link, stars: 5, text })).rejects.toMatchObject({
        details: { reason: 'wrongCorp' },
      })
      const admin = await stage.member('yunqi', HUADONG, 'lixiang')
      await expect(
        admin.call(review.write, { ...link, stars: 5, text: `${text}<script>alert(1)</script>` }),
      ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
      await expect(admin.call(review.write, { ...link, stars: 5, text: '好'.repeat(501) })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      })
      await admin.call(review.write, { ...link, stars: 5, text })
      const page = await stage.nobody.call(solution.page, { provider: YUNQI, id: made.id })
      expect(page).toMatchObject({
        reviewCount: 1,
        starAverage: 5,
        reviews: [{ text, proof: 'authorisingUser', corpName: '华东零售' }],
      })
      await expect(admin.call(review.write, { ...link, stars: 4, text })).rejects.toMatchObject({
        details: { reason: 'alreadyWritten' },
      })
    })

    it('refuses a review after its invitation has expired, and after the corp cancelled', async () => {
      const owner = await stage.staff('yunqi', 'linyizhou')
      const made = await owner.call(solution.save, {
        name: '门店经营',
        overview: '连锁零售的企业微信经营方案',
        text: '',
        linkedApps: [CRM as SuiteId],
      })
      const invited = await owner.call(review.invite, {
        solutionId: made.id,
        suiteId: CRM as SuiteId,
        plainCorpId: HUADONG,
      })
      const link = { provider: YUNQI, token: tokenOf(invited.link) }
      const text = '上线两周，导购跟进客户的记录完整多了。'
      await stage.laptop.wecom.control('client.cancelAuth', { seat: 'seat-a', suiteId: CRM as string })
      await stage.advance(5_000)
      const admin = await stage.member('yunqi', HUADONG, 'lixiang')
      await expect(admin.call(review.write, { ...link, stars: 5, text })).rejects.toMatchObject({
        details: { reason: 'authCancelled' },
      })
      await stage.advance(31 * 24 * 3_600_000)
      expect(await stage.nobody.call(review.open, link)).toMatchObject({ refusal: 'expired' })
    })
  })
})
