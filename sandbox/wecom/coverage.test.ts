import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { APP_EVENTS, INFO_TYPES } from './callbacks/events'
import { SYSTEM_EVENTS } from './callbacks/system-events'
import { EVENTS, PATHS } from './coverage'
import { ROUTES } from './paths/index'
import { type Bench, BEICHEN, CRM, HUADONG, SIGN_IN, startBench } from './testing/provider'

const sourceOf = (folder: string): string =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')

describe('coverage of the stand-in', () => {
  it('lists every path it answers, and none besides', () => {
    expect(PATHS.map((p) => p.path).sort()).toEqual(ROUTES.map((r) => r.path).sort())
    for (const route of ROUTES) expect(PATHS.find((p) => p.path === route.path)?.doc).toBe(route.doc)
  })

  it('lists every event it pushes, and none besides', () => {
    expect(EVENTS.map((e) => e.event).sort()).toEqual(
      [...INFO_TYPES, ...SYSTEM_EVENTS, ...APP_EVENTS.map((e) => `event:${e}`)].sort(),
    )
  })

  it.each([...PATHS, ...EVENTS].map((row) => row.test))('is proven by %s', (test) => {
    const [file = '', title = ''] = test.split(' › ')
    expect(readFileSync(join(__dirname, file), 'utf8')).toContain(title)
  })

  it('names only errors the paths really answer', () => {
    const source = sourceOf(join(__dirname, 'paths')) + readFileSync(join(__dirname, 'world/switches.ts'), 'utf8')
    for (const code of new Set(PATHS.flatMap((p) => p.errors))) expect(source).toMatch(new RegExp(`\\b${code}\\b`))
  })

  it("plays every path the product's WeCom client uses", () => {
    const used = sourceOf(join(__dirname, '../../cloudfunctions/wecom')).match(/'\/cgi-bin\/[\w/]+'/g) ?? []
    expect(used.length).toBeGreaterThan(10)
    const played = new Set(ROUTES.map((r) => `'${r.path}'`))
    expect([...new Set(used)].filter((path) => !played.has(path))).toEqual([])
  })
})

describe('the rest of what is listed', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench()
    await bench.sit()
  })
  afterEach(() => bench.close())

  it('signs a member of a mini-program linked to a customised app in, cross-corp included', async () => {
    await bench.stand.control('console.linkMiniProgram', { suiteId: CRM.suiteId, appid: 'wx0123456789abcdef' })
    const here = await bench.installTemplate(CRM)
    const person = async () => {
      const { code } = await bench.stand.control('client.miniProgramLogin', {
        seat: 'seat-phone',
        suiteId: CRM.suiteId,
      })
      const query = { access_token: here.token, js_code: code, grant_type: 'authorization_code' }
      return bench.get('miniprogram/jscode2session', query)
    }
    const own = await person()
    expect(own).toMatchObject({ errcode: 0, corpid: here.corpid })
    expect(own).not.toHaveProperty('open_userid')
    await bench.sit('fanghai', 'wwf20b6d8e47a1c935')
    const foreign = await person()
    expect(foreign['errcode']).toBe(0)
    expect(foreign['corpid']).not.toBe(here.corpid)
  })

  it('pushes app events to data URLs with the corp id in place of $CORPID$', async () => {
    const { corpid } = await bench.installSignIn()
    await bench.stand.control('client.enterApp', { seat: 'seat-phone', suiteId: SIGN_IN.suiteId })
    const entered = await bench.backend.next('event:enter_agent')
    expect(entered).toMatchObject({
      path: `/callback/yunqi/${SIGN_IN.suiteId}/${corpid}`,
      receiveId: corpid,
      toUserName: corpid,
    })
    await bench.stand.control('directory.setRole', { corpId: HUADONG.corpId, userId: 'chenchen', role: 'subAdmin' })
    const changed = await bench.backend.next('event:change_app_admin')
    expect(changed.xml).toContain('<FromUserName><![CDATA[sys]]></FromUserName>')
    const last = { corpId: HUADONG.corpId, userId: 'zhoumin', role: 'member' as const }
    await expect(bench.stand.control('directory.setRole', last)).rejects.toThrow('超级管理员')
  })

  it('tells the app of a member who came without a licence', async () => {
    await bench.sit('beiyue', BEICHEN.corpId)
    await bench.installSignIn()
    const login = bench.stand.control('client.miniProgramLogin', { seat: 'seat-phone', suiteId: SIGN_IN.suiteId })
    await expect(login).rejects.toThrow('接口调用许可')
    expect((await bench.backend.next('event:unlicensed_notify')).xml).toContain('<AgentID>')
  })
})
