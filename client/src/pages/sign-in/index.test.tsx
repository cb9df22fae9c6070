import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { SignInAs } from '../../features/development/sign-in-as'
import { closePage, openPage, STAFF } from '../../../testing/render-page'
import Taro from '../../../testing/stubs/taro'
import ScanPage from '../scan/index'
import SignInPage from './index'

const yunqi = { id: 'yunqi', name: '云起科技' }
const bootstrap = () => ({ provider: yunqi, signInSuiteId: 'ww01suite', hasWebLogin: true })

afterEach(closePage)

describe('signing in from a browser', () => {
  it.each([
    ['/console/home/index', '用企业微信扫码登录', '用企业微信登录'],
    ['/customer/inbox/index', '用企业微信登录', '用企业微信扫码登录'],
  ])('offers for %s the one door that leads there', async (to, door, other) => {
    openPage(<SignInPage />, {
      script: { 'session.bootstrap': bootstrap },
      query: { to: encodeURIComponent(to), provider: 'yunqi' },
    })
    await screen.findByRole('button', { name: door })
    expect(screen.queryByRole('button', { name: other })).toBeNull()
    expect(screen.getByText('云起科技')).toBeTruthy()
  })

  it('lets her choose the provider where the stand-in plays several', async () => {
    const script = {
      'session.bootstrap': () => ({
        hasWebLogin: true,
        standIn: { wecomUrl: 'http://127.0.0.1:1', providers: [yunqi, { id: 'qinghe', name: '青禾数科' }] },
      }),
    }
    openPage(<SignInPage />, { script })
    const choice = (await screen.findByLabelText('服务商')) as HTMLSelectElement
    expect([...choice.options].map((option) => option.text)).toEqual(['云起科技', '青禾数科'])
  })

  it('says so when WeCom sent her back without a code', async () => {
    openPage(<SignInPage />, { script: { 'session.bootstrap': bootstrap }, query: { failed: '1', provider: 'yunqi' } })
    await screen.findByRole('heading', { name: '登录没有完成' })
  })

  it('refuses a code that this browser did not ask for, with a way on', async () => {
    const page = openPage(<SignInPage />, {
      script: { 'session.bootstrap': bootstrap },
      query: { code: 'abc', state: 'xyz' },
    })
    await screen.findByText(/不是从这个浏览器开始的/)
    expect(screen.getByRole('link', { name: '重新登录' })).toBeTruthy()
    expect(page.of('session.signIn')).toEqual([])
  })
})

describe('being anybody of the stand-in’s world, in development builds', () => {
  it('signs in with the code WeCom’s client would have given her', async () => {
    const answers: Record<string, unknown> = {
      'http://127.0.0.1:1/platform/world.get': {
        corps: [
          { corpId: 'wwhuadong', name: '华东零售', members: [{ userId: 'lixiang', name: '李想', title: '主管' }] },
        ],
      },
      'http://127.0.0.1:1/platform/client.miniProgramLogin': { code: 'code-1' },
    }
    const asked: { url: string; data?: unknown }[] = []
    jest.mocked(Taro.request).mockImplementation(((options: { url: string; data?: unknown }) => {
      asked.push(options)
      return Promise.resolve({ statusCode: 200, data: answers[options.url] })
    }) as never)
    const onDone = jest.fn()
    const page = openPage(
      <SignInAs
        provider={'yunqi' as ProviderId}
        suiteId={'ww01suite' as SuiteId}
        wecomUrl="http://127.0.0.1:1"
        onDone={onDone}
      />,
      { script: { 'session.signIn': () => ({ session: 'token', me: STAFF }) } },
    )
    fireEvent.click(await screen.findByRole('button', { name: '华东零售 · 李想（主管）' }))
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1))
    expect(asked[1]?.data).toEqual({ suiteId: 'ww01suite', corpId: 'wwhuadong', userId: 'lixiang' })
    expect(page.of('session.signIn')[0]?.input).toEqual({ provider: 'yunqi', via: 'miniProgram', code: 'code-1' })
  })
})

describe('opening an invitation', () => {
  it('takes a pasted link, and explains WeCom’s own', async () => {
    const page = openPage(<ScanPage />, { script: {} })
    const field = screen.getByLabelText('邀请链接')
    fireEvent.change(field, { target: { value: 'https://open.work.weixin.qq.com/3rdapp/install?x=1' } })
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: '打开' })))
    expect(screen.getByText(/只有企业微信的“扫一扫”能打开它/)).toBeTruthy()
    fireEvent.change(field, { target: { value: 'https://a.example/l/yunqi/abcdefghijklmnopqrstuvwxyz' } })
    expect(screen.queryByText(/只有企业微信/)).toBeNull()
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: '打开' })))
    expect(page.moves()).toContain('/customer/link/index?provider=yunqi&token=abcdefghijklmnopqrstuvwxyz')
  })
})
