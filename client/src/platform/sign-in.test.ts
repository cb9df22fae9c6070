/** @jest-environment-options {"url": "http://127.0.0.1:4680/app/"} */
import { createHash, webcrypto } from 'node:crypto'
import { TextEncoder } from 'node:util'
import type { ProviderId } from '@shared/wecom/ids'
import { challengeOf, newVerifier } from './challenge'
import { currentMe } from './session'
import { finishBrowserSignIn, signOut, trade } from './sign-in'

const me = {
  provider: { id: 'yunqi', name: '云起科技' },
  side: 'staff',
  corpId: 'ww1234',
  openUserId: 'wo1',
  name: '苏晴',
  roles: ['projectManager'],
}
const PROVIDER = 'yunqi' as ProviderId
const fetchMock = jest.fn()
const bodyOf = () => JSON.parse((fetchMock.mock.calls[0] as [string, { body: string }])[1].body) as { input: object }

beforeAll(() => {
  Object.defineProperty(window, 'crypto', { value: webcrypto })
  Object.assign(globalThis, { TextEncoder, fetch: fetchMock })
})
beforeEach(() => {
  window.sessionStorage.clear()
  fetchMock.mockReset()
  fetchMock.mockReturnValue(
    Promise.resolve({
      status: 200,
      text: () => Promise.resolve(JSON.stringify({ ok: true, data: { session: 't', me }, now: 1 })),
    }),
  )
})

it('binds a sign-in to this browser by the challenge the server expects', async () => {
  const verifier = newVerifier()
  expect(verifier).toMatch(/^[a-z2-7]{26}$/)
  const signs = 'abcdefghijklmnopqrstuvwxyz234567'
  const bits = [...createHash('sha256').update(verifier).digest()]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  const expected = Array.from({ length: 26 }, (_, at) => signs[parseInt(bits.slice(at * 5, at * 5 + 5), 2)]).join('')
  expect(await challengeOf(verifier)).toBe(expected)
})

it('keeps who signed in', async () => {
  await trade({ provider: PROVIDER, via: 'miniProgram', code: 'c' })
  expect(currentMe()).toMatchObject({ name: '苏晴', side: 'staff' })
})

it('trades a returned code with the verifier that stayed here, once', async () => {
  const pending = { provider: PROVIDER, via: 'webLogin', verifier: 'v'.repeat(26), to: '/console/home/index' }
  window.sessionStorage.setItem('accord:pending-sign-in', JSON.stringify(pending))
  expect(await finishBrowserSignIn('code', 'state')).toMatchObject({ to: '/console/home/index' })
  expect(bodyOf().input).toEqual({
    provider: 'yunqi',
    via: 'webLogin',
    code: 'code',
    state: 'state',
    verifier: pending.verifier,
  })
  await expect(finishBrowserSignIn('code', 'state')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

it('refuses a sign-in this browser never began, without asking the server', async () => {
  await expect(finishBrowserSignIn('code', 'state')).rejects.toMatchObject({
    userMessage: expect.stringContaining('重新登录'),
  })
  expect(fetchMock).not.toHaveBeenCalled()
})

it('signs out on this device even when the server cannot be reached', async () => {
  await trade({ provider: PROVIDER, via: 'miniProgram', code: 'c' })
  fetchMock.mockReset()
  fetchMock.mockRejectedValue(new TypeError('network'))
  await signOut()
  expect(currentMe()).toBeUndefined()
})
