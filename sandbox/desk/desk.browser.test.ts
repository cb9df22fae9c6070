import type { Page } from 'playwright-core'
import { axeScan, screenshot } from '../browser/inspect'
import { openBrowser, type TestBrowser } from '../browser/launch'
import { type Bench, CRM, HUADONG, SIGN_IN, startBench } from '../wecom/testing/provider'
import { openUserId } from '../wecom/world/ids'
import { startDeskHost, type DeskHost } from './testing/desk-host'

describe('the desk in a real browser', () => {
  let browser: TestBrowser
  let bench: Bench
  let host: DeskHost
  let page: Page

  const phone = () => page.getByRole('region', { name: '手机 A' })
  const panel = () => page.getByRole('complementary', { name: '企业微信侧' })
  const onPhone = () => page.frameLocator('iframe[name="seat-a"]')

  beforeAll(async () => {
    browser = await openBrowser()
    bench = await startBench()
    host = await startDeskHost(bench.stand.url)
    const link = await bench.post(
      'service/get_customized_auth_url',
      { provider_access_token: await bench.providerToken() },
      { state: 's', templateid_list: [CRM.suiteId] },
    )
    host.page('/app/', { title: '工作台', code: `${host.url}/l/yunqi/invitation` })
    host.page('/l/yunqi/invitation', { title: '云起科技的邀请', code: String(link['qrcode_url']) })
    page = await browser.newPage({ width: 1440, height: 900 })
    page.setDefaultTimeout(10_000)
    await page.goto(host.url)
  })
  afterAll(async () => {
    await browser.close()
    await host.close()
    await bench.close()
  })
  afterEach(() => browser.assertQuiet())

  it('opens with the console, a phone in the hands of an admin, and the panel', async () => {
    await phone().getByText('周敏 · 华东零售 · 超级管理员').waitFor()
    await page.frameLocator('iframe[name="seat-console"]').getByText('seat-console#/console/home/index').waitFor()
    await panel().getByText('替身 · 仅在本机').waitFor()
    expect(await axeScan(page)).toEqual([])
    await screenshot(page, 'desk')
  })

  it("scans the code shown in the console with WeCom's scanner and opens our link in the phone", async () => {
    await phone().getByRole('button', { name: '扫一扫' }).click()
    await phone()
      .getByRole('button', { name: /控制台.*invitation/ })
      .waitFor()
    expect(await axeScan(page)).toEqual([])
    await screenshot(page, 'desk-scanner')
    await phone()
      .getByRole('button', { name: /控制台.*invitation/ })
      .click()
    await onPhone().getByText('seat-a').waitFor()
    await phone().getByText('云起科技的邀请').waitFor()
  })

  it('keeps a picture held long, or downloaded by the page, in the album', async () => {
    await onPhone().getByAltText('二维码').click({ button: 'right' })
    await screenshot(page, 'desk-picture')
    await phone().getByRole('button', { name: '保存图片' }).click()
    await phone().getByText('已保存到相册').waitFor()
    host.page('/l/yunqi/other', { title: '别的', code: 'WIFI:S:office;;' })
    await onPhone()
      .getByRole('link')
      .evaluate((link: HTMLAnchorElement) => {
        link.ownerDocument.location.replace('/l/yunqi/other')
      })
    await phone().getByText('别的').waitFor()
    await onPhone().getByRole('link', { name: '保存到手机' }).click()
    await phone().getByRole('button', { name: '返回' }).click()
    await phone().getByText('云起科技的邀请').waitFor()
    await phone().getByRole('button', { name: '关闭网页' }).click()
    await phone().getByRole('tab', { name: '我' }).click()
    await phone().getByText('下载的图.png').waitFor()
    expect(await phone().getByRole('region', { name: '相册' }).getByRole('listitem').count()).toBe(2)
  })

  it('does not open what WeCom does not know', async () => {
    await phone().getByRole('button', { name: '扫一扫' }).click()
    await phone()
      .getByRole('dialog')
      .getByRole('button', { name: /下载的图/ })
      .click()
    await phone().getByText('企业微信不认识这个二维码：WIFI:S:office;;').waitFor()
    await page.keyboard.press('Escape')
    expect(await phone().getByRole('dialog').count()).toBe(0)
  })

  it("authorises from the album on WeCom's own sheet, and the story moves on by itself", async () => {
    await page.getByRole('button', { name: '3 确认授权' }).click()
    await phone().getByRole('button', { name: '扫一扫' }).click()
    await phone().getByRole('dialog').getByRole('button', { name: '二维码', exact: true }).click()
    await onPhone().getByRole('button', { name: '同意授权' }).click()
    await onPhone().getByText('授权成功').waitFor()
    await screenshot(page, 'desk-authorised')
    await onPhone().getByRole('button', { name: '完成' }).click()
    await panel().getByRole('article', { name: '华东零售 客户旅程 CRM' }).waitFor()
    await page.getByRole('navigation', { name: '第一天的故事' }).getByText('探测成功以后才显示完成').waitFor()
  })

  it('takes the app from development to launch through panel and phone', async () => {
    const app = panel().getByRole('article', { name: '华东零售 客户旅程 CRM' })
    await app.getByRole('button', { name: '开始代开发应用' }).click()
    await app.getByText('开发中').waitFor()
    await app.getByRole('button', { name: '申请权限' }).click()
    await app.getByLabel('成员姓名').check()
    await app.getByLabel('审批').check()
    await screenshot(page, 'desk-apply')
    await app.getByRole('button', { name: '保存，通知客户确认' }).click()
    await phone()
      .getByRole('button', { name: /申请权限变更/ })
      .click()
    await phone().getByRole('button', { name: '查看并确认' }).click()
    await screenshot(page, 'desk-permission')
    expect(await axeScan(page)).toEqual([])
    await phone().getByRole('button', { name: '同意' }).click()
    await phone().getByText('已同意', { exact: true }).waitFor()
    await app.getByText('已有权限 2 项').waitFor()
    await app.getByRole('button', { name: '提交上线审核' }).click()
    await panel()
      .getByRole('tab', { name: /审核团队/ })
      .click()
    await panel().getByRole('button', { name: '通过', exact: true }).click()
    await panel().getByText('没有待审核的内容').waitFor()
    await panel().getByRole('tab', { name: '服务商后台' }).click()
    await app.getByRole('button', { name: '上线应用' }).click()
    await app.getByText('已上线').waitFor()
  })

  it('lets the admin set the range from the launch message', async () => {
    await phone()
      .getByRole('button', { name: /设置可见范围/ })
      .click()
    await phone().getByRole('button', { name: '修改可见范围' }).click()
    await phone().getByLabel('信息部').check()
    await phone().getByRole('button', { name: '保存范围' }).click()
    await phone().getByText('信息部').first().waitFor()
    await screenshot(page, 'desk-range')
    await page.keyboard.press('Escape')
    await phone().getByRole('button', { name: '返回' }).click()
    await phone().getByRole('tab', { name: '工作台' }).click()
    await phone().getByRole('button', { name: '客户旅程 CRM', exact: true }).waitFor()
    await screenshot(page, 'desk-workbench')
  })

  it('announces an app message, and a tap on its card opens the mini-program page', async () => {
    await bench.sit()
    const { token, agentid } = await bench.installSignIn()
    const world = bench.stand.world()
    const corp = world.corps[HUADONG.corpId]
    if (!corp) throw new Error('no corp')
    const notice = { appid: SIGN_IN.miniProgramAppid, page: 'customer/inbox/index?todo=7', title: '有 3 项权限待确认' }
    const answer = await bench.post(
      'message/send',
      { access_token: token },
      {
        touser: openUserId(world, 'yunqi', corp, 'zhoumin'),
        agentid,
        msgtype: 'miniprogram_notice',
        miniprogram_notice: { ...notice, content_item: [{ key: '应用', value: '客户旅程 CRM' }] },
      },
    )
    expect(answer.errcode).toBe(0)
    await phone()
      .getByRole('status')
      .getByRole('button', { name: /有 3 项权限待确认/ })
      .click()
    await screenshot(page, 'desk-notice')
    await phone()
      .getByRole('button', { name: /有 3 项权限待确认.*客户旅程 CRM/ })
      .click()
    await onPhone().getByText('seat-a#/customer/inbox/index?todo=7&provider=yunqi').waitFor()
    await phone().getByRole('button', { name: '关闭网页' }).click()
    await phone().getByRole('tab', { name: '工作台' }).click()
  })

  it('shows what went over the wire, without secrets, and every tab is fit for everybody', async () => {
    for (const name of [/谁拿手机/, /审核团队/, /客户后台/, /时钟/, /故障/, /重置/, /日志/]) {
      await panel().getByRole('tab', { name }).click()
      expect(await axeScan(page)).toEqual([])
      await screenshot(page, `desk-panel-${name.source}`)
    }
    await panel().getByText('create_auth').first().click()
    await panel().getByText('发出').locator('visible=true').first().waitFor()
    await screenshot(page, 'desk-log')
    expect(await panel().innerText()).not.toContain(CRM.secret)
  })

  it('is the same after a reload, and has a second phone with its own session', async () => {
    await page.reload()
    await panel().getByRole('tab', { name: /日志/, selected: true }).waitFor()
    await phone().getByRole('tab', { name: '工作台', selected: true }).waitFor()
    await page.getByRole('button', { name: '两部手机' }).click()
    await page.setViewportSize({ width: 1920, height: 1000 })
    const second = page.getByRole('region', { name: '手机 B' })
    await second.getByText('李想 · 华东零售 · 分级管理员').waitFor()
    await screenshot(page, 'desk-two-phones')
    await second.getByRole('button', { name: '扫一扫' }).click()
    await second.getByRole('button', { name: /控制台.*invitation/ }).click()
    await page.frameLocator('iframe[name="seat-b"]').getByText('seat-b').waitFor()
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.getByRole('button', { name: '收起企业微信侧' }).click()
    await screenshot(page, 'desk-narrow')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })

  it('starts everything anew on demand', async () => {
    await page.getByRole('button', { name: '企业微信侧' }).first().click()
    await panel().getByRole('tab', { name: '重置' }).click()
    await panel().getByRole('button', { name: '全部重来' }).click()
    await screenshot(page, 'desk-reset')
    await page.getByRole('dialog').getByRole('button', { name: '重来' }).click()
    await phone().getByRole('tab', { name: '消息', selected: true }).waitFor()
    expect(host.resets()).toBe(1)
    expect(await page.evaluate(() => localStorage.getItem('accord-desk/album/seat-a'))).toBeNull()
  })
})
