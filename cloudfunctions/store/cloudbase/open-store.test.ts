import { manualClock } from '../../runtime/clock'
import { startCloudBaseSandbox, type CloudBaseSandbox } from '@sandbox/cloudbase/server'
import { storeBattery } from '../conformance'
import { leases, notes, papersV1 } from '../conformance-collections'
import type { AnyCollection } from '../store'
import { openCloudBaseStore } from './open-store'

const collections = [notes, { ...notes, name: 'battery-notes-2' }, leases, papersV1] as unknown as AnyCollection[]

let sandbox: CloudBaseSandbox
beforeAll(async () => {
  sandbox = await startCloudBaseSandbox({ port: 0 })
})
afterAll(() => sandbox.close())

storeBattery('CloudBase', async () => {
  sandbox.reset()
  const clock = manualClock()
  const store = openCloudBaseStore({
    envId: sandbox.env,
    serviceUrl: sandbox.url,
    secretId: 'i',
    secretKey: 'k',
    clock,
  })
  await store.provision(collections)
  return {
    store,
    clock,
    close: async () => {
      await store.close()
      expect(sandbox.refused).toEqual([])
    },
  }
})
