import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { DossierView, RequestView } from '@shared/contract/permission'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { ADMIN, closePage, openPage, refuse } from '../../../testing/render-page'
import PermissionPage from './index'

const MOBILE = 'contact:sensitive:mobile'
const NAME = 'contact:sensitive:user_name'
const TAG = 'externalcontact:contact:tag'

const item = (key: string, isMustHave: boolean) => ({
  key,
  reason: `为了 ${key}`,
  feature: '客户回访',
  isMustHave,
  withoutIt: `${key} 用不了`,
})

const aRequest = (changed: Partial<RequestView> = {}): RequestView => ({
  no: 1,
  state: 'draft',
  items: [item(MOBILE, true), item(NAME, true), item(TAG, false)],
  askedAt: Date.now() - 60_000,
  askedByName: '苏晴',
  before: [],
  ...changed,
})

const aDossier = (request: RequestView | undefined, effective: readonly string[] = []): DossierView => ({
  provider: { id: 'yunqi' as ProviderId, name: '云起科技' },
  suiteId: 'dk71c3e9' as SuiteId,
  corpId: 'wphuadong01' as CorpId,
  corpName: '华东零售',
  appName: '客户旅程 CRM',
  effective: { value: [...effective], basis: 'observed', at: Date.now() },
  ...(request ? { request } : {}),
})

const open = (script: Parameters<typeof openPage>[1]['script']) =>
  openPage(<PermissionPage />, { script, me: ADMIN, query: { suite: 'dk71c3e9' } })

describe('the permission page of a customer’s admin', () => {
  afterEach(closePage)

  it('keeps must-haves apart from optional ones, which are on as asked', async () => {
    open({ 'permission.open': () => aDossier(aRequest()) })
    const must = within(await screen.findByRole('list', { name: '必需的权限' }))
    expect(must.getAllByRole('listitem')).toHaveLength(2)
    expect(must.queryByRole('switch')).toBeNull()
    expect(must.getByText('手机号')).toBeTruthy()
    expect(must.getByText(`用于“客户回访”：为了 ${MOBILE}`)).toBeTruthy()
    expect(must.getByText(`没有它：${MOBILE} 用不了`)).toBeTruthy()
    const optional = within(screen.getByRole('list', { name: '可选的权限' }))
    expect((optional.getByRole('switch') as HTMLInputElement).checked).toBe(true)
    expect(screen.getByRole('button', { name: '就按这样（3 项）' })).toBeTruthy()
  })

  it('sends every must-have and only the optional ones that are on', async () => {
    let dossier = aDossier(aRequest())
    const page = open({
      'permission.open': () => dossier,
      'permission.choose': () => (dossier = aDossier(aRequest({ state: 'consulted', chosen: [MOBILE, NAME] }))),
    })
    fireEvent.click(await screen.findByRole('switch'))
    fireEvent.click(screen.getByRole('button', { name: '就按这样（2 项）' }))
    expect(await screen.findByText('已告诉服务商')).toBeTruthy()
    expect(page.of('permission.choose').map((called) => called.input)).toEqual([
      { suiteId: 'dk71c3e9', no: 1, chosen: [MOBILE, NAME] },
    ])
    expect(screen.getByRole('button', { name: '改一改选择' })).toBeTruthy()
  })

  it('keeps her choice and says why when it could not be sent', async () => {
    open({
      'permission.open': () => aDossier(aRequest()),
      'permission.choose': () => {
        throw refuse('ILLEGAL_STATE', '申请已经变了，请刷新后再看', { reason: 'noSuchRequest' })
      },
    })
    fireEvent.click(await screen.findByRole('switch'))
    fireEvent.click(screen.getByRole('button', { name: '就按这样（2 项）' }))
    expect(await screen.findByText('申请已经变了，请刷新后再看')).toBeTruthy()
    expect((screen.getByRole('switch') as HTMLInputElement).checked).toBe(false)
  })

  it('leads to WeCom’s own message once filed, and shows what was observed when it changes', async () => {
    let dossier = aDossier(aRequest({ state: 'filed', chosen: [MOBILE, NAME], filedAt: Date.now(), filedBy: '苏晴' }))
    jest.useFakeTimers({ doNotFake: ['performance'] })
    try {
      open({ 'permission.open': () => dossier })
      expect(await screen.findByText('请到企业微信里同意')).toBeTruthy()
      expect(screen.getAllByText('待企业客户确认')).toHaveLength(2)
      expect(screen.queryByRole('button', { name: /就按这样/ })).toBeNull()
      dossier = aDossier(aRequest({ state: 'agreed', chosen: [MOBILE, NAME], answeredAt: Date.now() }), [MOBILE, NAME])
      await act(() => jest.advanceTimersByTimeAsync(2_500))
      expect(screen.getByText('已生效')).toBeTruthy()
      const diff = within(screen.getByRole('list', { name: '申请前后的权限' }))
      expect(diff.getAllByText('新增')).toHaveLength(2)
      expect(screen.getByText('2 项生效')).toBeTruthy()
    } finally {
      jest.useRealTimers()
    }
  })

  it('says before a decline of a filed request that WeCom’s own message stays', async () => {
    let dossier = aDossier(aRequest({ state: 'filed', chosen: [MOBILE], filedAt: Date.now() }))
    const page = open({
      'permission.open': () => dossier,
      'permission.decline': () =>
        (dossier = aDossier(
          aRequest({
            state: 'declined',
            filedAt: Date.now(),
            answeredAt: Date.now(),
            declinedBy: '管理员',
            remark: '先不给',
          }),
        )),
    })
    fireEvent.click(await screen.findByRole('button', { name: '暂不同意' }))
    const sheet = within(screen.getByRole('dialog'))
    expect(sheet.getByText(/企业微信自己发的确认消息不会因此消失/)).toBeTruthy()
    fireEvent.change(sheet.getByLabelText(/想对服务商说的话/), { target: { value: '先不给' } })
    fireEvent.click(sheet.getByRole('button', { name: '暂不同意' }))
    expect(await screen.findByText('已告诉服务商：暂不同意')).toBeTruthy()
    expect(screen.getByText(/在那里点“同意”仍会生效/)).toBeTruthy()
    expect(page.of('permission.decline').map((called) => called.input)).toEqual([
      { suiteId: 'dk71c3e9', no: 1, remark: '先不给' },
    ])
  })

  it('says that there is nothing to confirm, and shows what is in force', async () => {
    open({ 'permission.open': () => aDossier(undefined, [TAG]) })
    expect(await screen.findByRole('heading', { name: '没有要确认的权限' })).toBeTruthy()
    expect(screen.getByText('客户标签管理')).toBeTruthy()
  })

  it('tells a member who is no admin whom to ask', async () => {
    open({
      'permission.open': () => {
        throw refuse('FORBIDDEN', '这件事需要应用管理员来办')
      },
    })
    await waitFor(() => expect(screen.getByText('这件事需要应用管理员来办')).toBeTruthy())
  })
})
