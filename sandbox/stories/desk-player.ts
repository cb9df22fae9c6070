/** Plays people at the desk page: clicks in the console, scans and taps on the phone, as a person would. */
import type { FrameLocator, Locator, Page } from 'playwright-core'

export interface DeskPlayer {
  readonly page: Page
  readonly console: FrameLocator
  /** The frame of the phone's web view. */
  readonly view: FrameLocator
  /** The phone around it: WeCom's client. */
  readonly phone: Locator
  /** Signs staff in through WeCom's web login. */
  signInStaff(name: string): Promise<void>
  /** Opens WeCom's own scanner, leaving whatever page was open. */
  openScanner(): Promise<void>
  /** Scans a code that stands on the screen and whose text matches. */
  scanOnScreen(text: RegExp): Promise<void>
  /** Scans the newest picture of the album. */
  scanFromAlbum(): Promise<void>
  /** Pastes a text into the scanner. */
  scanText(text: string): Promise<void>
  /** Leaves the page that is open on the phone, if one is. */
  closeWeb(): Promise<void>
  /** Opens our mini-program from the workbench. */
  openMiniProgram(): Promise<void>
}

/** @param page the desk, already open */
export function deskPlayer(page: Page): DeskPlayer {
  const console = page.frameLocator('iframe[name="seat-console"]')
  const view = page.frameLocator('iframe[name="seat-a"]')
  const phone = page.getByRole('region', { name: '手机 A' })
  const closeWeb = async () => {
    const close = phone.getByRole('button', { name: '关闭网页' })
    if (await close.isVisible()) await close.click()
  }
  const openScanner = async () => {
    await closeWeb()
    await phone.getByRole('button', { name: '扫一扫' }).first().click()
  }
  return {
    page,
    console,
    view,
    phone,
    async signInStaff(name) {
      await console.getByRole('button', { name: '用企业微信扫码登录' }).click()
      await console.getByRole('button', { name }).or(console.getByText(name)).first().click()
      await console.getByRole('heading', { name: '工作台' }).waitFor()
    },
    openScanner,
    async scanOnScreen(text) {
      await openScanner()
      await phone.getByRole('button', { name: text }).click()
    },
    async scanFromAlbum() {
      await openScanner()
      await phone.locator('section[aria-label="相册"] .thumb').first().click()
    },
    async scanText(text) {
      await openScanner()
      await phone.getByLabel('二维码里的文字或链接').fill(text)
      await phone.getByRole('button', { name: '识别' }).click()
    },
    closeWeb,
    async openMiniProgram() {
      await closeWeb()
      await phone.getByRole('tab', { name: '工作台' }).click()
      await phone.getByRole('button', { name: '合契 · 云起科技', exact: true }).click()
    },
  }
}

/** Waits until a text can be seen. Taro keeps the pages one came from in the document, hidden: those do not count. */
export const sees = (where: FrameLocator, text: string | RegExp): Promise<void> =>
  where.getByText(text).filter({ visible: true }).first().waitFor()
