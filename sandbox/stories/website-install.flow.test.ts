/** A button on the provider's website: to WeCom and back, exchanged once even when a create_auth comes as well. */
import { get as httpGet } from 'node:http'
import * as callback from '@shared/contract/callback'
import * as registry from '@shared/contract/registry'
import { pushEvent } from '../testing/push-event'
import { CRM, HUADONG, SIGN_IN, storyPeople, type StoryPeople } from '../testing/story-people'
import { openStage, type Stage } from './stage'

interface Page {
  readonly status: number
  readonly location: string
  readonly text: string
}

const get = (url: string): Promise<Page> =>
  new Promise((resolve, reject) => {
    httpGet(url, { agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? '',
          text: Buffer.concat(parts).toString(),
        }),
      )
    }).on('error', reject)
  })

// Room for a busy machine.
jest.setTimeout(30_000)

describe('website install', () => {
  let stage: Stage
  let story: StoryPeople
  beforeEach(async () => {
    stage = await openStage()
    story = await storyPeople(stage)
    await story.seat('seat-a', HUADONG, 'lixiang')
  })
  afterEach(async () => {
    // Members' events of the new app are still on their way.
    await story.settle()
    await stage.close()
  })

  /** From our address through the sheet to the address WeCom sends the browser back to. */
  async function throughWeCom(): Promise<string> {
    const start = await get(`${stage.laptop.url}/install/yunqi/${SIGN_IN}`)
    expect(start.status).toBe(302)
    const asked = new URL(start.location)
    expect(asked.pathname).toBe('/3rdapp/install')
    expect(asked.searchParams.get('suite_id')).toBe(SIGN_IN)
    const { redirectUrl } = await stage.laptop.wecom.control('client.authorize', {
      seat: 'seat-a',
      url: start.location,
    })
    return redirectUrl ?? ''
  }

  it('is shown in the registry and ends installed, before the page is even there', async () => {
    const { suites } = await story.manager.call(registry.list, {})
    const suite = suites.find((s) => s.suiteId === SIGN_IN)
    expect(suite?.installUrl).toBe(`${stage.laptop.url}/install/yunqi/${SIGN_IN}`)
    expect(suites.find((s) => s.suiteId === CRM)?.installUrl).toBeUndefined()
    const page = await get(await throughWeCom())
    expect([page.status, page.text]).toEqual([200, '安装完成，可以关闭这个页面，回到企业微信使用。'])
    expect(await story.apps()).toMatchObject([{ suiteId: SIGN_IN, status: 'active', isSetUp: true, generation: 1 }])
  })

  it('is exchanged once, however often the page is loaded and whatever event comes as well', async () => {
    const back = await throughWeCom()
    await get(back)
    expect((await get(back)).text).toContain('安装完成')
    const code = new URL(back).searchParams.get('auth_code') ?? ''
    const suite = stage.laptop.wecom.world().suites[SIGN_IN]
    if (!suite) throw new Error('no sign-in suite')
    await pushEvent(stage, suite, 'create_auth', { AuthCode: code })
    await stage.laptop.tick()
    expect(await story.apps()).toMatchObject([{ generation: 1, status: 'active' }])
    const { items } = await story.manager.call(callback.list, { kind: 'createAuth' })
    expect(items.map((item) => item.state)).toEqual(['done', 'done'])
  })

  it('loses nothing when WeCom does not answer at that moment', async () => {
    const back = await throughWeCom()
    await stage.laptop.wecom.control('faults.set', {
      target: '/cgi-bin/service/v2/get_permanent_code',
      kind: 'error',
      errcode: -1,
      times: 1,
    })
    const page = await get(back)
    expect(page.text).toContain('正在完成安装')
    for (let n = 0; n < 4; n++) await stage.advance(20_000)
    expect(await story.apps()).toMatchObject([{ isSetUp: true }])
  })

  it('refuses states that are not ours, of another suite, or too old, and codes that are none', async () => {
    const back = new URL(await throughWeCom())
    const bent = (change: (url: URL) => void) => {
      const url = new URL(back)
      change(url)
      return get(url.toString())
    }
    const refused = [
      await bent((url) => url.searchParams.set('state', `${url.searchParams.get('state') ?? ''}0`)),
      await bent((url) => url.searchParams.set('state', '1'.repeat(50))),
      await bent((url) => url.searchParams.delete('state')),
      await bent((url) => url.searchParams.set('auth_code', '<script>')),
      await bent((url) => (url.pathname = `/install/return/yunqi/${CRM}`)),
      await bent((url) => (url.pathname = `/install/return/qinghe/${SIGN_IN}`)),
    ]
    for (const page of refused) expect([page.status, page.text.includes('script')]).toEqual([400, false])
    await stage.advance(21 * 60_000)
    expect((await get(back.toString())).status).toBe(400)
    expect(await story.apps()).toEqual([])
  })

  it('is for standard suites of this provider only', async () => {
    for (const path of [
      `/install/yunqi/${CRM}`,
      `/install/qinghe/${SIGN_IN}`,
      '/install/nobody/wwnothing',
      '/install/x',
    ]) {
      expect((await get(`${stage.laptop.url}${path}`)).status).toBe(404)
    }
  })
})
