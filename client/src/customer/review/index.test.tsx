import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { open as openContract } from '@shared/contract/review'
import type { OutputOf } from '@shared/contract/define'
import type { ProviderId } from '@shared/wecom/ids'
import { ADMIN, closePage, openPage, refuse, STAFF } from '../../../testing/render-page'
import { keepSession } from '../../platform/session'
import ReviewPage from './index'

type Found = OutputOf<typeof openContract>
const TOKEN = 'abcdefghijklmnopqrstuvwxyz'
const TEXT = '导购每天打开侧边栏就知道该回访谁，很省事。'

const aCase = (changed: Partial<Found> = {}): Found => ({
  provider: { id: 'yunqi' as ProviderId, name: '云起科技' },
  solution: { id: 'sol22222', name: '门店客户经营', overview: '给连锁零售的导购' },
  appName: '客户旅程 CRM',
  expiresAt: Date.now() + 86_400_000,
  isSignedIn: true,
  proof: 'authorisingUser',
  corpName: '华东零售',
  ...changed,
})

const open = (script: Parameters<typeof openPage>[1]['script'], me: typeof ADMIN | null = ADMIN) =>
  openPage(<ReviewPage />, {
    script,
    ...(me ? { me } : {}),
    query: { provider: 'yunqi', token: TOKEN },
  })

const field = (label: RegExp) => screen.getByLabelText<HTMLTextAreaElement>(label)
const type = (label: RegExp, words: string) => fireEvent.change(field(label), { target: { value: words } })
const star = (count: number) => fireEvent.click(screen.getByRole('radio', { name: new RegExp(`^${count} 星`) }))
const submit = () => fireEvent.click(screen.getByRole('button', { name: '提交评价' }))

describe('the review page', () => {
  afterEach(closePage)

  it('is read without signing in, and leads to signing in with the way back', async () => {
    open({ 'review.open': () => aCase({ isSignedIn: false, proof: undefined }) }, null)
    expect(await screen.findByText(/想请贵公司评价“客户旅程 CRM”/)).toBeTruthy()
    const link = screen.getByRole('link', { name: '用企业微信登录后写评价' })
    expect(link.getAttribute('href')).toBe(
      `#/pages/sign-in/index?provider=yunqi&to=${encodeURIComponent(`/customer/review/index?provider=yunqi&token=${TOKEN}`)}`,
    )
  })

  it('forgets what nobody was told once somebody has signed in', async () => {
    let found = aCase({ isSignedIn: false })
    open({ 'review.open': () => found }, null)
    await screen.findByText('请您来评价')
    found = aCase()
    act(() => keepSession('a-token', ADMIN))
    expect(await screen.findByText('您的评价')).toBeTruthy()
  })

  it('says before writing which proof will be shown, and leads to the solution’s page afterwards', async () => {
    let found = aCase()
    const page = open({
      'review.open': () => found,
      'review.write': () => {
        found = aCase({ refusal: 'alreadyWritten' })
        return { text: TEXT }
      },
    })
    expect(await screen.findByText('授权人')).toBeTruthy()
    star(4)
    type(/用下来怎么样/, TEXT)
    type(/怎么称呼您/, '李想')
    submit()
    await waitFor(() => expect(page.moves()).toEqual(['/customer/solution/index?provider=yunqi&id=sol22222&written=1']))
    expect(page.of('review.write').map((called) => called.input)).toEqual([
      { provider: 'yunqi', token: TOKEN, stars: 4, text: TEXT, byName: '李想' },
    ])
    expect(screen.queryByText('已经写过评价了')).toBeNull()
  })

  it('names every fault by its field and sends nothing', async () => {
    const page = open({ 'review.open': () => aCase() })
    await screen.findByText('您的评价')
    submit()
    expect(await screen.findByText('请选择 1 到 5 星')).toBeTruthy()
    expect(screen.getByText('评价至少 10 字')).toBeTruthy()
    type(/用下来怎么样/, '很好用 <script>alert(1)</script> 打给我 13800138000')
    expect(screen.getByText(/「<script>」不能包含代码或标签.*「13800138000」不要写手机号/)).toBeTruthy()
    type(/用下来怎么样/, '字'.repeat(501))
    expect(screen.getByText('评价最多 500 字')).toBeTruthy()
    expect(screen.getByText('501/500 字')).toBeTruthy()
    expect(page.of('review.write')).toHaveLength(0)
  })

  it('shows what the server found under its field and keeps the words', async () => {
    open({
      'review.open': () => aCase(),
      'review.write': () => {
        throw refuse('INVALID_INPUT', '「甲」请换一种说法', {
          issues: [{ field: 'text', message: '「甲」请换一种说法' }],
        })
      },
    })
    await screen.findByText('您的评价')
    star(5)
    type(/用下来怎么样/, TEXT)
    submit()
    expect(await screen.findByText('「甲」请换一种说法')).toBeTruthy()
    expect(field(/用下来怎么样/).value).toBe(TEXT)
  })

  it('keeps the words through a lost session', async () => {
    let found = aCase()
    open({
      'review.open': () => found,
      'review.write': () => {
        found = aCase({ isSignedIn: false })
        throw refuse('UNAUTHENTICATED', '登录已过期，请重新登录')
      },
    })
    await screen.findByText('您的评价')
    star(3)
    type(/用下来怎么样/, TEXT)
    submit()
    expect(await screen.findByRole('link', { name: '用企业微信登录后写评价' })).toBeTruthy()
    const kept = window.localStorage.getItem('accord:review-draft:sol22222')
    expect(JSON.parse(kept ?? '{}')).toMatchObject({ stars: 3, text: TEXT })
  })

  it('starts from words kept on this device', async () => {
    window.localStorage.setItem('accord:review-draft:sol22222', JSON.stringify({ stars: 2, text: TEXT, byName: '' }))
    open({ 'review.open': () => aCase() })
    await screen.findByText('您的评价')
    expect(field(/用下来怎么样/).value).toBe(TEXT)
    expect(screen.getByText('不太满意')).toBeTruthy()
  })

  it.each([
    ['expired', '这份评价邀请已过期', '复制这段话'],
    ['revoked', '这份评价邀请已撤回', '复制这段话'],
    ['wrongCorp', '这份邀请是给另一家企业的', '换个身份登录'],
    ['notAdmin', '要由应用管理员来写', '复制评价链接转给同事'],
    ['corpUnverified', '还不能确认您的企业', '再检查一次'],
    ['authCancelled', '公司已取消授权这个应用', '复制这段话'],
  ] as const)('has a page of its own for %s', async (refusal, title, way) => {
    open({ 'review.open': () => aCase({ refusal }) })
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
    expect(screen.getByRole('button', { name: way })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '提交评价' })).toBeNull()
  })

  it('shows the review that was written already and leads to the solution', async () => {
    open({
      'review.open': () =>
        aCase({
          refusal: 'alreadyWritten',
          review: {
            corpName: '华东零售',
            byName: '李想',
            proof: 'appAdmin',
            appName: '客户旅程 CRM',
            stars: 5,
            text: TEXT,
            writtenAt: Date.now(),
            isAuthCancelled: false,
          },
        }),
    })
    expect(await screen.findByRole('heading', { name: '已经写过评价了' })).toBeTruthy()
    expect(screen.getByText(TEXT)).toBeTruthy()
    expect(screen.getByText('应用管理员')).toBeTruthy()
    expect(screen.getByRole('link', { name: '看方案页' }).getAttribute('href')).toBe(
      '#/customer/solution/index?provider=yunqi&id=sol22222',
    )
  })

  it('turns a refusal while writing into its page, and back when looked at anew', async () => {
    let found = aCase()
    open({
      'review.open': () => found,
      'review.write': () => {
        throw refuse('FORBIDDEN', '评价需要应用管理员来写', { reason: 'notAdmin' })
      },
    })
    await screen.findByText('您的评价')
    star(5)
    type(/用下来怎么样/, TEXT)
    submit()
    expect(await screen.findByRole('heading', { name: '要由应用管理员来写' })).toBeTruthy()
    found = aCase({ proof: 'appAdmin' })
    fireEvent.click(screen.getByRole('button', { name: '再检查一次' }))
    await screen.findByText('您的评价')
    expect(field(/用下来怎么样/).value).toBe(TEXT)
  })

  it('tells staff that a customer has to write it', async () => {
    open({ 'review.open': () => aCase({ refusal: 'wrongCorp' }) }, STAFF)
    expect(await screen.findByText(/您现在以服务商员工的身份登录/)).toBeTruthy()
  })

  it('leads out of a link that was cut off', async () => {
    openPage(<ReviewPage />, { script: {}, query: { provider: 'yunqi', token: 'short' } })
    expect(await screen.findByText('没认出这份评价邀请')).toBeTruthy()
  })

  it('says that a link leads nowhere', async () => {
    open({
      'review.open': () => {
        throw refuse('NOT_FOUND', '这个链接不完整或已失效，请向发给你的人要一个新的')
      },
    })
    expect(await screen.findByText('这个链接不完整或已失效，请向发给你的人要一个新的')).toBeTruthy()
  })
})
