import * as v from 'valibot'
import { defineAction } from '@shared/contract/define'
import { call, readAnswer } from './call'
import { deviceNow, serverNow } from './now'
import { clearSession, keepSession, sessionToken } from './session'
import { keyFor } from './storage'

const read = defineAction({
  name: 'thing.get',
  about: 'A read.',
  access: { kind: 'public' },
  changes: false,
  input: v.object({ id: v.string() }),
  output: v.object({ name: v.string() }),
})
const write = defineAction({ ...read, name: 'thing.set', changes: true })

const answer = (body: object, status = 200) =>
  Promise.resolve({ status, text: () => Promise.resolve(JSON.stringify(body)) })
const fetchMock = jest.fn()
beforeEach(() => {
  fetchMock.mockReset()
  Object.assign(globalThis, { fetch: fetchMock })
  clearSession()
})

const sent = (at = 0) => {
  const [url, init] = fetchMock.mock.calls[at] as [string, { headers: Record<string, string>; body: string }]
  return { url, headers: init.headers, body: JSON.parse(init.body) as { input: unknown; client: string; key?: string } }
}

describe('a call', () => {
  it('posts input and version to the action’s address, with the session as bearer', async () => {
    keepSession('token-1')
    fetchMock.mockReturnValue(answer({ ok: true, data: { name: 'x' }, now: 1 }))
    expect(await call(read, { id: '1' })).toEqual({ name: 'x' })
    expect(sent()).toMatchObject({
      url: `${window.location.origin}/api/thing.get`,
      headers: { authorization: 'Bearer token-1' },
      body: { input: { id: '1' }, client: '0.1.0' },
    })
    expect(sent().body.key).toBeUndefined()
  })

  it('repeats a change whose answer was lost once, under the same key', async () => {
    fetchMock
      .mockRejectedValueOnce(new TypeError('network'))
      .mockReturnValueOnce(answer({ ok: true, data: { name: 'x' }, now: 1 }))
    await call(write, { id: '1' })
    expect(sent(0).body.key).toMatch(/^[a-z0-9]{24}$/)
    expect(sent(1).body.key).toBe(sent(0).body.key)
  })

  it('never repeats a change that was refused', async () => {
    fetchMock.mockReturnValue(
      answer({ ok: false, error: { code: 'CONFLICT', userMessage: '已被改过', requestId: 'r' }, now: 1 }, 409),
    )
    await expect(call(write, { id: '1' })).rejects.toMatchObject({ code: 'CONFLICT', userMessage: '已被改过' })
    expect(fetchMock).toHaveBeenCalledTimes(1)
  })

  it('calls a lost network by its name', async () => {
    fetchMock.mockRejectedValue(new TypeError('network'))
    await expect(call(read, { id: '1' })).rejects.toMatchObject({ details: { offline: true } })
  })

  it('does not take a page of somebody between us for an answer', async () => {
    fetchMock.mockReturnValue(Promise.resolve({ status: 200, text: () => Promise.resolve('<html>登录 WiFi</html>') }))
    await expect(call(read, { id: '1' })).rejects.toMatchObject({ details: { offline: true } })
  })
})

describe('an answer', () => {
  it('sets the clock by the server', () => {
    readAnswer({ ok: true, data: 1, now: deviceNow() + 3_600_000 }, 200, deviceNow())
    expect(Math.abs(serverNow() - deviceNow() - 3_600_000)).toBeLessThan(1_000)
    readAnswer({ ok: true, data: 1, now: deviceNow() }, 200, deviceNow())
  })

  it('may renew the session', () => {
    keepSession('old')
    readAnswer({ ok: true, data: 1, now: 1, session: 'new' }, 200, 0)
    expect(sessionToken()).toBe('new')
  })

  it('forgets a session the server no longer knows', () => {
    keepSession('old')
    const refused = { ok: false, error: { code: 'UNAUTHENTICATED', userMessage: '', requestId: 'r' }, now: 1 }
    expect(() => readAnswer(refused, 401, 0)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }))
    expect(sessionToken()).toBeUndefined()
  })

  it('keeps the request id and details, and reads a code it does not know as an inner fault', () => {
    const refused = {
      ok: false,
      error: { code: 'NEW_CODE', userMessage: '', requestId: 'r-1', details: { field: 'x' } },
      now: 1,
    }
    expect(() => readAnswer(refused, 400, 0)).toThrow(
      expect.objectContaining({ code: 'INTERNAL', userMessage: undefined, details: { field: 'x', requestId: 'r-1' } }),
    )
  })
})

it('keeps the seats of the desk apart on one device', () => {
  expect(keyFor('session', 'seat-a')).not.toBe(keyFor('session', 'seat-b'))
  expect(keyFor('session', 'anything else')).toBe(keyFor('session', ''))
})
