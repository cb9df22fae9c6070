import type { ProviderId } from '@shared/wecom/ids'
import { openStage, type Stage } from '@sandbox/stories/stage'
import { createLog } from '../runtime/log'
import { callbacks } from '../store/collections/callback'
import { corpAuths } from '../store/collections/corp'
import { callKeyDocId, callKeys } from '../store/collections/operation'
import type { Sealed } from '../store/seal'
import { insert } from '../store/store'
import { authoriseTemplate } from '../services/testing/installed-stage'
import { runJobs } from './edge'

const YUNQI = 'yunqi' as ProviderId
let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const services = () => stage.laptop.services()

describe('one tick', () => {
  it('does nothing and says nothing when nothing waits', async () => {
    const lines: string[] = []
    const log = createLog(
      (line) => lines.push(line),
      () => 0,
    )
    expect(await runJobs({ ...services(), log })).toMatchObject({ callbacks: 0, sent: 0 })
    expect(lines).toEqual([])
  })

  it('works off what WeCom pushed, and tells how much', async () => {
    await authoriseTemplate(stage)
    expect((await runJobs(services())).callbacks).toBeGreaterThan(0)
    const page = await services().store.list(corpAuths, 'fleet', [YUNQI])
    expect(page.items.map((item) => item.body.setup.doneAt.probed)).toEqual([expect.any(Number)])
    expect((await runJobs(services())).callbacks).toBe(0)
  })

  it('may run in several processes at once: each callback is worked on by one of them', async () => {
    await authoriseTemplate(stage)
    const waiting = (await services().store.list(callbacks, 'due', ['due'])).items.length
    const reports = await Promise.all([1, 2, 3].map(() => runJobs(services())))
    expect(reports.reduce((sum, report) => sum + report.callbacks, 0)).toBe(waiting)
    const [auth] = (await services().store.list(corpAuths, 'fleet', [YUNQI])).items
    expect(auth?.body.generation).toBe(1)
  })

  it('goes on with its other parts when one of them fails, and logs it', async () => {
    await authoriseTemplate(stage)
    const lines: string[] = []
    const log = createLog(
      (line) => lines.push(line),
      () => 0,
    )
    const { store } = services()
    const broken: typeof store = {
      ...store,
      list: (from, index, prefix, options) =>
        from.name === 'callback'
          ? Promise.reject(new Error('callbacks cannot be read'))
          : store.list(from, index, prefix, options),
    }
    expect(await runJobs({ ...services(), store: broken, log })).toMatchObject({ callbacks: 0 })
    expect(lines.join()).toContain('callbacks cannot be read')
    // The next tick finds everything as it was.
    expect((await runJobs(services())).callbacks).toBeGreaterThan(0)
  })

  it('removes what has expired, at most once a minute and two hundred at a time', async () => {
    const { store, clock } = services()
    await runJobs(services())
    const until = clock.now() + 60_000
    const ids = Array.from({ length: 250 }, (_, n) => callKeyDocId(YUNQI, 'someone', `key-${n}`))
    const answer = 'sealed' as Sealed
    for (const id of ids) await store.commit([insert(callKeys, id, { action: 'x', answer }, until)])
    const kept = callKeyDocId(YUNQI, 'someone', 'kept')
    await store.commit([insert(callKeys, kept, { action: 'x', answer }, until + 3_600_000)])
    stage.clock.advance(59_999)
    expect((await runJobs(services())).swept).toBe(0)
    stage.clock.advance(1)
    expect((await runJobs(services())).swept).toBe(200)
    expect((await runJobs(services())).swept).toBe(0)
    stage.clock.advance(60_000)
    expect((await runJobs(services())).swept).toBeGreaterThanOrEqual(50)
    expect(await store.get(callKeys, kept)).toBeDefined()
  })
})
