import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { findBrowser } from './find-browser'

/** What a page is opened as: a desktop window by default, a phone with `mobile`. */
export interface PageOptions {
  readonly width?: number
  readonly height?: number
  /** Touch, no hover, narrow layout viewport; size defaults to 375 × 720. */
  readonly mobile?: boolean
  readonly userAgent?: string
}

/** A running browser for tests. Every page made by it is watched. */
export interface TestBrowser {
  readonly browser: Browser
  /** A page in a context (storage, cookies) of its own. */
  newPage(options?: PageOptions): Promise<Page>
  /** What the pages complained about since the last call: console errors, uncaught errors, requests beyond this machine. */
  takeComplaints(): readonly string[]
  /** @throws Error listing the complaints, if there are any */
  assertQuiet(): void
  close(): Promise<void>
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
]

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/

/** True for addresses that stay on this machine. */
export function staysHere(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'data:' || protocol === 'blob:' || protocol === 'about:' || LOOPBACK.test(hostname)
}

/** Pages may talk to this machine only: a foreign request is stopped and told. */
async function keepHere(context: BrowserContext, complain: (line: string) => void): Promise<void> {
  await context.route(
    (url) => !staysHere(url.href),
    async (route) => {
      complain(`request beyond this machine: ${route.request().url()}`)
      await route.abort()
    },
  )
}

function watch(page: Page, complain: (line: string) => void): void {
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console.error at ${message.location().url}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complain(`uncaught in ${page.url()}: ${error.stack ?? error.message}`))
  page.on('crash', () => complain(`page crashed: ${page.url()}`))
}

/**
 * Starts a headless browser (about half a second).
 * @throws AppError ILLEGAL_STATE when this machine has none, in one line
 */
export async function openBrowser(): Promise<TestBrowser> {
  const { executablePath, env } = await findBrowser()
  const browser = await chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, ...env } })
  let complaints: string[] = []
  const complain = (line: string) => complaints.push(line)
  const takeComplaints = () => {
    const taken = complaints
    complaints = []
    return taken
  }
  return {
    browser,
    takeComplaints,
    async newPage({ mobile = false, width = mobile ? 375 : 1280, height = mobile ? 720 : 800, userAgent } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        isMobile: mobile,
        hasTouch: mobile,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
        ...(userAgent === undefined ? {} : { userAgent }),
      })
      await keepHere(context, complain)
      context.on('page', (page) => watch(page, complain))
      return context.newPage()
    },
    assertQuiet() {
      const taken = takeComplaints()
      if (taken.length > 0) throw new Error(`the browser complained:\n${taken.join('\n')}`)
    },
    close: () => browser.close(),
  }
}
