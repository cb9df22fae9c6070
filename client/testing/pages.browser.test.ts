/** R10 on the app's own pages, in Chromium against the whole laptop: axe, keyboard, 200 %, narrow phones, no foreign request. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { axeScan, screenshot } from '@sandbox/browser/inspect'
import { openBrowser, type TestBrowser } from '@sandbox/browser/launch'
import { startLaptop, type Laptop } from '@sandbox/laptop/laptop'
import { SEED } from '@sandbox/wecom/world/seed'
import { beyondView, mouseOnly } from './page-faults'

const HUADONG = SEED.corps[0]?.corpId ?? ''

describe('the app’s pages', () => {
  let dir: string
  let laptop: Laptop
  let browser: TestBrowser
  let desk: Page
  let phone: Page
  let invitationHash = ''
  let linkHash = ''

  const open = async (page: Page, hash: string) => {
    // From elsewhere: a changed hash alone would leave the page before in sight for a moment.
    await page.goto('about:blank')
    await page.goto(`${laptop.url}/app/#${hash}`)
    await page.locator('h1:visible').first().waitFor()
    // Skeletons give way to content, or to the words that there is none.
    await page.waitForFunction(() => document.querySelectorAll('[role="status"] [aria-hidden="true"]').length === 0)
  }

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'accord-pages-'))
    laptop = await startLaptop({
      port: 0,
      wecomPort: 0,
      dir,
      pages: { h5: resolve('dist/h5'), desk: resolve('dist/h5') },
    })
    browser = await openBrowser()
    desk = await browser.newPage({ width: 1280, height: 800 })
    phone = await browser.newPage({ mobile: true })
    await laptop.wecom.control('seat.set', { seat: 'seat-a', corpId: HUADONG, userId: 'lixiang' })
  })
  afterAll(async () => {
    await browser.close()
    await laptop.close()
    await rm(dir, { recursive: true, force: true })
  })

  it('sign staff in through WeCom’s page and bring them where they wanted to go', async () => {
    await desk.goto(`${laptop.url}/app/#/console/invite/index?provider=yunqi`)
    await desk.getByRole('button', { name: '用企业微信扫码登录' }).click()
    await desk.getByRole('button', { name: '苏晴' }).or(desk.getByText('苏晴')).first().click()
    await desk.getByRole('heading', { name: '新建邀请', level: 1 }).waitFor()
  })

  it('are worked by keyboard alone: an invitation is made without a mouse', async () => {
    await open(desk, '/console/invite/index')
    await desk.getByLabel('客户名称').focus()
    await desk.keyboard.type('华东零售')
    const wanted = desk.getByRole('checkbox', { name: /客户旅程 CRM/ })
    for (let presses = 0; presses < 10; presses++) {
      await desk.keyboard.press('Tab')
      if (await wanted.evaluate((box) => box === document.activeElement)) break
    }
    await desk.keyboard.press('Space')
    expect(await wanted.isChecked()).toBe(true)
    await desk.getByRole('button', { name: '生成邀请' }).focus()
    await desk.keyboard.press('Enter')
    await desk.getByRole('img', { name: '华东零售的邀请二维码' }).waitFor()
    invitationHash = new URL(desk.url()).hash.slice(1)
    const link = /\/l\/yunqi\/(\w{26})/.exec(await desk.locator('body').innerText())
    linkHash = `/customer/link/index?provider=yunqi&token=${link?.[1] ?? ''}`
  })

  it('put the focus into the search field on “/” and leave it on Esc', async () => {
    await open(desk, '/console/invitations/index')
    const search = desk.getByRole('searchbox', { name: '搜索客户名称' })
    await search.waitFor()
    await desk.keyboard.press('/')
    expect(await search.evaluate((field) => field === document.activeElement)).toBe(true)
    await desk.keyboard.press('Escape')
    expect(await search.evaluate((field) => field === document.activeElement)).toBe(false)
  })

  it('keep what is searched for in the address, so that it can be shared', async () => {
    await open(desk, '/console/invitations/index')
    await desk.getByRole('searchbox').fill('没有这家')
    await desk.getByRole('heading', { name: '没有符合的邀请' }).waitFor()
    expect(decodeURIComponent(desk.url())).toContain('q=没有这家')
    await desk.reload()
    await desk.getByRole('heading', { name: '没有符合的邀请' }).waitFor()
    await desk.getByRole('searchbox').fill('')
    await desk.getByRole('rowheader', { name: '华东零售' }).waitFor()
  })

  it('ask before an invitation is made void, close on Esc and give the focus back', async () => {
    await open(desk, invitationHash)
    const button = desk.getByRole('button', { name: '作废' })
    await button.focus()
    await desk.keyboard.press('Enter')
    await desk.getByRole('dialog', { name: '作废给华东零售的邀请？' }).waitFor()
    await desk.keyboard.press('Escape')
    await desk.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  const consolePages = () => [
    '/console/home/index',
    '/console/invitations/index',
    '/console/invite/index',
    invitationHash,
    '/console/customers/index',
    '/console/apps/index',
  ]
  const phonePages = () => ['/pages/sign-in/index', '/pages/scan/index', linkHash]

  it('have nothing serious that axe could hold against them, in both themes', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      for (const [page, hashes] of [
        [desk, consolePages()],
        [phone, phonePages()],
      ] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
        for (const hash of hashes) {
          await open(page, hash)
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
      for (const hash of hashes) {
        await open(page, hash)
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
      for (const hash of hashes) {
        await open(page, hash)
        expect({ hash, found: await page.evaluate(beyondView) }).toEqual({ hash, found: [] })
      }
    }
    await desk.setViewportSize({ width: 1280, height: 800 })
    await phone.setViewportSize({ width: 375, height: 720 })
  })

  it('show the whole way on the phone, and say at once on the console that the link was opened', async () => {
    await open(phone, linkHash)
    await phone.getByRole('button', { name: '我已了解，开始授权' }).click()
    await phone.getByRole('button', { name: '先跳过这一步' }).click()
    await phone.getByRole('button', { name: '跳过', exact: true }).click()
    await phone.getByRole('img', { name: '企业微信授权二维码' }).waitFor()
    await screenshot(phone, 'phone-authorise')
    await open(desk, invitationHash)
    await desk.getByText('已打开，等待授权').first().waitFor()
    await screenshot(desk, 'console-invitation')
  })

  it('tell somebody from another side kindly that this is not hers', async () => {
    await open(desk, '/customer/inbox/index')
    await desk.getByRole('heading', { name: '这里不对您开放' }).waitFor()
    await desk.getByRole('link', { name: '回到我的首页' }).click()
    await desk.getByRole('heading', { name: '工作台' }).waitFor()
  })

  it('complained about nothing and asked nobody outside this machine', () => {
    browser.assertQuiet()
  })
})
