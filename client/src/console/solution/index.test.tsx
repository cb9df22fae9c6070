import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { Me } from '@shared/contract/session'
import type { ReviewInvitationView, SolutionView } from '@shared/contract/solution'
import type { SuiteId } from '@shared/wecom/ids'
import { closePage, openPage, refuse, STAFF } from '../../../testing/render-page'
import SolutionPage from './index'

const CRM = 'dk71c3e9' as SuiteId
const OVERVIEW = '给连锁零售的导购，在企业微信里回访客户'

const suites = [
  {
    suiteId: CRM,
    kind: 'template',
    use: 'customer',
    name: '客户旅程 CRM',
    reason: '跟进客户',
    launched: { value: true, basis: 'declared', at: 1 },
    secretSetAt: 1,
    callbackUrl: '',
  },
  { suiteId: 'ww8c4e2a', kind: 'suite', use: 'signIn', name: '服务台', launched: { value: true } },
]

const aSolution = (changed: Partial<SolutionView> = {}): SolutionView => ({
  id: 'sol22222',
  name: '门店客户经营',
  overview: OVERVIEW,
  text: '',
  linkedApps: [{ suiteId: CRM, name: '客户旅程 CRM' }],
  createdAt: 1,
  updatedAt: 1,
  page: 'https://accord.example/s/yunqi/sol22222',
  reviewCount: 0,
  version: 1,
  ...changed,
})

const anInvitation = (changed: Partial<ReviewInvitationView> = {}): ReviewInvitationView => ({
  id: 'inv22222',
  suiteId: CRM,
  appName: '客户旅程 CRM',
  plainCorpId: 'ww3e5a9d7c1b2f4860',
  createdAt: Date.now(),
  expiresAt: Date.now() + 86_400_000,
  link: 'https://accord.example/r/yunqi/abcdefghijklmnopqrstuvwxyz',
  ...changed,
})

const open = (script: Parameters<typeof openPage>[1]['script'], id = 'sol22222', me: Me = STAFF) =>
  openPage(<SolutionPage />, {
    script: { 'registry.list': () => ({ suites }), ...script },
    me,
    query: id === '' ? {} : { id },
  })

const got = (solution: SolutionView, invitations: ReviewInvitationView[] = []) => ({
  solution,
  invitations,
  reviews: [],
})
const type = (label: string, words: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: words } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('the solution editor', () => {
  afterEach(closePage)

  it('names every fault at once, forbidden words included, and saves nothing', async () => {
    const page = open({}, '')
    await screen.findByRole('heading', { name: '新建方案' })
    type('方案名称', '微信第一方案')
    press('保存')
    expect(await screen.findByText(/“微信”.*；.*“第一”|“第一”.*；.*“微信”/)).toBeTruthy()
    expect(screen.getByText(/^方案概述.*填写/)).toBeTruthy()
    expect(screen.getByText('请至少关联一个应用')).toBeTruthy()
    expect(page.of('solution.save')).toHaveLength(0)
  })

  it('previews while typing and goes to the new solution once saved', async () => {
    const page = open({ 'solution.save': () => aSolution() }, '')
    await screen.findByRole('heading', { name: '新建方案' })
    type('方案名称', '门店客户经营')
    type('方案概述', OVERVIEW)
    expect(within(screen.getByRole('region', { name: '手机上的样子' })).getByText('门店客户经营')).toBeTruthy()
    fireEvent.click(screen.getByRole('checkbox', { name: /客户旅程 CRM/ }))
    press('保存')
    await waitFor(() => expect(page.moves()).toEqual(['/console/solution/index?id=sol22222']))
    expect(page.of('solution.save')[0]?.input).toEqual({
      name: '门店客户经营',
      overview: OVERVIEW,
      text: '',
      linkedApps: [CRM],
    })
    expect(screen.queryByRole('checkbox', { name: /服务台/ })).toBeNull()
  })

  it('shows a colleague’s change beside hers and overwrites only when told to', async () => {
    let stored = aSolution()
    const page = open({
      'solution.get': () => got(stored),
      'solution.save': (input) => {
        const { version, ...words } = input as { version: number; name: string; overview: string }
        if (version !== stored.version) throw refuse('CONFLICT', '有同事刚改过这个方案', { version: stored.version })
        return (stored = aSolution({ ...words, linkedApps: stored.linkedApps, version: version + 1 }))
      },
    })
    await screen.findByDisplayValue('门店客户经营')
    type('方案名称', '我的名字')
    stored = aSolution({ name: '同事的名字', version: 2 })
    press('保存')
    expect(await screen.findByRole('heading', { name: '同事刚改过这个方案' })).toBeTruthy()
    expect(screen.getByText(/同事的：同事的名字/)).toBeTruthy()
    expect(screen.getByDisplayValue('我的名字')).toBeTruthy()
    press('用我的覆盖')
    await waitFor(() => expect(screen.queryByRole('heading', { name: '同事刚改过这个方案' })).toBeNull())
    expect(page.of('solution.save').map((called) => called.input.version)).toEqual([1, 2])
    expect(stored.name).toBe('我的名字')
  })

  it('takes no conflict from a version that moved without its words changing', async () => {
    let stored = aSolution()
    const page = open({
      'solution.get': () => got(stored),
      'solution.save': (input) => {
        const { version, name } = input as { version: number; name: string }
        if (version !== stored.version) throw refuse('CONFLICT', '有同事刚改过这个方案')
        return (stored = aSolution({ name, version: version + 1 }))
      },
    })
    await screen.findByDisplayValue('门店客户经营')
    type('方案名称', '新的名字')
    // A review was written meanwhile.
    stored = aSolution({ version: 2, reviewCount: 1, starAverage: 5 })
    press('保存')
    expect(await screen.findByText('没有未保存的改动')).toBeTruthy()
    expect(page.of('solution.save').map((called) => called.input.version)).toEqual([1, 2])
    expect(screen.queryByRole('heading', { name: '同事刚改过这个方案' })).toBeNull()
  })

  it('publishes only what is saved, and says that nobody else reviewed it', async () => {
    let stored = aSolution()
    open({
      'solution.get': () => got(stored),
      'solution.publish': () =>
        (stored = aSolution({ published: { at: Date.now(), isSelfReviewed: true }, version: 2 })),
    })
    fireEvent.click(await screen.findByRole('button', { name: '发布' }))
    const sheet = within(screen.getByRole('dialog'))
    expect(sheet.getByText(/会标记为“自审”/)).toBeTruthy()
    fireEvent.click(sheet.getByRole('button', { name: '发布' }))
    expect(await screen.findByText('已发布')).toBeTruthy()
    expect(screen.getByText(/自审：没有另外的审核人/)).toBeTruthy()
    expect(screen.getByText('https://accord.example/s/yunqi/sol22222')).toBeTruthy()
    type('方案名称', '还没保存')
    expect(screen.getByText(/方案已发布，保存后推广页立即更新/)).toBeTruthy()
  })

  it('leaves publishing to the owner', async () => {
    open({ 'solution.get': () => got(aSolution()) }, 'sol22222', { ...STAFF, roles: ['solutionEditor'] })
    expect(await screen.findByText(/发布由负责人来做/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '发布' })).toBeNull()
  })

  it('invites by the plain corp id and says when WeCom could not verify it', async () => {
    let invitations: ReviewInvitationView[] = []
    const page = open({
      'solution.get': () => got(aSolution(), invitations),
      'review.invite': () => {
        const made = anInvitation()
        invitations = [made]
        return made
      },
    })
    await screen.findByLabelText('客户的企业 ID')
    press('生成评价链接')
    expect(await screen.findByText(/企业 ID 由字母和数字组成|请填写客户的企业 ID/)).toBeTruthy()
    type('客户的企业 ID', ' ww3e5a9d7c1b2f4860 ')
    press('生成评价链接')
    expect(await screen.findByText('企业未核实')).toBeTruthy()
    expect(screen.getByText(/企业微信不肯转换它的 ID/)).toBeTruthy()
    expect(page.of('review.invite')).toHaveLength(1)
    press('二维码')
    expect(within(screen.getByRole('dialog')).getByRole('img', { name: /评价二维码/ })).toBeTruthy()
  })

  it('tells written, expired and open invitations apart', async () => {
    open({
      'solution.get': () =>
        got(aSolution(), [
          anInvitation({ id: 'a', corpBasis: 'observed' }),
          anInvitation({ id: 'b', corpBasis: 'observed', writtenAt: Date.now() }),
          anInvitation({ id: 'c', corpBasis: 'observed', expiresAt: Date.now() - 60_000 }),
        ]),
    })
    const list = within(await screen.findByRole('list', { name: '评价邀请' }))
    expect(list.getByText('等客户来写')).toBeTruthy()
    expect(list.getByText('已写评价')).toBeTruthy()
    expect(list.getByText('已过期')).toBeTruthy()
    expect(list.getAllByRole('button', { name: '复制链接' })).toHaveLength(1)
  })
})
