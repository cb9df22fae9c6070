import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { closePage, openPage, refuse, STAFF } from '../../../testing/render-page'
import InvitePage from './index'

const aTemplate = (changed: object = {}) => ({
  suiteId: 'dk71c3e9',
  kind: 'template',
  use: 'customer',
  name: '客户旅程 CRM',
  reason: '让导购跟进客户',
  launched: { value: true, basis: 'declared', at: 1 },
  secretSetAt: 1,
  callbackUrl: 'https://x.example/callback',
  ...changed,
})
const draftTemplate = aTemplate({
  suiteId: 'dkdraft1',
  name: '会员通',
  launched: { value: false, basis: 'declared', at: 1 },
})
const registry = () => ({
  suites: [aTemplate(), draftTemplate, aTemplate({ suiteId: 'ww01', kind: 'suite', name: '合契' })],
})

const open = (create: (input: unknown) => unknown = () => ({ id: 'abcdefgh' })) =>
  openPage(<InvitePage />, { script: { 'registry.list': registry, 'invitation.create': create }, me: STAFF })

const press = () => act(async () => void fireEvent.click(screen.getByRole('button', { name: '生成邀请' })))

describe('a new invitation', () => {
  afterEach(closePage)

  it('offers launched templates only, and says why another cannot be taken yet', async () => {
    open()
    await screen.findByRole('checkbox', { name: /客户旅程 CRM/ })
    expect(screen.queryByRole('checkbox', { name: /合契/ })).toBeNull()
    expect((screen.getByRole('checkbox', { name: /会员通/ }) as HTMLInputElement).disabled).toBe(true)
    expect(screen.getByText(/模板还没有在企业微信服务商后台上线/)).toBeTruthy()
  })

  it('names everything that is missing at once and sends nothing', async () => {
    const page = open()
    await screen.findByRole('checkbox', { name: /客户旅程 CRM/ })
    await press()
    expect(screen.getByText('请填写客户名称')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByLabelText('客户名称'))
    expect(screen.getByRole('alert').textContent).toBe('请至少选择一个应用')
    expect(page.of('invitation.create')).toEqual([])
  })

  it('takes the template’s own reason unless another is written, and leads to the invitation', async () => {
    const page = open()
    fireEvent.click(await screen.findByRole('checkbox', { name: /客户旅程 CRM/ }))
    fireEvent.change(screen.getByLabelText('客户名称'), { target: { value: '华东零售' } })
    const reason = screen.getByLabelText(/为什么需要“客户旅程 CRM”/)
    expect((reason as HTMLInputElement).value).toBe('让导购跟进客户')
    await press()
    await waitFor(() =>
      expect(page.of('invitation.create')[0]?.input).toEqual({
        customerName: '华东零售',
        templates: [{ suiteId: 'dk71c3e9', reason: '让导购跟进客户' }],
      }),
    )
    expect(page.moves()).toContain('/console/invitation/index?id=abcdefgh')
  })

  it('keeps what was written when the server refuses, with its words', async () => {
    open(() => {
      throw refuse('ILLEGAL_STATE', '模板“客户旅程 CRM”已经下线')
    })
    fireEvent.click(await screen.findByRole('checkbox', { name: /客户旅程 CRM/ }))
    fireEvent.change(screen.getByLabelText('客户名称'), { target: { value: '华东零售' } })
    await press()
    await screen.findByText('模板“客户旅程 CRM”已经下线')
    expect((screen.getByLabelText('客户名称') as HTMLInputElement).value).toBe('华东零售')
  })
})
