/** P10: bytes handed to `setData`, which is what a phone waits for. */
import path from 'node:path'
import { refuse, startApiDouble, type ApiDouble } from './api-double'
import { fakeWx } from './weapp/fake-wx'
import { closeWeapps, launchWeapp, type WeappSession } from './weapp/launch'

const dist = path.resolve(__dirname, '../../dist/weapp')
const me = {
  provider: { id: 'yunqi', name: '云起科技' },
  side: 'customer',
  corpId: 'wp1234',
  corpName: '华东零售',
  openUserId: 'wo3f2a',
  name: '管理员 ··3f2a',
  roles: ['appAdmin'],
}
const storage = { 'accord:session': 'token', 'accord:me': JSON.stringify(me) }
const todo = (at: number) => ({
  id: `todo${at}`,
  kind: 'confirmPermissions',
  subject: `客户旅程 CRM ${at}`,
  askedBy: '云起科技 苏晴',
  why: '导购的客户跟进提醒需要读取客户联系记录，用来判断多久没有联系',
  withoutIt: '导购收不到跟进提醒，其他功能不受影响',
  since: Date.now() - at * 3_600_000,
  page: '/customer/inbox/index',
})

describe('bytes handed to setData', () => {
  let api: ApiDouble
  let app: WeappSession
  afterEach(async () => {
    closeWeapps()
    await api.close()
  })

  it('stay below 20 kB for the first paint of a list of 20 rows', async () => {
    const items = Array.from({ length: 20 }, (_, at) => todo(at + 1))
    api = await startApiDouble({ 'inbox.list': () => ({ items }) })
    app = await launchWeapp({ dist, path: 'customer/inbox/index', fake: fakeWx({ api: api.url, storage }) })
    await app.says('客户旅程 CRM 20')
    const bytes = app.takePayloads()
    expect(Math.max(...bytes)).toBeGreaterThan(1_000)
    expect(Math.max(...bytes)).toBeLessThanOrEqual(20_000)
  })

  it('stay below 1 kB for one letter typed', async () => {
    api = await startApiDouble({})
    app = await launchWeapp({ dist, path: 'pages/scan/index', fake: fakeWx({ api: api.url }) })
    await app.find({ id: 'link' })
    app.takePayloads()
    await app.input({ id: 'link' }, 'h')
    const bytes = app.takePayloads()
    expect(bytes.length).toBeGreaterThan(0)
    expect(Math.max(...bytes)).toBeLessThanOrEqual(1_000)
  })

  it('a refused list says so in words with a number to quote', async () => {
    api = await startApiDouble({
      'inbox.list': () => {
        throw refuse('FORBIDDEN', '这件事需要应用管理员来办')
      },
    })
    app = await launchWeapp({ dist, path: 'customer/inbox/index', fake: fakeWx({ api: api.url, storage }) })
    await app.says('这件事需要应用管理员来办')
    await app.says('FORBIDDEN·double')
  })
})

describe('a page that comes back on top', () => {
  let api: ApiDouble
  let app: WeappSession
  afterEach(async () => {
    closeWeapps()
    await api.close()
  })

  it('draws a row less with less than the list’s first paint', async () => {
    let items = Array.from({ length: 20 }, (_, at) => todo(at + 1))
    api = await startApiDouble({ 'inbox.list': () => ({ items }) })
    app = await launchWeapp({ dist, path: 'customer/inbox/index', fake: fakeWx({ api: api.url, storage }) })
    await app.says('客户旅程 CRM 20')
    const firstPaint = Math.max(...app.takePayloads())
    items = items.slice(1)
    await app.goTo('/pages/scan/index')
    await app.says('打开邀请')
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    app.takePayloads()
    await app.goBack()
    await app.until(() => !app.text().includes('客户旅程 CRM 1”'), 'list without its first row')
    const change = app.takePayloads().reduce((sum, bytes) => sum + bytes, 0)
    expect(change).toBeGreaterThan(0)
    expect(change).toBeLessThanOrEqual(firstPaint)
  })

  it('looks again at what it shows', async () => {
    let items = [todo(1)]
    api = await startApiDouble({ 'inbox.list': () => ({ items }) })
    app = await launchWeapp({ dist, path: 'customer/inbox/index', fake: fakeWx({ api: api.url, storage }) })
    await app.says('客户旅程 CRM 1')
    items = []
    await app.goTo('/pages/scan/index')
    await app.says('打开邀请')
    // What was read a moment ago is still fresh; a second later it is not.
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await app.goBack()
    await app.says('没有待办')
  })
})
