import { screen, within } from '@testing-library/react'
import type { TrackerView } from '@shared/contract/tracker'
import type { CorpId, SuiteId } from '@shared/wecom/ids'
import { ADMIN, closePage, openPage } from '../../../testing/render-page'
import TrackerPage from './index'

const aTracker = (suiteId: string, appName: string, last: TrackerView['steps'][number]): TrackerView => ({
  corpId: 'wphuadong01' as CorpId,
  corpName: '华东零售',
  suiteId: suiteId as SuiteId,
  appName,
  steps: [{ key: 'authorised', state: 'done', turn: 'customer', at: Date.now() - 7_200_000, basis: 'observed' }, last],
})

const BUILDING = aTracker('dk0001', '门店巡检', { key: 'developing', state: 'now', turn: 'provider' })
const RANGE = aTracker('dk0002', '客户旅程 CRM', { key: 'rangeSet', state: 'now', turn: 'customer' })
const PERMISSIONS = aTracker('dk0003', '会员通', {
  key: 'permissions',
  state: 'now',
  turn: 'customer',
  detail: { state: 'draft', count: 3 },
})

const open = (apps: readonly TrackerView[], query: Readonly<Record<string, string>> = {}) =>
  openPage(<TrackerPage />, { script: { 'tracker.own': () => ({ apps }) }, me: ADMIN, query })
const cards = () => screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)

describe('the tracker page of a customer’s admin', () => {
  afterEach(closePage)

  it('puts what waits for her first, each step with its ground and time', async () => {
    open([BUILDING, RANGE])
    await screen.findByText('轮到您')
    expect(cards()).toEqual(['客户旅程 CRM', '门店巡检'])
    const steps = within(screen.getByRole('list', { name: '门店巡检的进度' }))
    expect(steps.getByText('已观察')).toBeTruthy()
    expect(steps.getByText('2 小时前')).toBeTruthy()
    expect(steps.getByText(/轮到服务商：等服务商开始开发 · 已等 2 小时/)).toBeTruthy()
  })

  it('puts the app she came for before all', async () => {
    open([RANGE, BUILDING], { suite: 'dk0001' })
    await screen.findByText('轮到您')
    expect(cards()).toEqual(['门店巡检', '客户旅程 CRM'])
  })

  it('advises to let 3 to 10 people in first, where the range waits for her', async () => {
    open([RANGE])
    expect(await screen.findByText(/建议先选 3 到 10 位同事试用/)).toBeTruthy()
    expect(screen.getByText('在“应用管理”里找到“客户旅程 CRM”')).toBeTruthy()
  })

  it('leads to the permissions that wait for her', async () => {
    open([PERMISSIONS])
    const link = await screen.findByRole('link', { name: '看申请的权限' })
    expect(link.getAttribute('href')).toBe('#/customer/permission/index?suite=dk0003')
  })

  it('says how an app comes to be here when there is none', async () => {
    open([])
    expect(await screen.findByText('还没有授权过应用')).toBeTruthy()
  })
})
