/** The first day, played in Chromium at the desk: console, phone and WeCom panel, with a picture of every step. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, type TestBrowser } from '../browser/launch'
import { axeScan, screenshot } from '../browser/inspect'
import { buildDesk } from '../desk/build'
import { startLaptop, type Laptop } from '../laptop/laptop'
import { SEED } from '../wecom/world/seed'
import { deskPlayer, sees, type DeskPlayer } from './desk-player'

/** Name, reason, feature, consequence, must-have. */
const ASKED = [
  ['手机号', '用来给顾客打电话回访', '客户跟进', '导购要手工录入手机号', true],
  ['成员姓名', '在报表里显示导购是谁', '门店报表', '报表里只能看到编号', true],
  ['审批', '把大额折扣送去审批', '折扣审批', '折扣要在线下签字', false],
] as const

const REVIEW = '上线两周，导购跟进客户的记录完整多了，店长每天都在看。'

describe('the first day at the desk', () => {
  let dir: string
  let laptop: Laptop
  let browser: TestBrowser
  let page: Page
  let desk: DeskPlayer
  let link = ''
  const panel = () => page.getByRole('complementary', { name: '企业微信侧' })
  const app = () => panel().getByRole('article', { name: '华东零售 客户旅程 CRM' })

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'accord-desk-'))
    const deskDir = join(dir, 'desk')
    await buildDesk(deskDir)
    laptop = await startLaptop({ port: 0, wecomPort: 0, dir, pages: { h5: resolve('dist/h5'), desk: deskDir } })
    browser = await openBrowser()
    page = await browser.newPage({ width: 1600, height: 950 })
    page.setDefaultTimeout(30_000)
    await page.goto(`${laptop.url}/`)
    desk = deskPlayer(page)
  })
  afterAll(async () => {
    await browser.close()
    await laptop.close()
    await rm(dir, { recursive: true, force: true })
  })

  it('1. the project manager signs in and sees the seeded suites', async () => {
    await desk.signInStaff('苏晴')
    await desk.console.getByText('客户旅程 CRM').first().waitFor()
    await screenshot(page, 'first-day-1-console')
  })

  it('1. she invites 华东零售 to both templates and gets a stable link and QR', async () => {
    await desk.console
      .getByRole('link', { name: '新建邀请' })
      .or(desk.console.getByRole('button', { name: '新建邀请' }))
      .first()
      .click()
    await desk.console.getByLabel('客户名称').fill('华东零售')
    for (const name of [/客户旅程 CRM/, /门店巡检/])
      await desk.console.getByRole('checkbox', { name }).check({ force: true })
    await desk.console.getByRole('button', { name: /邀请/ }).last().click()
    await desk.console.getByRole('img', { name: '华东零售的邀请二维码' }).waitFor()
    const text = await desk.console.locator('body').innerText()
    link = /http:\S+\/l\/yunqi\/\w{26}/.exec(text)?.[0] ?? ''
    expect(link).not.toBe('')
    await screenshot(page, 'first-day-2-invitation')
  })

  it('2. the admin scans our QR from the screen and sees who asks for what and why', async () => {
    await desk.scanOnScreen(/\/l\/yunqi\//)
    await desk.view.getByRole('heading', { name: /为华东零售开通/ }).waitFor()
    await desk.view.getByText('苏晴').first().waitFor()
    await screenshot(page, 'first-day-3-asked')
    expect(await axeScan(page)).toEqual([])
    await desk.view.getByRole('button', { name: /开始授权/ }).click()
  })

  it('2. she adds the sign-in suite with WeCom’s own scanner', async () => {
    await desk.view.getByRole('button', { name: '保存图片' }).click()
    await desk.scanFromAlbum()
    await desk.view.getByRole('button', { name: '同意授权' }).click()
    await desk.view.getByText('授权成功').waitFor()
    await screenshot(page, 'first-day-4-sign-in-suite')
  })

  it('3. she gets the fresh WeCom QR, opens it with WeCom’s scanner and confirms', async () => {
    await desk.scanText(link)
    await desk.view.getByRole('img', { name: '企业微信授权二维码' }).waitFor()
    await screenshot(page, 'first-day-5-wecom-qr')
    await desk.view.getByRole('button', { name: '保存图片' }).click()
    await desk.scanFromAlbum()
    await desk.view.getByText('门店巡检').first().waitFor()
    await screenshot(page, 'first-day-6-sheet')
    await desk.view.getByRole('button', { name: '同意授权' }).click()
    await desk.view.getByText('授权成功').waitFor()
  })

  it('4. console and phone show every step and "done" only after the probe', async () => {
    await desk.scanText(link)
    await desk.view
      .getByText(/已连通|已完成/)
      .first()
      .waitFor()
    await desk.console.getByText('已连通').nth(2).waitFor()
    await screenshot(page, 'first-day-7-done')
    expect(await axeScan(page)).toEqual([])
  })

  it('5. the panel starts development, and the manager asks for three permissions with reasons', async () => {
    await app().getByRole('button', { name: '开始代开发应用' }).click()
    await app().getByText('开发中').waitFor()
    await desk.console.getByRole('link', { name: '客户', exact: true }).click()
    await desk.console.getByRole('row').filter({ hasText: '客户旅程 CRM' }).getByRole('link').first().click()
    await desk.console.getByRole('link', { name: '申请权限' }).click()
    for (const asked of ASKED) await ask(asked)
    await screenshot(page, 'first-day-8-ask')
    await desk.console.getByRole('button', { name: '发给客户选择' }).click()
    await sees(desk.console, '等客户选择')
  })

  it('5. the admin finds a card in her inbox and keeps the optional one off', async () => {
    await desk.openMiniProgram()
    await desk.view.getByRole('button', { name: '用企业微信登录' }).click()
    await sees(desk.view, /申请 3 项权限，其中 2 项必需/)
    await screenshot(page, 'first-day-9-inbox')
    expect(await axeScan(page)).toEqual([])
    await desk.view.getByText('去确认').click()
    const optional = desk.view.getByRole('switch').first()
    await optional.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    await optional.click({ force: true })
    await screenshot(page, 'first-day-10-choose')
    await desk.view.getByRole('button', { name: '就按这样（2 项）' }).click()
    await sees(desk.view, '等服务商提交')
  })

  it('5. the manager files exactly that set in WeCom and says so', async () => {
    await sees(desk.console, '轮到我们')
    await app().getByRole('button', { name: '申请权限' }).click()
    for (const name of [/^成员手机号/, /^成员姓名/]) await app().getByRole('checkbox', { name }).check()
    await app().getByRole('button', { name: '保存，通知客户确认' }).click()
    await desk.console.getByRole('button', { name: '我已在企业微信提交' }).click()
    await desk.console.getByRole('button', { name: '已提交', exact: true }).click()
    await sees(desk.view, '请到企业微信里同意')
    await screenshot(page, 'first-day-11-filed')
  })

  it('8. a reminder reaches the admins through the sign-in suite', async () => {
    await desk.console.getByRole('button', { name: '提醒管理员' }).click()
    await sees(desk.console, /企业微信已接收，发给 2 位管理员/)
    await desk.closeWeb()
    await desk.phone.getByRole('tab', { name: '消息' }).click()
    await desk.phone
      .getByRole('button', { name: /权限等你确认/ })
      .first()
      .click()
    await screenshot(page, 'first-day-12-reminder')
    await desk.phone.getByRole('button', { name: '返回' }).click()
  })

  it("5. she agrees in WeCom's own sheet, and both sides show the effective set as observed", async () => {
    await desk.phone
      .getByRole('button', { name: /申请权限变更/ })
      .first()
      .click()
    await desk.phone.getByRole('button', { name: '查看并确认' }).click()
    await screenshot(page, 'first-day-13-wecom-asks')
    await desk.phone.getByRole('button', { name: '同意' }).click()
    await sees(desk.console, '客户已同意')
    await sees(desk.console, '2 项生效')
    await desk.phone.getByRole('button', { name: '返回' }).click()
    await desk.openMiniProgram()
    await desk.view
      .getByText(/没有|办完|都好了/)
      .first()
      .waitFor()
    await screenshot(page, 'first-day-14-agreed')
  })

  it('6. the app is launched, she sets the visible range, the tracker shows it from the observed privilege', async () => {
    await app().getByRole('button', { name: '提交上线审核' }).click()
    await panel()
      .getByRole('tab', { name: /审核团队/ })
      .click()
    await panel().getByRole('button', { name: '通过', exact: true }).click()
    await panel().getByText('没有待审核的内容').waitFor()
    await panel().getByRole('tab', { name: '服务商后台' }).click()
    await app().getByRole('button', { name: '上线应用' }).click()
    await app().getByText('已上线').waitFor()
    await desk.closeWeb()
    await desk.phone.getByRole('tab', { name: '消息' }).click()
    await desk.phone
      .getByRole('button', { name: /已上线/ })
      .first()
      .click()
    await desk.phone.getByRole('button', { name: /设置可见范围/ }).click()
    await desk.phone.getByRole('button', { name: '修改可见范围' }).click()
    await desk.phone.getByLabel('信息部').check()
    await desk.phone.getByRole('button', { name: '保存范围' }).click()
    await desk.phone.getByText('信息部').first().waitFor()
    await page.keyboard.press('Escape')
    await desk.phone.getByRole('button', { name: '返回' }).click()
    await desk.console
      .getByRole('link', { name: /华东零售/ })
      .first()
      .click()
    await sees(desk.console, '全部完成')
    await screenshot(page, 'first-day-15-tracker')
    expect(await axeScan(page)).toEqual([])
  })

  it('7. she reviews the solution by QR, with proof of role, and its page shows it at once', async () => {
    await desk.console.getByRole('link', { name: '方案', exact: true }).click()
    await desk.console.getByRole('row').filter({ hasText: '门店客户经营' }).getByRole('link').first().click()
    await desk.console.getByLabel('客户的企业 ID').fill(SEED.corps[0]?.corpId ?? '')
    await desk.console.getByRole('button', { name: '生成评价链接' }).click()
    await sees(desk.console, '企业已核实')
    await desk.console.getByRole('button', { name: '二维码' }).first().click()
    await desk.scanOnScreen(/\/r\/yunqi\//)
    await desk.view.getByRole('radio', { name: /^5 星/ }).click({ force: true })
    await desk.view.getByLabel('用下来怎么样').fill(REVIEW)
    await screenshot(page, 'first-day-16-review')
    await desk.view.getByRole('button', { name: '提交评价' }).click()
    await sees(desk.view, REVIEW)
    await sees(desk.view, '授权人')
    await screenshot(page, 'first-day-17-solution')
    expect(await axeScan(page)).toEqual([])
    browser.assertQuiet()
  })

  /** Picks a permission and says why it is needed. */
  async function ask([name, why, feature, without, isMust]: (typeof ASKED)[number]) {
    const offered = desk.console.getByRole('group', { name: '权限目录' })
    await offered
      .getByRole('checkbox', { name: new RegExp(`^${name}`) })
      .first()
      .check({ force: true })
    const row = desk.console
      .getByRole('list', { name: '要申请的权限' })
      .getByRole('listitem')
      .filter({ has: desk.console.getByRole('heading', { name }) })
    await row.getByLabel('为什么需要').fill(why)
    await row.getByLabel('哪个功能要用').fill(feature)
    await row.getByLabel('没有它会怎样').fill(without)
    const must = row.getByRole('switch', { name: '必需' })
    if ((await must.isChecked()) !== isMust) await must.click({ force: true })
  }
})
