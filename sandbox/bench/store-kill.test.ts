import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { systemClock } from '@cloud/runtime/clock'
import { openEmbeddedStore } from '@cloud/store/embedded/embedded-store'
import { anyCollection } from '@cloud/store/store'
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

test('a full disk fails the commits, not the process: what was acknowledged stays and is read', async () => {
  const dir = await mkdtemp(path.join(await benchFolder(), 'full-'))
  // A limit on file sizes stands for the full disk; its signal is ignored, so that writes fail as on one.
  const limited = ['sh', '-c', 'trap \'\' XFSZ; ulimit -f 4096; exec "$@"', 'sh']
  const full = startWriter(writer, { dir, name: 'full', writers: 16, untilFull: true }, limited)
  const { how, stderr } = await full.ended
  expect({ how, unhandled: /unhandled|Triggered/i.test(stderr) }).toEqual({ how: 0, unhandled: false })
  expect(full.lines.filter((line) => line === 'failed INTERNAL')).toHaveLength(16)
  expect(full.lines).toContain('read 1')
  expect(full.ackCount()).toBeGreaterThan(16)
  const store = await openEmbeddedStore({ dir, clock: systemClock })
  expect((await store.check([anyCollection(traces)])).faultCount).toBe(0)
  for (const [one, acked] of full.acked) {
    expect((await store.get(traces, noteIdOf('full', one, acked, 'b')))?.body.n).toBe(acked)
  }
  await store.close()
  await rm(dir, { recursive: true })
}, 30_000)
