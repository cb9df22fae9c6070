import { openBrowser, type TestBrowser } from '../../browser/launch'
import { axeScan, screenshot } from '../../browser/inspect'
import { type Bench, CRM, HUADONG, PATROL, SIGN_IN, startBench, WEB_LOGIN } from '../testing/provider'

describe("pages of WeCom's hosts in a real browser", () => {
  let browser: TestBrowser
  let bench: Bench
  beforeAll(async () => {
    browser = await openBrowser()
    bench = await startBench()
  })
  afterAll(async () => {
    await browser.close()
    await bench.close()
  })

  afterEach(() => browser.assertQuiet())

  const authUrl = async () => {
    const provider_access_token = await bench.providerToken()
    const body = { state: 's', templateid_list: [CRM.suiteId, PATROL.suiteId] }
    const link = await bench.post('service/get_customized_auth_url', { provider_access_token }, body)
    return String(link['qrcode_url']).replace('https://open.work.weixin.qq.com', bench.stand.url)
  }

  it('lets an admin agree on the sheet of a parameter QR', async () => {
    await bench.sit()
    const page = await browser.newPage({ mobile: true })
    await page.addInitScript(() => (window.name = 'seat-phone'))
    await page.goto(await authUrl())
    await page.getByText('云起科技 申请').waitFor()
    await screenshot(page, 'wecom-sheet')
    expect(await axeScan(page)).toEqual([])
    await page.getByRole('button', { name: '同意授权' }).click()
    await page.getByText('授权成功').waitFor()
    await screenshot(page, 'wecom-sheet-done')
    await bench.stand.settled()
    expect(bench.backend.received.filter((r) => r.name === 'create_auth')).toHaveLength(2)
  })

  it('turns an ordinary member away', async () => {
    await bench.sit('chenchen')
    const page = await browser.newPage({ mobile: true })
    await page.addInitScript(() => (window.name = 'seat-phone'))
    await page.goto(await authUrl())
    await page.getByRole('alert').getByText('你不是企业管理员').waitFor()
    await screenshot(page, 'wecom-sheet-refused')
    expect(await page.getByRole('button', { name: '同意授权' }).count()).toBe(0)
  })

  it('asks a window without a seat who it is, then signs in by OAuth', async () => {
    const page = await browser.newPage({ mobile: true })
    const back = `${bench.backend.base}/oauth/back`
    const query = new URLSearchParams({ appid: SIGN_IN.suiteId, redirect_uri: back, response_type: 'code' })
    await page.goto(`${bench.stand.url}/connect/oauth2/authorize?${query}#wechat_redirect`)
    await page.getByRole('heading', { name: HUADONG.name }).waitFor()
    await page.getByRole('button', { name: '李想' }).click()
    await page.waitForURL(/oauth\/back\?code=/)
  })

  it('asks which sensitive fields the member gives before a privateinfo sign-in goes back', async () => {
    await bench.sit()
    const page = await browser.newPage({ mobile: true })
    await page.addInitScript(() => (window.name = 'seat-phone'))
    const back = `${bench.backend.base}/oauth/back`
    const query = new URLSearchParams({ appid: SIGN_IN.suiteId, redirect_uri: back, scope: 'snsapi_privateinfo' })
    await page.goto(`${bench.stand.url}/connect/oauth2/authorize?${query}#wechat_redirect`)
    await page.getByLabel('头像').check()
    expect(await axeScan(page)).toEqual([])
    await page.getByRole('button', { name: '同意' }).click()
    await page.waitForURL(/oauth\/back\?code=/)
    const codes = Object.values(bench.stand.world().codes).map((c) => c.subject)
    expect(codes).toContainEqual(expect.objectContaining({ kind: 'oauth', consents: ['avatar'] }))
  })

  it('signs staff in by choosing who scans, and the holder of a seat at once', async () => {
    const page = await browser.newPage()
    const back = `${bench.backend.base}/oauth/console`
    const query = new URLSearchParams({
      login_type: 'ServiceApp',
      appid: WEB_LOGIN.suiteId,
      redirect_uri: back,
      state: 'k1',
    })
    await page.goto(`${bench.stand.url}/wwlogin/sso/login?${query}`)
    await page.getByRole('button', { name: '以 苏晴 扫码' }).waitFor()
    await screenshot(page, 'wecom-web-login')
    expect(await axeScan(page)).toEqual([])
    await page.getByRole('button', { name: '以 苏晴 扫码' }).click()
    await page.waitForURL(/oauth\/console\?code=.*state=k1/)
    const { providers } = await bench.stand.control('world.get', {})
    await bench.stand.control('seat.set', { seat: 'seat-desk', corpId: providers[0]?.corpId ?? '', userId: 'suqing' })
    const held = await browser.newPage()
    await held.addInitScript(() => (window.name = 'seat-desk'))
    await held.goto(`${bench.stand.url}/wwlogin/sso/login?${query}`)
    await held.waitForURL(/oauth\/console\?code=/)
  })

  it('says at its own address that it only plays WeCom', async () => {
    const page = await browser.newPage()
    await page.goto(bench.stand.url)
    await page.getByText('这里扮演企业微信').waitFor()
    await page.getByText('华东零售').waitFor()
    await screenshot(page, 'wecom-home')
  })
})
