/** P10 on the pages of the second half: what they hand to `setData` when they are full. */
import path from 'node:path'
import { startApiDouble, type ApiDouble } from './api-double'
import { fakeWx } from './weapp/fake-wx'
import { launchWeapp, type WeappSession } from './weapp/launch'

const dist = path.resolve(__dirname, '../../dist/weapp')
const provider = { id: 'yunqi', name: '云起科技' }
const me = {
  provider,
  side: 'customer',
  corpId: 'wp1234',
  corpName: '华东零售',
  openUserId: 'wo3f2a',
  name: '管理员 ··3f2a',
  roles: ['appAdmin'],
}
const storage = { 'accord:session': 'token', 'accord:me': JSON.stringify(me) }
const now = Date.now()

const aReview = (at: number) => ({
  corpName: `华东零售 ${at}`,
  byName: '李想',
  proof: 'authorisingUser',
  appName: '客户旅程 CRM',
  stars: 5,
  text: '导'.repeat(500),
  writtenAt: now - at * 3_600_000,
  isAuthCancelled: at % 2 === 0,
})

const asked = (at: number) => ({
  key: `contact:sensitive:field${at}`,
  reason: '导购的客户跟进提醒需要读取它，用来判断多久没有联系',
  feature: '客户跟进提醒',
  isMustHave: at % 2 === 0,
  withoutIt: '导购收不到跟进提醒，其他功能不受影响',
})

const keys = ['invited', 'opened', 'authorised', 'setUp', 'developing', 'permissions', 'launched', 'rangeSet']
const aTracker = (at: number) => ({
  corpId: 'wp1234',
  corpName: '华东零售',
  suiteId: `dk000${at}`,
  appName: `客户旅程 CRM ${at}`,
  steps: keys.map((key, i) => ({
    key,
    state: i < 7 ? 'done' : 'now',
    turn: 'customer',
    ...(i < 7 ? { at: now - i * 60_000, basis: 'observed' } : {}),
  })),
})

const SCRIPT = {
  'solution.page': () => ({
    provider,
    name: '门店客户经营',
    overview: '给连锁零售的导购，在企业微信里回访客户',
    text: '导购离职，客户也跟着走。',
    linkedApps: [{ name: '客户旅程 CRM' }],
    publishedAt: now,
    reviewCount: 40,
    starAverage: 5,
    reviews: Array.from({ length: 20 }, (_, at) => aReview(at + 1)),
    cursor: 'next',
  }),
  'permission.open': () => ({
    provider,
    suiteId: 'dk0001',
    corpId: 'wp1234',
    corpName: '华东零售',
    appName: '客户旅程 CRM',
    request: {
      no: 1,
      state: 'draft',
      items: Array.from({ length: 20 }, (_, at) => asked(at + 1)),
      askedAt: now,
      askedByName: '苏晴',
      before: [],
    },
  }),
  'tracker.own': () => ({ apps: Array.from({ length: 3 }, (_, at) => aTracker(at + 1)) }),
}

describe('a full page of the second half', () => {
  let api: ApiDouble
  let app: WeappSession | undefined
  beforeEach(async () => {
    api = await startApiDouble(SCRIPT)
  })
  afterEach(async () => {
    app?.close()
    app = undefined
    await api.close()
  })

  it.each([
    ['customer/solution/index', { provider: 'yunqi', id: 'sol22222' }, '华东零售 20'],
    ['customer/permission/index', { suite: 'dk0001' }, 'contact:sensitive:field20'],
    ['customer/tracker/index', {}, '客户旅程 CRM 3'],
  ])('hands at most 20 kB to setData at once: %s', async (page, query, words) => {
    app = await launchWeapp({ dist, path: page, query, fake: fakeWx({ api: api.url, storage }) })
    await app.says(words)
    const bytes = app.takePayloads()
    expect(Math.max(...bytes)).toBeGreaterThan(1_000)
    expect(Math.max(...bytes)).toBeLessThanOrEqual(20_000)
  })

  it('hands at most 1 kB to setData when one permission is switched', async () => {
    app = await launchWeapp({
      dist,
      path: 'customer/permission/index',
      query: { suite: 'dk0001' },
      fake: fakeWx({ api: api.url, storage }),
    })
    await app.says('就按这样（20 项）')
    app.takePayloads()
    await app.tap({ text: 'contact:sensitive:field1' })
    await app.says('就按这样（19 项）')
    expect(Math.max(...app.takePayloads())).toBeLessThanOrEqual(1_000)
  })
})
