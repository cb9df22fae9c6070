/** Story steps 5-8 in the built mini-program: permissions chosen and agreed, range set, review written; WeCom played by the stand-in. */
import path from 'node:path'
import * as corp from '@shared/contract/corp'
import * as invitation from '@shared/contract/invitation'
import * as permission from '@shared/contract/permission'
import * as review from '@shared/contract/review'
import * as solution from '@shared/contract/solution'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { openStage, type Actor, type Stage } from '@sandbox/stories/stage'
import { SEED } from '@sandbox/wecom/world/seed'
import { fakeWx, type FakeWxOptions } from './weapp/fake-wx'
import { launchWeapp, type WeappSession } from './weapp/launch'

const dist = path.resolve(__dirname, '../../dist/weapp')
jest.setTimeout(90_000)

const HUADONG = SEED.corps[0]?.corpId ?? ''
const CRM = (SEED.providers[0]?.suites.find((suite) => suite.kind === 'template')?.suiteId ?? '') as SuiteId
const MOBILE = 'contact:sensitive:mobile'
const NAME = 'contact:sensitive:user_name'
const TAG = 'externalcontact:contact:tag'

const asked = (key: string, isMustHave: boolean) => ({
  key,
  reason: '回访前要看到是谁',
  feature: '客户回访',
  isMustHave,
  withoutIt: '回访功能不能用',
})

describe('the second half of the first day in the mini-program', () => {
  let stage: Stage
  let manager: Actor
  let opened: WeappSession | undefined
  let corpId: CorpId

  beforeEach(async () => {
    stage = await openStage()
    const { wecom } = stage.laptop
    await wecom.control('seat.set', { seat: 'seat-a', corpId: HUADONG, userId: 'lixiang' })
    manager = await stage.staff('yunqi', 'suqing')
    const made = await manager.call(invitation.create, { customerName: '华东零售', templates: [{ suiteId: CRM }] })
    const link = { provider: 'yunqi' as ProviderId, token: made.link.split('/').at(-1) ?? '' }
    const qr = await stage.nobody.call(invitation.authQr, link)
    const scanned = await wecom.control('client.scan', { seat: 'seat-a', text: qr.url })
    await wecom.control('client.authorize', { seat: 'seat-a', url: scanned.openUrl ?? '' })
    await wecom.settled()
    await stage.nobody.call(invitation.open, link)
    const { items } = await manager.call(corp.list, {})
    const [row] = items
    if (!row) throw new Error('nothing was installed')
    corpId = row.corpId
    await wecom.control('console.startDevelopment', { suiteId: CRM, corpId: HUADONG })
  })
  afterEach(async () => {
    opened?.close()
    opened = undefined
    await stage.close()
  })

  const start = async (options: Partial<FakeWxOptions> & { path?: string } = {}) => {
    const { path: first, ...fake } = options
    const holder = { wecomUrl: stage.laptop.wecom.url, corpId: HUADONG, userId: 'lixiang' }
    opened = await launchWeapp({
      dist,
      fake: fakeWx({ api: stage.laptop.url, holder, storage: { 'accord:provider': 'yunqi' }, ...fake }),
      ...(first === undefined ? {} : { path: first }),
    })
    return opened
  }

  it('goes from the inbox card over her choice and WeCom’s own message to the observed set', async () => {
    await manager.call(permission.ask, {
      corpId,
      suiteId: CRM,
      items: [asked(MOBILE, true), asked(NAME, true), asked(TAG, false)],
    })
    const app = await start()
    await app.says('确认“客户旅程 CRM”的权限')
    await app.tap({ text: '去确认' })
    await app.says('请您选择 3 项权限')
    await app.says('用于“客户回访”：回访前要看到是谁')
    await app.tap({ text: '客户标签管理' })
    await app.says('就按这样（2 项）')
    await app.tap({ id: 'choose' })
    await app.says('已告诉服务商')
    expect((await manager.call(permission.get, { corpId, suiteId: CRM })).request).toMatchObject({
      state: 'consulted',
      chosen: [MOBILE, NAME],
    })

    const filed = await stage.laptop.wecom.control('console.requestPermissions', {
      suiteId: CRM,
      corpId: HUADONG,
      permissions: [MOBILE, NAME],
    })
    await manager.call(permission.file, { corpId, suiteId: CRM, no: 1 })
    await app.says('请到企业微信里同意')
    await stage.laptop.wecom.control('client.permissionAnswer', {
      seat: 'seat-a',
      requestId: filed.requestId,
      answer: 'agree',
    })
    await stage.laptop.wecom.settled()
    await app.says('您已同意')
    await app.says('2 项生效')
    expect(Math.max(...app.takePayloads())).toBeLessThanOrEqual(20_000)
  })

  it('declines with a word to the provider, and says that WeCom’s own message stays', async () => {
    await manager.call(permission.ask, { corpId, suiteId: CRM, items: [asked(MOBILE, true)] })
    await manager.call(permission.file, { corpId, suiteId: CRM, no: 1 })
    const app = await start()
    await app.tap({ text: '去确认' })
    await app.says('请到企业微信里同意')
    await app.tap({ text: '暂不同意', tag: 'button' })
    await app.says('企业微信自己发的确认消息不会因此消失')
    await app.input({ id: 'decline-remark' }, '先不给手机号')
    await app.tap({ id: 'decline' })
    await app.says('已告诉服务商：暂不同意')
    expect((await manager.call(permission.get, { corpId, suiteId: CRM })).request).toMatchObject({
      state: 'declined',
      remark: '先不给手机号',
    })
  })

  it('writes a review from a scanned code and shows it at once with the proof it was written on', async () => {
    const owner = await stage.staff('yunqi', 'linyizhou')
    const { id } = await owner.call(solution.save, {
      name: '门店客户经营',
      overview: '给连锁零售的导购回访客户',
      text: '',
      linkedApps: [CRM],
    })
    await owner.call(solution.publish, { id })
    const invited = await owner.call(review.invite, { solutionId: id, suiteId: CRM, plainCorpId: HUADONG })
    expect(invited.corpBasis).toBe('observed')
    const app = await start({ path: 'pages/scan/index', scans: [invited.link] })
    await app.tap({ id: 'scan' })
    await app.says('请您来评价')
    await app.tap({ id: 'sign-in' })
    await app.says('您的评价')
    await app.says('授权人')
    await app.tap({ id: 'star-5' })
    await app.input({ id: 'review-text' }, '很好 <script>alert(1)</script> 真的很好用')
    await app.tap({ id: 'write-review' })
    await app.says('不能包含代码或标签')
    await app.input({ id: 'review-text' }, '导购每天打开侧边栏就知道该回访谁')
    await app.tap({ id: 'write-review' })
    await app.until(() => app.route === 'customer/solution/index', 'the solution’s page')
    await app.says('您的评价已经公开')
    await app.says('导购每天打开侧边栏就知道该回访谁')
    await app.says('1 条客户评价')
  })
})
