import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { open } from 'lmdb'
import { manualClock } from '@cloud/runtime/clock'
import { openEmbeddedStore } from '@cloud/store/embedded/embedded-store'
import { docId } from '@cloud/store/keys'
import { insert, replace } from '@cloud/store/store'
import { openRaw } from './store-raw'
import { anAuth, auths } from './store-workload'

const AT = 1_767_578_400_000
const id = docId('p1', 'x')

async function bytesOf(dir: string): Promise<Record<string, string[]>> {
  const docs = open<string, string>({ path: dir, noSubdir: false, name: 'docs', maxDbs: 4, encoding: 'string' })
  const index = docs.openDB<string, string>({ name: 'index', encoding: 'string' })
  const lines = (db: typeof index): string[] => [...db.getRange({})].map(({ key, value }) => `${key} ${value}`)
  const found = { docs: lines(docs), index: lines(index) }
  await docs.close()
  return found
}

test('the raw peer of P7 leaves the very bytes that the store leaves', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'accord-raw-'))
  const ours = await openEmbeddedStore({ dir: path.join(home, 'ours'), clock: manualClock(AT) })
  await ours.commit([insert(auths, id, anAuth(1))])
  await ours.commit([replace(auths, { id, version: 1, at: AT, body: anAuth(1) }, anAuth(2))])
  await ours.close()
  const raw = openRaw(path.join(home, 'raw'))
  await raw.insert([id], anAuth(1))
  await raw.replace([id], anAuth(1), anAuth(2), 2)
  await raw.close()
  const expected = await bytesOf(path.join(home, 'ours'))
  expect(expected.docs).toHaveLength(1)
  expect(expected.index).toHaveLength(2)
  expect(await bytesOf(path.join(home, 'raw'))).toEqual(expected)
  await rm(home, { recursive: true })
})
