import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { manualClock } from '../../runtime/clock'
import { storeBattery } from '../conformance'
import { openEmbeddedStore } from './embedded-store'

storeBattery('embedded', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'accord-store-'))
  const clock = manualClock()
  const store = await openEmbeddedStore({ dir, clock })
  return {
    store,
    clock,
    async close() {
      await store.close()
      await rm(dir, { recursive: true })
    },
  }
})
