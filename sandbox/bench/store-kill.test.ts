import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { systemClock } from '@cloud/runtime/clock'
import { openEmbeddedStore } from '@cloud/store/embedded/embedded-store'
import { killRound } from './store-kill'
import { benchFolder, bundleWriter, startWriter } from './store-process'
import { noteIdOf, traces } from './store-writer-job'

let writer: string
beforeAll(async () => {
  writer = await bundleWriter()
})
afterAll(() => rm(writer))

test('of three processes under 64 writers one is killed: nothing acknowledged is lost, nothing is half, indexes are exact', async () => {
  for (const round of [0, 1]) {
    const { acknowledged, documents, ...wrong } = await killRound(writer, round)
    expect(wrong).toEqual({ lost: 0, half: 0, indexFaults: 0 })
    expect(acknowledged).toBeGreaterThan(200)
    expect(documents).toBeGreaterThan(acknowledged * 2)
  }
}, 60_000)

test('what one process was told is stored another reads at once', async () => {
  const dir = await mkdtemp(path.join(await benchFolder(), 'read-'))
  const store = await openEmbeddedStore({ dir, clock: systemClock })
  const other = startWriter(writer, { dir, name: 'other', writers: 1 })
  let seen = 0
  // Reading all the time, so that a snapshot is always open when an acknowledgement comes in.
  while (seen < 30) {
    const told = other.acked.get(0) ?? 0
    const found = await store.get(traces, noteIdOf('other', 0, Math.max(told, 1), 'b'))
    if (told > seen) {
      expect(found?.body.n).toBe(told)
      seen = told
    }
    await new Promise(setImmediate)
  }
  other.kill('SIGTERM')
  expect(await other.ended).toEqual({ how: 0, stderr: '' })
  await store.close()
  await rm(dir, { recursive: true })
}, 30_000)
