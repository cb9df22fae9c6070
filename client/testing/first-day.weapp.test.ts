/** Story steps 1-4 in the built mini-program, against the whole laptop on free ports. */
import path from 'node:path'
import * as invitation from '@shared/contract/invitation'
import type { SuiteId } from '@shared/wecom/ids'
import { openStage, type Stage } from '@sandbox/stories/stage'
import { SEED } from '@sandbox/wecom/world/seed'
import { fakeWx, type FakeWxOptions } from './weapp/fake-wx'
import { closeWeapps, launchWeapp, type WeappSession } from './weapp/launch'

const dist = path.resolve(__dirname, '../../dist/weapp')
jest.setTimeout(60_000)

const HUADONG = SEED.corps[0]?.corpId ?? ''
const TEMPLATES = (SEED.providers[0]?.suites ?? []).filter((suite) => suite.kind === 'template')

describe('the first day in the mini-program', () => {
  let stage: Stage
  let app: WeappSession
  let link: string

  beforeEach(async () => {
    stage = await openStage()
    await stage.laptop.wecom.control('seat.set', { seat: 'seat-a', corpId: HUADONG, userId: 'lixiang' })
    const manager = await stage.staff('yunqi', 'suqing')
    const made = await manager.call(invitation.create, {
      customerName: '华东零售',
      templates: TEMPLATES.map(({ suiteId }) => ({ suiteId: suiteId as SuiteId })),
    })
    link = made.link
  })
  afterEach(async () => {
    closeWeapps()
    await stage.close()
  })

  const start = async (options: Partial<FakeWxOptions> & { path?: string; query?: Record<string, string> } = {}) => {
    const { path: first, query, ...fake } = options
    const holder = { wecomUrl: stage.laptop.wecom.url, corpId: HUADONG, userId: 'lixiang' }
    app = await launchWeapp({
      dist,
      fake: fakeWx({ api: stage.laptop.url, holder, ...fake }),
      ...(first === undefined ? {} : { path: first }),
      ...(query === undefined ? {} : { query }),
    })
  }

  it('leads from our scanned code over WeCom’s own scanner to done, which only the probe brings', async () => {
    await start({ path: 'pages/scan/index', scans: [link] })
    await app.tap({ id: 'scan' })
    await app.says('为华东零售开通 2 个应用')
    for (const { name } of TEMPLATES) await app.says(name)
    await app.tap({ id: 'begin' })
    await app.says('保存图片')
    await app.tap({ text: '先跳过这一步' })
    await app.says('工作台里没有入口')
    await app.tap({ text: '跳过', tag: 'button' })
    await app.says('用企业微信的“扫一扫”授权')

    await app.tap({ text: '保存图片' })
    await app.until(() => app.device.album.length === 1, 'picture in the album')
    const qr = await stage.nobody.call(invitation.authQr, {
      provider: 'yunqi',
      token: link.split('/').at(-1) ?? '',
    })
    const scanned = await stage.laptop.wecom.control('client.scan', { seat: 'seat-a', text: qr.url })
    await stage.laptop.wecom.control('client.authorize', { seat: 'seat-a', url: scanned.openUrl ?? '' })
    await stage.laptop.wecom.settled()
    await app.says('全部完成')
    expect(app.findAll({ text: '验证应用可用（已完成）' })).toHaveLength(2)

    await app.tap({ text: '查看我的待办' })
    await app.until(() => app.route === 'customer/inbox/index', 'inbox')
    await app.says('没有待办')
  })

  it('opens a link handed over by WeCom as `q`', async () => {
    await start({ query: { q: encodeURIComponent(link) } })
    await app.says('为华东零售开通 2 个应用')
  })

  it('is forwarded with the name of who asks and the whole link', async () => {
    await start({ query: { q: encodeURIComponent(link) } })
    await app.says('为华东零售开通 2 个应用')
    expect(await app.share()).toEqual({
      title: '云起科技 的授权邀请',
      path: `/customer/link/index?provider=yunqi&token=${link.split('/').at(-1) ?? ''}`,
    })
  })

  it.each([
    [
      'WeCom’s own code, which only WeCom’s scanner opens',
      'https://open.work.weixin.qq.com/3rdapp/customized/auth?x=1',
      '只有企业微信的“扫一扫”能打开它',
    ],
    ['a code of somebody else', 'https://example.com/l/yunqi/short', '没认出这个二维码或链接'],
  ])('says what to do with %s', async (_what, text, words) => {
    await start({ path: 'pages/scan/index', scans: [text] })
    await app.tap({ id: 'scan' })
    await app.says(words)
    expect(app.route).toBe('pages/scan/index')
  })

  it('stays where it is when the scanner is closed', async () => {
    await start({ path: 'pages/scan/index' })
    await app.tap({ id: 'scan' })
    expect(app.text()).not.toContain('没认出')
  })

  it('takes a pasted link, and refuses a wrong one without saying whether it ever existed', async () => {
    await start({ path: 'pages/scan/index' })
    await app.input({ id: 'link' }, 'https://accord.example/l/yunqi/abcdefghijklmnopqrstuvwxyz')
    await app.tap({ id: 'open-link' })
    await app.says('没有找到')
  })
})

describe('signing in', () => {
  let stage: Stage
  let app: WeappSession

  beforeEach(async () => {
    stage = await openStage()
  })
  afterEach(async () => {
    closeWeapps()
    await stage.close()
  })

  it('happens by itself inside WeCom, and a member who is no admin learns who can help', async () => {
    const holder = { wecomUrl: stage.laptop.wecom.url, corpId: HUADONG, userId: 'chenchen' }
    const storage = { 'accord:provider': 'yunqi' }
    app = await launchWeapp({ dist, fake: fakeWx({ api: stage.laptop.url, holder, storage }) })
    await app.until(() => app.route === 'customer/inbox/index', 'inbox')
    await app.says('这件事需要应用管理员来办')
  })

  it('asks to open WeCom where there is no wx.qy, and offers nobody to be in a production build', async () => {
    app = await launchWeapp({ dist, fake: fakeWx({ api: stage.laptop.url, storage: { 'accord:provider': 'yunqi' } }) })
    await app.says('请在企业微信中打开')
    expect(app.text()).not.toContain('以某人身份登录')
    await app.tap({ text: '我有邀请链接' })
    await app.until(() => app.route === 'pages/scan/index', 'scan page')
  })
})
