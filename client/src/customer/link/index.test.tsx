import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { ADMIN, closePage, openPage, refuse } from '../../../testing/render-page'
import LinkPage from './index'

const TOKEN = 'abcdefghijklmnopqrstuvwxyz'
const anItem = (changed: object = {}) => ({
  suiteId: 'dk71c3e9',
  kind: 'template',
  name: '客户旅程 CRM',
  reason: '跟进客户',
  ...changed,
})
const suite = (changed: object = {}) => anItem({ suiteId: 'ww01suite', kind: 'suite', name: '合契', ...changed })
const anInvitation = (changed: object = {}) => ({
  provider: { id: 'yunqi', name: '云起科技' },
  customerName: '华东零售',
  ownerName: '苏晴',
  note: '按合同开通',
  createdAt: Date.now(),
  phase: 'opened',
  items: [suite(), anItem()],
  ...changed,
})

const open = (invitation: () => unknown, more: Parameters<typeof openPage>[1]['script'] = {}) =>
  openPage(<LinkPage />, {
    script: { 'invitation.open': invitation, 'invitation.recordOpen': () => ({}), ...more },
    query: { provider: 'yunqi', token: TOKEN },
  })

describe('the page behind a link', () => {
  afterEach(closePage)

  it('says who asks for what and why before anything else, and records once that a person saw it', async () => {
    const page = open(() => anInvitation())
    await screen.findByRole('heading', { name: '为华东零售开通 1 个应用', level: 1 })
    expect(screen.getByText('云起科技 的邀请')).toBeTruthy()
    expect(screen.getByText('跟进客户')).toBeTruthy()
    expect(screen.getByText('按合同开通')).toBeTruthy()
    expect(screen.queryByRole('img')).toBeNull()
    await waitFor(() => expect(page.of('invitation.recordOpen')).toHaveLength(1))
  })

  it('offers item 0 first, and says what skipping it costs', async () => {
    let skippedAt: number | undefined
    const page = open(() => anInvitation({ items: [suite(skippedAt ? { skippedAt } : {}), anItem()] }), {
      'invitation.signInSuiteQr': () => ({ picture: 'data:image/png;base64,AAAA' }),
      'invitation.skipSignInSuite': () => ((skippedAt = 1), {}),
      'invitation.authQr': () => ({
        url: 'https://open.work.weixin.qq.com/x',
        createdAt: 1,
        expiresAt: Date.now() + 1e9,
      }),
    })
    fireEvent.click(await screen.findByRole('button', { name: '我已了解，开始授权' }))
    await screen.findByRole('img', { name: '添加“合契”的企业微信二维码' })
    fireEvent.click(screen.getByRole('button', { name: '先跳过这一步' }))
    const sheet = within(screen.getByRole('dialog', { name: '先不添加？' }))
    expect(sheet.getByText(/工作台里没有入口/)).toBeTruthy()
    fireEvent.click(sheet.getByRole('button', { name: '跳过' }))
    const picture = await screen.findByRole('img', { name: '企业微信授权二维码' })
    expect(picture.getAttribute('src')).toMatch(/^data:image\/png;base64,/)
    expect(page.of('invitation.skipSignInSuite')[0]?.input).toEqual({ provider: 'yunqi', token: TOKEN })
  })

  it('is done only when every app was probed', async () => {
    const doneAt = { authorised: 1, exchanged: 2, infoRead: 3, tokenHad: 4, probed: 5 }
    const install = { corpName: '华东零售', generation: 1, status: 'active', doneAt }
    open(() => anInvitation({ phase: 'done', items: [suite({ skippedAt: 1 }), anItem({ install })] }))
    await screen.findByRole('heading', { name: '全部完成' })
    expect(screen.getByRole('link', { name: '查看我的待办' }).getAttribute('href')).toBe('#/customer/inbox/index')
  })

  it('says that a revoked invitation is over and what stays', async () => {
    open(() => anInvitation({ phase: 'revoked' }))
    await screen.findByRole('heading', { name: '这份邀请已经作废' })
    expect(screen.getByText(/已完成的授权不受影响/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /开始授权/ })).toBeNull()
  })

  it('passes on the server’s words for a link it does not know', async () => {
    open(() => {
      throw refuse('NOT_FOUND', '没有找到这份邀请')
    })
    await screen.findByText('没有找到这份邀请')
  })

  it.each([[{ provider: 'yunqi', token: 'short' }], [{ provider: '../etc', token: TOKEN }], [{}]])(
    'asks the server nothing for a garbled link %j',
    (query) => {
      const page = openPage(<LinkPage />, { script: {}, query, me: ADMIN })
      expect(screen.getByRole('heading', { name: '没认出这个邀请' })).toBeTruthy()
      expect(page.calls).toEqual([])
    },
  )
})
