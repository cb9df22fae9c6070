/** What the listing rules refuse in the service; versions and publication are tested with reviews. */
import { AppError } from '@shared/kernel/errors'
import type { CorpId, OpenUserId } from '@shared/wecom/ids'
import { openWorld, type World } from '../../api/testing/access-world'
import { listSolutions } from './read-solution'
import { saveSolution } from './save-solution'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const save = (change: object) =>
  saveSolution(
    world.services,
    { providerId: world.own.providerId, corpId: 'wwstaff' as CorpId, openUserId: 'woSTAFF' as OpenUserId },
    { name: '门店收银', overview: '连锁零售的收银方案', text: '', linkedApps: [world.own.suiteId], ...change },
  )
const count = async () => (await listSolutions(world.services, world.own.providerId, undefined)).items.length
const issuesOf = async (change: object) => {
  const fault: unknown = await save(change).catch((error: unknown) => error)
  if (!(fault instanceof AppError)) throw new Error('was saved')
  return [fault.code, fault.details?.['issues']]
}

describe('saving a solution', () => {
  it('is refused for everything the rules forbid, every field named at once, and stores nothing (S0-11, S0-14, S0-17)', async () => {
    const before = await count()
    expect(await issuesOf({ name: '微 信★收银', overview: '全国第一的收银方案', text: '永久免费，門店熱門' })).toEqual([
      'INVALID_INPUT',
      [
        { field: 'name', message: '方案名称里有特殊字符“★”，请删除' },
        { field: 'name', message: '方案名称里“微 信”会被认作禁用词“微信”，换一种说法' },
        { field: 'overview', message: '方案概述里不能用“第一”，换一种说法' },
        { field: 'text', message: '方案介绍里不能用“永久免费”，换一种说法' },
        { field: 'text', message: '方案介绍里“熱門”会被认作禁用词“热门”，换一种说法' },
      ],
    ])
    expect(await count()).toBe(before)
  })

  it('names an app that is not there beside what the rules forbid (S0-28)', async () => {
    const [, issues] = await issuesOf({ name: '第一', linkedApps: ['ww0000000000000000'] })
    expect((issues as { field: string }[]).map(({ field }) => field)).toEqual(['name', 'linkedApps.0'])
  })

  it('goes through with innocent neighbours of forbidden words and with mere advice', async () => {
    const saved = await save({
      name: '第一医院随访',
      overview: '发热门诊的企业微信随访',
      text: '客户登陆后台，，就能看到顶级数据',
    })
    expect(saved).toMatchObject({ name: '第一医院随访', version: 1 })
  })
})
