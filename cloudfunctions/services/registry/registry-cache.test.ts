import type { ProviderId, SuiteId, SuiteRef } from '@shared/wecom/ids'
import { openTestServices, seedSuite, type TestServices } from '@sandbox/testing/test-services'
import { suiteDocId, suites } from '../../store/collections/provider'
import { replace } from '../../store/store'
import { createRegistry, type Registry } from './registry'

const YUNQI = 'yunqi' as ProviderId
const CRM: SuiteRef = { providerId: YUNQI, suiteId: seedSuite('yunqi', 'template').suiteId as SuiteId }
let test: TestServices
let registry: Registry
beforeEach(async () => {
  test = await openTestServices()
  registry = createRegistry(test.services)
})
afterEach(() => test.close())

async function reads(work: () => Promise<unknown>): Promise<number> {
  const { counters } = test.services.store
  const before = counters.reads
  await work()
  return counters.reads - before
}

/** Another process changes the suite's name. */
async function renameElsewhere(name: string): Promise<void> {
  const { store } = test.services
  const stored = await store.get(suites, suiteDocId(CRM))
  if (!stored) throw new Error('no suite')
  await store.commit([replace(suites, stored, { ...stored.body, name })])
}

describe('the kept configuration', () => {
  it('is read once a minute, whether the thing is there or not', async () => {
    const asked = [
      () => registry.provider(YUNQI),
      () => registry.suite(CRM),
      () => registry.provider('nobody' as ProviderId),
      () => registry.suite({ ...CRM, suiteId: 'dknothing' as SuiteId }),
    ]
    for (const ask of asked) expect([await reads(ask), await reads(ask)]).toEqual([1, 0])
    test.clock.advance(59_999)
    for (const ask of asked) expect(await reads(ask)).toBe(0)
    test.clock.advance(1)
    for (const ask of asked) expect(await reads(ask)).toBe(1)
  })

  it('shows what another process changed after a minute at the latest', async () => {
    await registry.suite(CRM)
    await renameElsewhere('改过的名字')
    expect((await registry.suite(CRM))?.name).not.toBe('改过的名字')
    test.clock.advance(60_000)
    expect((await registry.suite(CRM))?.name).toBe('改过的名字')
  })

  it('is read again for failing signatures, at most every ten seconds whatever comes in', async () => {
    await registry.callbackUrl(CRM)
    const reread = () => registry.rereadCallbackUrl(CRM)
    expect(await reads(reread)).toBe(0)
    test.clock.advance(10_000)
    expect([await reads(reread), await reads(reread), await reads(reread)]).toEqual([1, 0, 0])
    test.clock.advance(9_999)
    expect(await reads(reread)).toBe(0)
    test.clock.advance(1)
    expect(await reads(reread)).toBe(1)
  })

  it('is forgotten at once for one provider, and for that one only, by whoever changes it here', async () => {
    const other: SuiteRef = {
      providerId: 'qinghe' as ProviderId,
      suiteId: seedSuite('qinghe', 'template').suiteId as SuiteId,
    }
    await Promise.all([registry.suite(CRM), registry.suite(other), registry.provider(YUNQI)])
    registry.forget(YUNQI)
    expect(await reads(() => registry.suite(CRM))).toBe(1)
    expect(await reads(() => registry.provider(YUNQI))).toBe(1)
    expect(await reads(() => registry.suite(other))).toBe(0)
  })

  it('reads again when the clock was put back', async () => {
    await registry.provider(YUNQI)
    test.clock.advance(-1000)
    expect(await reads(() => registry.provider(YUNQI))).toBe(1)
  })

  it('stays bounded when strangers ask for made-up names', async () => {
    for (let i = 0; i < 10_002; i++) await registry.provider(`made-up-${i}` as ProviderId)
    // The map was emptied on the way: what was asked first is read again, what was asked last is not.
    expect(await reads(() => registry.provider('made-up-0' as ProviderId))).toBe(1)
    expect(await reads(() => registry.provider('made-up-10001' as ProviderId))).toBe(0)
  })
})
