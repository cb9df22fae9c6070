import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import { axeScan, screenshot } from './inspect'
import { openBrowser, type TestBrowser } from './launch'

let browser: TestBrowser
let server: Server
let origin = ''
let html = ''

const aPage = (body: string) =>
  `<!doctype html><html lang="zh"><head><title>页</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`

beforeAll(async () => {
  server = createServer((_, answer) => answer.setHeader('content-type', 'text/html; charset=utf-8').end(html))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await new Promise((closed) => server.close(closed))
})

describe('the test browser', () => {
  it('opens a phone that is touched and speaks Chinese', async () => {
    html = aPage('<p>合契</p>')
    const page = await browser.newPage({ mobile: true })
    await page.goto(origin)
    const seen = await page.evaluate(() => [innerWidth > 0, navigator.language, navigator.maxTouchPoints > 0])
    expect(seen).toEqual([true, 'zh-CN', true])
    browser.assertQuiet()
  })

  it('tells console errors, uncaught errors and foreign requests', async () => {
    html = aPage(
      '<script>console.error("one"); setTimeout(() => { throw new Error("two") })</script><img alt="" src="https://example.com/x.png">',
    )
    const page = await browser.newPage()
    await page.goto(origin)
    await page.waitForTimeout(100)
    const complaints = browser.takeComplaints().join('\n')
    expect(complaints).toContain('one')
    expect(complaints).toContain('two')
    expect(complaints).toContain('request beyond this machine: https://example.com/x.png')
    expect(() => browser.assertQuiet()).not.toThrow()
  })

  it('finds what axe calls serious, in frames too', async () => {
    html = aPage(
      '<main><h1>页</h1><iframe title="x" srcdoc="<html lang=zh><title>y</title><button></button></html>"></iframe></main>',
    )
    const page = await browser.newPage()
    await page.goto(origin)
    expect((await axeScan(page)).map((finding) => finding.rule)).toEqual(['button-name'])
    html = aPage('<main><h1>页</h1><button>好</button></main>')
    await page.goto(origin)
    expect(await axeScan(page)).toEqual([])
  })

  it('saves a screenshot as a PNG', async () => {
    html = aPage('<h1>企业微信 合契</h1>')
    const page = await browser.newPage({ width: 320, height: 200 })
    await page.goto(origin)
    const bytes = await readFile(await screenshot(page, 'browser-self-test'))
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    browser.assertQuiet()
  })
})
