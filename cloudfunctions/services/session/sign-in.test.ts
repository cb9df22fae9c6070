/** Signing in against the stand-in. */
import * as session from '@shared/contract/session'
import type { ProviderId } from '@shared/wecom/ids'
import { openStage, type Stage } from '@sandbox/stories/stage'
import { SEED } from '@sandbox/wecom/world/seed'
import { people, personDocId } from '../../store/collections/corp'
import { put } from '../../store/store'
import { loadSession } from './load-session'
import { signIn } from './sign-in'

const YUNQI = 'yunqi' as ProviderId
const HUADONG = SEED.corps[0]?.corpId ?? ''
const SIGN_IN = SEED.providers[0]?.suites.find((suite) => suite.kind === 'signIn')?.suiteId ?? ''

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const codeOf = async (userId: string) =>
  (await stage.laptop.wecom.control('client.miniProgramLogin', { suiteId: SIGN_IN, corpId: HUADONG, userId })).code
const byCode = (code: string) => ({ provider: YUNQI, via: 'miniProgram', code }) as const

async function storeCalls(work: () => Promise<unknown>): Promise<{ reads: number; writes: number }> {
  const { counters } = stage.laptop.services().store
  const before = { ...counters }
  await work()
  return { reads: counters.reads - before.reads, writes: counters.writes - before.writes }
}

describe('signing in', () => {
  it('costs four store calls with configuration and tokens kept, the first time and later (P6)', async () => {
    await stage.nobody.call(session.signIn, byCode(await codeOf('chenchen')))
    for (const userId of ['lixiang', 'lixiang']) {
      const input = byCode(await codeOf(userId))
      expect(await storeCalls(() => stage.nobody.call(session.signIn, input))).toEqual({ reads: 2, writes: 2 })
    }
  })

  it('knows a person by provider, corp and open_userid', async () => {
    const { me } = await stage.nobody.call(session.signIn, byCode(await codeOf('lixiang')))
    expect(me).toMatchObject({ side: 'customer', roles: ['member'] })
    expect(me.corpId).not.toBe(HUADONG)
    expect(me.openUserId).not.toBe('lixiang')
    const again = await stage.nobody.call(session.signIn, byCode(await codeOf('lixiang')))
    expect(again.me).toEqual(me)
  })

  it('gives every one of several sign-ins at once a session of its own', async () => {
    const services = stage.laptop.services()
    await signIn(services, byCode(await codeOf('chenchen')))
    const codes = await Promise.all(Array.from({ length: 6 }, () => codeOf('lixiang')))
    const answers = await Promise.all(codes.map((code) => signIn(services, byCode(code))))
    expect(new Set(answers.map((answer) => answer.session)).size).toBe(6)
    for (const answer of answers) expect(await loadSession(services, answer.session)).toBeDefined()
  })

  it('stores nothing for a used code, and says to sign in again', async () => {
    const code = await codeOf('lixiang')
    await stage.nobody.call(session.signIn, byCode(code))
    const services = stage.laptop.services()
    const { writes } = await storeCalls(() =>
      expect(signIn(services, byCode(code))).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
        userMessage: '登录凭证已用过或超过 5 分钟，请重新登录',
      }),
    )
    expect(writes).toBe(0)
  })

  it('refuses a code five minutes old', async () => {
    const code = await codeOf('lixiang')
    await stage.advance(5 * 60_000 + 1000)
    await expect(stage.nobody.call(session.signIn, byCode(code))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('knows staff by their own list, and tells a colleague who is not on it the id her owner has to enter', async () => {
    const services = stage.laptop.services()
    const provider = SEED.providers[0]
    const member = { suiteId: SIGN_IN, corpId: provider?.corpId ?? '', userId: 'suqing' }
    const code = async () => (await stage.laptop.wecom.control('client.miniProgramLogin', member)).code
    const { me } = await signIn(services, byCode(await code()))
    expect(me).toMatchObject({ side: 'staff', roles: ['projectManager'] })

    const id = personDocId({ providerId: YUNQI, corpId: me.corpId, openUserId: me.openUserId })
    const stored = await services.store.get(people, id)
    await services.store.commit([put(people, id, stored, { openUserId: me.openUserId, roles: [] })])
    await expect(signIn(services, byCode(await code()))).rejects.toMatchObject({
      code: 'FORBIDDEN',
      userMessage: expect.stringContaining(me.openUserId),
    })
  })
})
