/** The first day, played in Chromium at the desk: console, phone and WeCom panel, with a picture of every step. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, type TestBrowser } from '../browser/launch'
import { axeScan, screenshot } from '../browser/inspect'
import { buildDesk } from '../desk/build'
import { startLaptop, type Laptop } from '../laptop/laptop'
import { deskPlayer, type DeskPlayer } from './desk-player'

describe('the first day at the desk', () => {
  let dir: string
  let laptop: Laptop
  let browser: TestBrowser
  let page: Page
  let desk: DeskPlayer
  let link = ''

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
    browser.assertQuiet()
  })
})
