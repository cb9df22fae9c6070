/** R10 on the pages of the second half of the first day, in Chromium: axe in both themes, keyboard, 200 %, narrow phones. */
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { systemClock } from '@cloud/runtime/clock'
import * as corp from '@shared/contract/corp'
import * as invitation from '@shared/contract/invitation'
import * as permission from '@shared/contract/permission'
import * as review from '@shared/contract/review'
import * as solution from '@shared/contract/solution'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { axeScan, screenshot } from '@sandbox/browser/inspect'
import { openBrowser, type TestBrowser } from '@sandbox/browser/launch'
import { openStage, type Actor, type Stage } from '@sandbox/stories/stage'
import { SEED } from '@sandbox/wecom/world/seed'
import { beyondView, mouseOnly } from './page-faults'

const HUADONG = SEED.corps[0]?.corpId ?? ''
const CRM = (SEED.providers[0]?.suites.find((suite) => suite.kind === 'template')?.suiteId ?? '') as SuiteId
const YUNQI = 'yunqi' as ProviderId

/** An address, and words that only its loaded content says. */
type Spot = readonly [hash: string, words: string]

describe('the pages of permissions, progress, solutions and reviews', () => {
  let stage: Stage
  let owner: Actor
  let browser: TestBrowser
  let desk: Page
  let phone: Page
  let corpId: CorpId
  let solutionId = ''
  let reviewHash = ''

  /** Opens a page and waits for words that only its content says. */
  const open = async (page: Page, hash: string, words?: string) => {
    await page.goto(`${stage.laptop.url}/app/#${hash}`)
    await page.locator('h1:visible').first().waitFor()
    if (words !== undefined) await page.getByText(words, { exact: true }).locator('visible=true').first().waitFor()
  }

  beforeAll(async () => {
    const h5 = resolve('dist/h5')
    stage = await openStage({ clock: systemClock, hasTimer: true, pages: { h5, desk: h5 } })
    const { wecom } = stage.laptop
    await wecom.control('seat.set', { seat: 'seat-a', corpId: HUADONG, userId: 'lixiang' })
    owner = await stage.staff('yunqi', 'linyizhou')
    const made = await owner.call(invitation.create, { customerName: '华东零售', templates: [{ suiteId: CRM }] })
    const link = { provider: YUNQI, token: made.link.split('/').at(-1) ?? '' }
    const qr = await stage.nobody.call(invitation.authQr, link)
    const scanned = await wecom.control('client.scan', { seat: 'seat-a', text: qr.url })
    await wecom.control('client.authorize', { seat: 'seat-a', url: scanned.openUrl ?? '' })
    await wecom.settled()
    await stage.nobody.call(invitation.open, link)
    const [row] = (await owner.call(corp.list, {})).items
    if (!row) throw new Error('nothing was installed')
    corpId = row.corpId
    await wecom.control('console.startDevelopment', { suiteId: CRM, corpId: HUADONG })
    const saved = await owner.call(solution.save, {
      name: '门店客户经营',
      overview: '给连锁零售的导购，在企业微信里回访客户',
      text: '导购离职，客户也跟着走。\n\n用了以后，到点提醒回访。',
      linkedApps: [CRM],
    })
    solutionId = saved.id
    await owner.call(solution.publish, { id: solutionId })
    const invited = await owner.call(review.invite, { solutionId, suiteId: CRM, plainCorpId: HUADONG })
    reviewHash = `/customer/review/index?provider=yunqi&token=${invited.link.split('/').at(-1)}`
    browser = await openBrowser()
    desk = await browser.newPage({ width: 1280, height: 800 })
    phone = await browser.newPage({ mobile: true })
    await phone.addInitScript(() => (window.name = 'seat-a'))
  })
  afterAll(async () => {
    await browser.close()
    await stage.close()
  })

  const appQuery = () => `corp=${corpId}&suite=${CRM}`

  it('sign both sides in, each back to where she wanted to go', async () => {
    await desk.goto(`${stage.laptop.url}/app/#/console/permission/index?provider=yunqi&${appQuery()}`)
    await desk.getByRole('button', { name: '用企业微信扫码登录' }).click()
    await desk.getByText('林一舟').first().click()
    await desk.getByRole('heading', { name: '客户旅程 CRM的权限', level: 1 }).waitFor()
    await phone.goto(`${stage.laptop.url}/app/#${reviewHash}`)
    await phone.getByRole('link', { name: '用企业微信登录后写评价' }).click()
    await phone.getByRole('button', { name: '用企业微信登录' }).click()
    await phone.getByText('授权人').waitFor()
  })

  it('ask for a permission by keyboard alone', async () => {
    await open(desk, `/console/permission/index?${appQuery()}`)
    await desk.getByLabel('搜索权限名称或标识').focus()
    await desk.keyboard.type('手机号')
    const wanted = desk.getByRole('checkbox', { name: /^手机号/ })
    for (let presses = 0; presses < 10; presses++) {
      await desk.keyboard.press('Tab')
      if (await wanted.evaluate((box) => box === document.activeElement)) break
    }
    await desk.keyboard.press('Space')
    for (const [label, words] of [
      ['为什么需要', '回访前要看到号码'],
      ['哪个功能要用', '客户回访'],
      ['没有它会怎样', '回访功能不能用'],
    ] as const) {
      await desk.getByLabel(label).focus()
      await desk.keyboard.type(words)
    }
    await desk.getByRole('button', { name: '发给客户选择' }).focus()
    await desk.keyboard.press('Enter')
    await desk.getByRole('heading', { name: '第 1 次申请' }).waitFor()
    const { request } = await owner.call(permission.get, { corpId, suiteId: CRM })
    expect(request?.items.map((item) => item.key)).toEqual(['contact:sensitive:mobile'])
  })

  const consolePages = (): readonly Spot[] => [
    [`/console/customer/index?${appQuery()}`, '第 1 次，1 项'],
    [`/console/permission/index?${appQuery()}`, '第 1 次申请'],
    ['/console/solutions/index', '已发布'],
    ['/console/solution/index', '关联应用'],
    [`/console/solution/index?id=${solutionId}`, '等客户来写'],
  ]
  const phonePages = (): readonly Spot[] => [
    [`/customer/permission/index?suite=${CRM}`, '手机号'],
    ['/customer/tracker/index', '客户旅程 CRM'],
    [reviewHash, '您的评价'],
    [`/customer/solution/index?provider=yunqi&id=${solutionId}`, '客户怎么说'],
  ]

  it('have nothing serious that axe could hold against them, in both themes', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      for (const [page, hashes] of [
        [desk, consolePages()],
        [phone, phonePages()],
      ] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
        for (const [hash, words] of hashes) {
          await open(page, hash, words)
          expect({ hash, scheme, found: await axeScan(page) }).toEqual({ hash, scheme, found: [] })
        }
      }
    }
    await desk.emulateMedia({ colorScheme: 'light' })
    await phone.emulateMedia({ colorScheme: 'light' })
  })

  it('answer clicks only on elements that the keyboard reaches too', async () => {
    for (const [page, hashes] of [
      [desk, consolePages()],
      [phone, phonePages()],
    ] as const) {
      for (const [hash, words] of hashes) {
        await open(page, hash, words)
        expect({ hash, found: await page.evaluate(mouseOnly) }).toEqual({ hash, found: [] })
      }
    }
  })

  it('fit at 200 % and on the narrowest phones without sideways scrolling', async () => {
    for (const [page, hashes, size] of [
      [desk, consolePages(), { width: 640, height: 400 }],
      [phone, phonePages(), { width: 320, height: 568 }],
    ] as const) {
      await page.setViewportSize(size)
      for (const [hash, words] of hashes) {
        await open(page, hash, words)
        expect({ hash, found: await page.evaluate(beyondView) }).toEqual({ hash, found: [] })
      }
    }
    await desk.setViewportSize({ width: 1280, height: 800 })
    await phone.setViewportSize({ width: 375, height: 720 })
  })

  it('open sheets that axe has nothing against, close them on Esc and give the focus back', async () => {
    for (const [page, [hash, words], name] of [
      [desk, [`/console/permission/index?${appQuery()}`, '第 1 次申请'], '客户已口头拒绝'],
      [desk, [`/console/solution/index?id=${solutionId}`, '等客户来写'], '二维码'],
      [phone, [`/customer/permission/index?suite=${CRM}`, '手机号'], '暂不同意'],
    ] as const) {
      await open(page, hash, words)
      const button = page.getByRole('button', { name }).locator('visible=true').first()
      await button.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor()
      expect({ name, found: await axeScan(page) }).toEqual({ name, found: [] })
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
    }
  })

  it('take a review by keyboard and show it to both sides at once', async () => {
    await open(desk, `/console/solution/index?id=${solutionId}`)
    await desk.getByText('等客户来写').waitFor()
    await open(phone, reviewHash)
    await phone.getByRole('radio', { name: /^1 星/ }).focus()
    await phone.keyboard.press('Space')
    for (let star = 1; star < 5; star++) await phone.keyboard.press('ArrowRight')
    expect(await phone.getByRole('radio', { name: /^5 星/ }).isChecked()).toBe(true)
    await phone.getByLabel('用下来怎么样').fill('导购每天打开侧边栏就知道该回访谁，很省事')
    await phone.getByRole('button', { name: '提交评价' }).press('Enter')
    await phone.getByText('您的评价已经公开').waitFor()
    await screenshot(phone, 'phone-solution')
    await desk.getByText('导购每天打开侧边栏就知道该回访谁，很省事').waitFor()
    await screenshot(desk, 'console-solution')
  })

  it('complained about nothing and asked nobody outside this machine', () => {
    browser.assertQuiet()
  })
})
