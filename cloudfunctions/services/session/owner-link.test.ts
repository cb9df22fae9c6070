import { begin, signIn as signInContract } from '@shared/contract/session'
import type { ProviderId } from '@shared/wecom/ids'
import { openStage, type Stage } from '@sandbox/stories/stage'
import { challengeOf } from './oauth-state'
import { makeOwnerLink } from './owner-link'

const QINGHE = 'qinghe' as ProviderId
const WEEK = 7 * 24 * 3_600_000

describe('the one-time owner link', () => {
  let stage: Stage
  beforeEach(async () => {
    stage = await openStage()
  })
  afterEach(() => stage.close())

  const tokenOf = (link: string) => link.split('/').at(-1) ?? ''

  async function signInWith(ownerToken: string, provider = QINGHE, userId = 'wenshan') {
    const verifier = 'v'.repeat(40)
    const begun = await stage.nobody.call(begin, { provider, via: 'webLogin', challenge: challengeOf(verifier) })
    const asked = new URL(begun.url).searchParams
    const { location } = await stage.laptop.wecom.control('client.webLogin', {
      userId,
      appid: asked.get('appid') ?? '',
      redirectUri: asked.get('redirect_uri') ?? '',
      state: asked.get('state') ?? '',
    })
    const back = new URL(location).searchParams
    const [code = '', state = ''] = [back.get('code') ?? '', back.get('state') ?? '']
    return stage.nobody.call(signInContract, { provider, via: 'webLogin', code, state, verifier, ownerToken })
  }

  it('makes whoever signs in with it an owner, once', async () => {
    const link = await makeOwnerLink(stage.laptop.services(), QINGHE)
    expect(link).toMatch(/\/o\/qinghe\/[a-z2-7]{26}$/)
    const { me } = await signInWith(tokenOf(link))
    expect(me.roles).toEqual(expect.arrayContaining(['owner', 'operator']))
    await expect(signInWith(tokenOf(link))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is nothing to another provider, and nothing after a week', async () => {
    const link = await makeOwnerLink(stage.laptop.services(), QINGHE)
    await expect(signInWith(tokenOf(link), 'yunqi' as ProviderId, 'suqing')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await stage.advance(WEEK + 1)
    await expect(signInWith(tokenOf(link))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
