import { screen, within } from '@testing-library/react'
import type { CorpAppView } from '@shared/contract/corp'
import type { DossierView } from '@shared/contract/permission'
import type { TrackerView } from '@shared/contract/tracker'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { closePage, openPage, refuse, STAFF } from '../../../testing/render-page'
import CustomerPage from './index'

const corpId = 'wphuadong01' as CorpId
const suiteId = 'dk71c3e9' as SuiteId

const tracker: TrackerView = {
  corpId,
  corpName: '华东零售',
  suiteId,
  appName: '客户旅程 CRM',
  steps: [
    { key: 'launched', state: 'done', turn: 'provider', at: Date.now() - 86_400_000, basis: 'observed' },
    { key: 'rangeSet', state: 'now', turn: 'customer' },
  ],
}

const row: CorpAppView = {
  corpId,
  suiteId,
  kind: 'template',
  corpName: '华东零售',
  appName: '客户旅程 CRM',
  generation: 2,
  status: 'active',
  isSetUp: true,
  publishStatus: { value: 2, basis: 'observed', at: Date.now() },
  range: { value: { departments: 0, users: 4, tags: 1 }, basis: 'observed', at: Date.now() },
  authorisedAt: Date.now(),
}

const dossier: DossierView = {
  provider: { id: 'yunqi' as ProviderId, name: '云起科技' },
  corpId,
  suiteId,
  corpName: '华东零售',
  appName: '客户旅程 CRM',
  effective: { value: ['contact:sensitive:mobile'], basis: 'observed', at: Date.now() },
  request: {
    no: 3,
    state: 'consulted',
    items: [{ key: 'contact:sensitive:mobile', reason: '', feature: '', isMustHave: true, withoutIt: '' }],
    chosen: ['contact:sensitive:mobile'],
    askedAt: Date.now(),
    askedByName: '苏晴',
    before: [],
  },
}

const script = {
  'tracker.get': () => tracker,
  'permission.get': () => dossier,
  'corp.list': () => ({ items: [{ ...row, suiteId: 'dk-other' }, row] }),
}
const open = (answers: Parameters<typeof openPage>[1]['script']) =>
  openPage(<CustomerPage />, { script: answers, me: STAFF, query: { corp: corpId, suite: suiteId } })

describe('one app of one customer in the console', () => {
  afterEach(closePage)

  it('says whose turn it is, with words for a chat', async () => {
    open(script)
    expect(await screen.findByText('轮到客户：等客户的管理员设置谁可以看到应用 · 已等 1 天')).toBeTruthy()
    expect(screen.getByText(/“客户旅程 CRM”现在等您设置谁可以看到应用/)).toBeTruthy()
    expect(screen.getByRole('button', { name: '复制文字' })).toBeTruthy()
  })

  it('shows what was observed of this app, counts only', async () => {
    open(script)
    expect(await screen.findByText('4 位成员、1 个标签')).toBeTruthy()
    expect(screen.getByText('第 2 次（取消后重新授权过）')).toBeTruthy()
    expect(screen.getAllByText('已连通').length).toBeGreaterThan(0)
  })

  it('names the next action on its permissions and leads there', async () => {
    open(script)
    const link = await screen.findByRole('link', { name: '去提交' })
    expect(link.getAttribute('href')).toBe(`#/console/permission/index?corp=${corpId}&suite=${suiteId}`)
    expect(screen.getByText('第 3 次，1 项')).toBeTruthy()
  })

  it('asks nothing of a customer who cancelled, and leads to a new invitation', async () => {
    open({ ...script, 'corp.list': () => ({ items: [{ ...row, status: 'cancelled' }] }) })
    expect(await screen.findByRole('heading', { name: '授权已取消' })).toBeTruthy()
    expect(screen.queryByRole('link', { name: '去提交' })).toBeNull()
    expect(screen.getByRole('link', { name: '新建邀请' })).toBeTruthy()
  })

  it('keeps the page when only the permissions could not be read', async () => {
    open({
      ...script,
      'permission.get': () => {
        throw refuse('WECOM_UNAVAILABLE', '企业微信暂时没有回应')
      },
    })
    expect(
      await screen
        .findByRole('alert')
        .then((alert) => within(alert).getByText('企业微信暂时没有回应', { selector: 'h2' })),
    ).toBeTruthy()
    expect(screen.getByRole('list', { name: '客户旅程 CRM的进度' })).toBeTruthy()
  })
})
