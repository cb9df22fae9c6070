import { rm } from 'node:fs/promises'
import { killRound } from './store-kill'
import { bundleWriter } from './store-process'

test('of three processes under 64 writers one is killed: nothing acknowledged is lost, nothing is half, indexes are exact', async () => {
  const writer = await bundleWriter()
  for (const round of [0, 1]) {
    const { acknowledged, documents, ...wrong } = await killRound(writer, round)
    expect(wrong).toEqual({ lost: 0, half: 0, indexFaults: 0 })
    expect(acknowledged).toBeGreaterThan(200)
    expect(documents).toBeGreaterThan(acknowledged * 2)
  }
  await rm(writer)
}, 60_000)
