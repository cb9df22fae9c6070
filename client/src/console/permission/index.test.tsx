import { configure, fireEvent, screen, within } from '@testing-library/react'
import type { DossierView, RequestView } from '@shared/contract/permission'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { closePage, openPage, refuse, STAFF } from '../../../testing/render-page'
import PermissionPage from './index'

// The catalogue is long: asking jsdom of each of its boxes whether it is laid out takes seconds.
configure({ defaultHidden: true })

const MOBILE = 'contact:sensitive:mobile'
const TAG = 'externalcontact:contact:tag'
const APP = { corpId: 'wphuadong01', suiteId: 'dk71c3e9' }

const item = (key: string, isMustHave: boolean) => ({
  key,
  reason: '用来给客户回访',
  feature: '客户回访',
  isMustHave,
  withoutIt: '回访不能用',
})

const aRequest = (changed: Partial<RequestView> = {}): RequestView => ({
  no: 1,
  state: 'draft',
  items: [item(MOBILE, true), item(TAG, false)],
  askedAt: Date.now() - 60_000,
  askedByName: '苏晴',
  before: [],
  ...changed,
})

const aDossier = (request?: RequestView, effective: readonly string[] = []): DossierView => ({
  provider: { id: 'yunqi' as ProviderId, name: '云起科技' },
  suiteId: APP.suiteId as SuiteId,
  corpId: APP.corpId as CorpId,
  corpName: '华东零售',
  appName: '客户旅程 CRM',
  effective: { value: [...effective], basis: 'observed', at: Date.now() },
  ...(request ? { request } : {}),
})

const open = (script: Parameters<typeof openPage>[1]['script']) =>
  openPage(<PermissionPage />, { script, me: STAFF, query: { corp: APP.corpId, suite: APP.suiteId } })

const type = (label: string, words: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: words } })
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

describe('the permission page of the console', () => {
  afterEach(closePage)

  it('asks for a permission only with its reason, feature and consequence, and sends exactly what was written', async () => {
    let dossier = aDossier()
    const page = open({
      'permission.get': () => dossier,
      'permission.ask': () => (dossier = aDossier(aRequest())),
    })
    await screen.findByText('还没有申请过自定义权限', { exact: false })
    type('搜索权限名称或标识', '手机号')
    const catalogue = within(screen.getByRole('group', { name: '权限目录' }))
    fireEvent.click(catalogue.getByRole('checkbox', { name: /^手机号/ }))
    press('发给客户选择')
    expect(await screen.findByText('理由至少 4 字')).toBeTruthy()
    expect(page.of('permission.ask')).toHaveLength(0)
    type('为什么需要', '用来给客户回访')
    type('哪个功能要用', '客户回访')
    type('没有它会怎样', '回访不能用')
    fireEvent.click(screen.getByRole('switch', { name: /必需/ }))
    expect(screen.getByText('共 1/30 项，必需 1 项，可选 0 项')).toBeTruthy()
    press('发给客户选择')
    expect(await screen.findByText('第 1 次申请')).toBeTruthy()
    expect(page.of('permission.ask').map((called) => called.input)).toEqual([{ ...APP, items: [item(MOBILE, true)] }])
  })

  it('keeps what is in force out of a request', async () => {
    open({ 'permission.get': () => aDossier(undefined, [MOBILE]) })
    const box = await screen.findByRole('checkbox', { name: /^手机号/ })
    expect((box as HTMLInputElement).disabled).toBe(true)
    expect((box as HTMLInputElement).checked).toBe(true)
  })

  it('replaces an open request only openly, saying what is lost', async () => {
    let dossier = aDossier(aRequest({ state: 'filed', chosen: [MOBILE], filedAt: Date.now() }))
    const page = open({
      'permission.get': () => dossier,
      'permission.ask': () => (dossier = aDossier(aRequest({ no: 2 }))),
    })
    fireEvent.click(await screen.findByRole('button', { name: '用新的申请取代' }))
    press('取代并发给客户')
    expect(page.of('permission.ask')).toHaveLength(0)
    const sheet = within(screen.getByRole('dialog'))
    expect(sheet.getByText(/那条确认消息收不回/)).toBeTruthy()
    fireEvent.click(sheet.getByRole('button', { name: '取代' }))
    expect(await screen.findByText('第 2 次申请')).toBeTruthy()
    expect(page.of('permission.ask')[0]?.input).toMatchObject({ supersedes: 1 })
  })

  it('shows whose place a request would take when a colleague was a moment faster', async () => {
    let dossier = aDossier(aRequest({ state: 'declined', answeredAt: Date.now() }))
    const page = open({
      'permission.get': () => dossier,
      'permission.ask': (input) => {
        if ((input as { supersedes?: number }).supersedes === 2) return (dossier = aDossier(aRequest({ no: 3 })))
        dossier = aDossier(aRequest({ no: 2 }))
        throw refuse('ILLEGAL_STATE', '上一次申请还在等客户答复', { reason: 'requestOpen' })
      },
    })
    fireEvent.click(await screen.findByRole('button', { name: '再申请权限' }))
    press('发给客户选择')
    const sheet = within(await screen.findByRole('dialog'))
    expect(sheet.getByText('用新的申请取代第 2 次申请？')).toBeTruthy()
    fireEvent.click(sheet.getByRole('button', { name: '取代' }))
    expect(await screen.findByText('第 3 次申请')).toBeTruthy()
    expect(page.of('permission.ask')).toHaveLength(2)
  })

  it('leads to WeCom’s console with exactly the chosen set, and files it as declared', async () => {
    let dossier = aDossier(aRequest({ state: 'consulted', chosen: [MOBILE], consultedAt: Date.now() }))
    const page = open({
      'permission.get': () => dossier,
      'permission.file': () =>
        (dossier = aDossier(aRequest({ state: 'filed', chosen: [MOBILE], filedAt: Date.now(), filedBy: '苏晴' }))),
    })
    expect(await screen.findByText(/1\. 成员敏感信息 \/ 手机号（contact:sensitive:mobile）/)).toBeTruthy()
    expect(screen.queryByText(/客户标签管理（/)).toBeNull()
    expect(screen.getByText('客户没有选')).toBeTruthy()
    press('我已在企业微信提交')
    fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '已提交' }))
    expect(await screen.findAllByText('待企业客户确认')).toHaveLength(2)
    expect(screen.getByText('已申报')).toBeTruthy()
    expect(page.of('permission.file').map((called) => called.input)).toEqual([{ ...APP, no: 1 }])
  })

  it('says that the customer cannot be reached, with text for a chat', async () => {
    open({
      'permission.get': () => aDossier(aRequest({ state: 'filed', chosen: [MOBILE], filedAt: Date.now() })),
      'permission.remind': () => ({
        outcome: 'unreachable',
        text: '这家企业没有安装服务台应用',
        copyText: '您好，请确认',
      }),
    })
    fireEvent.click(await screen.findByRole('button', { name: '提醒管理员' }))
    expect(await screen.findByText('企业微信里发不到')).toBeTruthy()
    expect(screen.getByText('您好，请确认')).toBeTruthy()
    expect(screen.getByRole('button', { name: '复制文字' })).toBeTruthy()
  })

  it('rolls the view back after a decline and keeps the remark', async () => {
    open({
      'permission.get': () =>
        aDossier(
          aRequest({
            state: 'declined',
            before: [TAG],
            answeredAt: Date.now(),
            declinedBy: '管理员 ··3f2a',
            remark: '先不给手机号',
          }),
          [TAG],
        ),
    })
    expect(await screen.findByText('权限回到申请前的样子')).toBeTruthy()
    expect(screen.getByText(/先不给手机号/)).toBeTruthy()
    expect(screen.getByText('申请过、没有生效：手机号')).toBeTruthy()
    expect(within(screen.getByRole('list', { name: '申请前后的权限' })).getByText('不变')).toBeTruthy()
  })

  it('leads out of an address that names no app', async () => {
    openPage(<PermissionPage />, { script: {}, me: STAFF, query: { corp: 'x' } })
    expect(await screen.findByText('没认出是哪个客户的哪个应用')).toBeTruthy()
    expect(screen.getByRole('link', { name: '从客户列表进入' })).toBeTruthy()
  })
})
