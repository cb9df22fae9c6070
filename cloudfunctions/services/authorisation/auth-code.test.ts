import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { openTestServices, seedSuite, type TestServices } from '@sandbox/testing/test-services'
import type { PermanentCode, WeComClient } from '../../wecom/client'
import { WeComError } from '../../wecom/wecom-error'
import { exchangeOnce } from './auth-code'

const REF = { providerId: 'yunqi' as ProviderId, suiteId: seedSuite('yunqi', 'template').suiteId as SuiteId }
const GOT: PermanentCode = { permanentCode: 'p', authCorpId: 'wpCORP' as CorpId, corpName: '华东零售' }
const PATH = '/cgi-bin/service/v2/get_permanent_code'
const MINUTE = 60_000

describe('a single-use auth code', () => {
  let world: TestServices
  let answers: (() => Promise<PermanentCode>)[]
  let asked: number
  beforeEach(async () => {
    world = await openTestServices()
    answers = []
    asked = 0
  })
  afterEach(() => world.close())

  const wecom = (): WeComClient => ({
    ...world.services.wecom,
    exchangeAuthCode: () => {
      asked++
      const next = answers.shift()
      if (!next) throw new Error('asked once too often')
      return next()
    },
  })
  const exchange = (issuedAt = world.clock.now()) =>
    exchangeOnce({ ...world.services, wecom: wecom() }, REF, 'code', issuedAt)
  const no =
    (errcode: number | undefined, mayHaveWorked = false, api = PATH) =>
    () =>
      Promise.reject(new WeComError(api, errcode, 'no', 'later', mayHaveWorked))
  const yes = () => Promise.resolve(GOT)

  it('is asked for once at a time: who comes second waits', async () => {
    let answer: (code: PermanentCode) => void = () => undefined
    answers = [() => new Promise((resolve) => (answer = resolve))]
    const first = exchange()
    while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(await exchange()).toEqual({ type: 'busy' })
    answer(GOT)
    expect(await first).toMatchObject({ type: 'got', code: GOT })
    expect(asked).toBe(1)
  })

  it('that WeCom refuses is spent, and is not asked for again', async () => {
    answers = [no(40078)]
    expect(await exchange()).toEqual({ type: 'spent', mayHaveWorked: false })
    expect(await exchange()).toEqual({ type: 'spent', mayHaveWorked: false })
    expect(asked).toBe(1)
  })

  it('is tried again after a clean failure, and a later refusal is not taken for a lost success', async () => {
    answers = [no(40085), no(undefined), no(40078)]
    await expect(exchange()).rejects.toMatchObject({ errcode: 40085 })
    await expect(exchange()).rejects.toMatchObject({ errcode: undefined })
    expect(await exchange()).toEqual({ type: 'spent', mayHaveWorked: false })
  })

  it('whose answer was lost is asked for again at once, and then known to be in question', async () => {
    answers = [no(undefined, true), no(40078)]
    await expect(exchange()).rejects.toMatchObject({ errcode: undefined })
    expect(await exchange()).toEqual({ type: 'spent', mayHaveWorked: true })
    expect(await exchange()).toEqual({ type: 'spent', mayHaveWorked: true })
  })

  it('whose answer was lost may still be good', async () => {
    answers = [no(undefined, true), yes]
    await expect(exchange()).rejects.toMatchObject({ errcode: undefined })
    expect(await exchange()).toMatchObject({ type: 'got' })
  })

  it('is not in question because the token before it timed out', async () => {
    answers = [no(undefined, true, '/cgi-bin/service/get_suite_token'), no(40078)]
    await expect(exchange()).rejects.toMatchObject({ errcode: undefined })
    expect(await exchange()).toEqual({ type: 'spent', mayHaveWorked: false })
  })

  it('that nobody could exchange in time is expired, and says so for good', async () => {
    const issuedAt = world.clock.now()
    answers = [no(40085)]
    await expect(exchange(issuedAt)).rejects.toMatchObject({ errcode: 40085 })
    world.clock.advance(13 * MINUTE)
    expect(await exchange(issuedAt)).toEqual({ type: 'expired' })
    expect(await exchange(issuedAt)).toEqual({ type: 'expired' })
    expect(asked).toBe(1)
  })

  it('after a crash in the middle waits out the call, then asks, however late it is', async () => {
    const issuedAt = world.clock.now()
    // A process that dies never notes what became of its call.
    answers = [() => new Promise<PermanentCode>(() => undefined)]
    void exchange(issuedAt)
    while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(await exchange(issuedAt)).toEqual({ type: 'busy' })
    world.clock.advance(30 * MINUTE)
    answers = [no(40078)]
    expect(await exchange(issuedAt)).toEqual({ type: 'spent', mayHaveWorked: true })
  })
})
