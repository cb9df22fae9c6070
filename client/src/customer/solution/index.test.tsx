import { fireEvent, screen, within } from '@testing-library/react'
import type { OutputOf } from '@shared/contract/define'
import type { page as contract, ReviewView } from '@shared/contract/solution'
import type { ProviderId } from '@shared/wecom/ids'
import { closePage, openPage, refuse } from '../../../testing/render-page'
import SolutionPage from './index'

const aReview = (changed: Partial<ReviewView> = {}): ReviewView => ({
  corpName: '华东零售',
  byName: '李想',
  proof: 'authorisingUser',
  appName: '客户旅程 CRM',
  stars: 5,
  text: '导购每天打开侧边栏就知道该回访谁。',
  writtenAt: Date.now(),
  isAuthCancelled: false,
  ...changed,
})

const aPage = (changed: Partial<OutputOf<typeof contract>> = {}): OutputOf<typeof contract> => ({
  provider: { id: 'yunqi' as ProviderId, name: '云起科技' },
  name: '门店客户经营',
  overview: '给连锁零售的导购',
  text: '第一段。\n\n第二段。',
  linkedApps: [{ name: '客户旅程 CRM' }],
  publishedAt: Date.now(),
  reviewCount: 0,
  reviews: [],
  ...changed,
})

const open = (script: Parameters<typeof openPage>[1]['script'], more: Readonly<Record<string, string>> = {}) =>
  openPage(<SolutionPage />, { script, query: { provider: 'yunqi', id: 'sol22222', ...more } })

describe('a solution’s promotion page', () => {
  afterEach(closePage)

  it('is public: name, overview, paragraphs, apps, and who published it', async () => {
    open({ 'solution.page': () => aPage() })
    expect(await screen.findByRole('heading', { level: 1, name: '门店客户经营' })).toBeTruthy()
    for (const words of ['给连锁零售的导购', '第一段。', '第二段。', '客户旅程 CRM']) {
      expect(screen.getByText(words)).toBeTruthy()
    }
    expect(screen.getByText('还没有客户评价')).toBeTruthy()
    expect(screen.getByText(/由云起科技发布于/)).toBeTruthy()
    expect(screen.getByRole('button', { name: '复制链接分享' })).toBeTruthy()
  })

  it('names the proof of every reviewer, never more, and says who cancelled since', async () => {
    open({
      'solution.page': () =>
        aPage({
          reviewCount: 3,
          starAverage: 4.3,
          reviews: [
            aReview(),
            aReview({ corpName: '海川制造', proof: 'appAdmin', stars: 4, isAuthCancelled: true }),
            aReview({ corpName: '北辰教育', proof: 'adminLogin', stars: 4 }),
          ],
        }),
    })
    const list = within(await screen.findByRole('list', { name: '客户评价' }))
    expect(list.getByText('授权人')).toBeTruthy()
    expect(list.getByText('应用管理员')).toBeTruthy()
    expect(list.getByText('后台登录')).toBeTruthy()
    expect(list.queryByText(/超级管理员/)).toBeNull()
    expect(list.getAllByText(/后来已取消授权/)).toHaveLength(1)
    expect(list.getByRole('img', { name: '5 星，满分 5 星' })).toBeTruthy()
    expect(screen.getByText('3 条客户评价')).toBeTruthy()
  })

  it('folds a long review, and opens it on request', async () => {
    const long = '好'.repeat(500)
    open({ 'solution.page': () => aPage({ reviewCount: 1, starAverage: 5, reviews: [aReview({ text: long })] }) })
    const button = await screen.findByRole('button', { name: '展开全文' })
    expect(screen.queryByText(long)).toBeNull()
    fireEvent.click(button)
    expect(screen.getByText(long)).toBeTruthy()
    expect(screen.getByRole('button', { name: '收起' }).getAttribute('aria-expanded')).toBe('true')
  })

  it('shows a script in a text as text', async () => {
    open({ 'solution.page': () => aPage({ text: '<img src=x onerror="alert(1)">' }) })
    expect(await screen.findByText('<img src=x onerror="alert(1)">')).toBeTruthy()
    expect(document.querySelector('img')).toBeNull()
  })

  it('thanks whoever comes from writing', async () => {
    open({ 'solution.page': () => aPage({ reviewCount: 1, starAverage: 5, reviews: [aReview()] }) }, { written: '1' })
    expect(await screen.findByText(/您的评价已经公开/)).toBeTruthy()
  })

  it('takes a written review for kept even while the page is not public', async () => {
    const gone = () => {
      throw refuse('NOT_FOUND', '没有找到这个方案')
    }
    open({ 'solution.page': gone }, { written: '1' })
    expect(await screen.findByText('谢谢您的评价')).toBeTruthy()
    closePage()
    open({ 'solution.page': gone })
    expect(await screen.findByText('看不到这个方案')).toBeTruthy()
  })
})
