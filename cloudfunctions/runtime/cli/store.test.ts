import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { COLLECTIONS } from '../../store/collections'
import { canaries } from '../../store/collections/operation'
import { openEmbeddedStore } from '../../store/embedded/embedded-store'
import { docId } from '../../store/keys'
import { manualClock } from '../clock'
import { main, readStoreArgs } from './store'

let home: string
let said: string[]
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'accord-store-cli-'))
  said = []
  const say = (line: string): void => void said.push(line)
  jest.spyOn(console, 'log').mockImplementation(say)
  jest.spyOn(console, 'error').mockImplementation(say)
})
afterEach(() => rm(home, { recursive: true }))

const at = (...names: string[]): string => path.join(home, ...names)
const line = (id: string): string =>
  JSON.stringify({
    in: canaries.name,
    id: docId(id),
    version: 1,
    at: 1,
    format: canaries.format,
    body: { sealed: 'x\u2028y' },
  })

async function seed(): Promise<void> {
  const store = await openEmbeddedStore({ dir: at('store'), clock: manualClock() })
  await store.importLines(COLLECTIONS, [line('a'), line('b')])
  await store.close()
}

test('export, import elsewhere, check and export again give the same file', async () => {
  await seed()
  expect(await main(['export', at('out.jsonl'), '--dir', at('store')])).toBe(0)
  expect(await main(['import', at('out.jsonl'), '--dir', at('other')])).toBe(0)
  expect(await main(['check', '--dir', at('other')])).toBe(0)
  expect(said.at(-1)).toContain('2 个文档')
  expect(await main(['export', at('again.jsonl'), '--dir', at('other')])).toBe(0)
  const exported = await readFile(at('out.jsonl'), 'utf8')
  expect(exported.split('\n')).toHaveLength(3)
  expect(await readFile(at('again.jsonl'), 'utf8')).toBe(exported)
})

test('an import over existing documents needs --merge', async () => {
  await seed()
  await writeFile(at('in.jsonl'), `${line('c')}`)
  expect(await main(['import', at('in.jsonl'), '--dir', at('store')])).toBe(1)
  expect(said.at(-1)).toContain('--merge')
  expect(await main(['import', at('in.jsonl'), '--dir', at('store'), '--merge'])).toBe(0)
  expect(await main(['check', '--dir', at('store')])).toBe(0)
  expect(said.at(-1)).toContain('3 个文档')
})

test('backup works while the store is open, compaction waits until it is closed', async () => {
  await seed()
  const running = await openEmbeddedStore({ dir: at('store'), clock: manualClock() })
  expect(await main(['backup', at('backup'), '--dir', at('store')])).toBe(0)
  expect(said.at(-1)).toContain('完好')
  await expect(main(['compact', '--dir', at('store')])).rejects.toMatchObject({ code: 'CONFLICT' })
  await running.close()
  expect(await main(['compact', '--dir', at('store')])).toBe(0)
  expect(await main(['check', '--dir', at('store')])).toBe(0)
})

test('a store or a file that is not there is said so, and nothing is made', async () => {
  for (const argv of [['check'], ['compact'], ['export', at('x')], ['import', at('x')], ['backup', at('x')]]) {
    expect(await main([...argv, '--dir', at('none')])).toBe(1)
  }
  expect(await readdir(home)).toEqual([])
})

test('arguments that mean nothing show the usage', async () => {
  for (const argv of [
    [],
    ['burn'],
    ['export'],
    ['check', 'x'],
    ['check', '--merge'],
    ['backup', 'a', 'b'],
    ['check', '--fast'],
  ]) {
    expect(await main(argv)).toBe(2)
    expect(said.at(-1)).toContain('npm run store')
  }
})

test('paths are taken from where npm was called', () => {
  const args = readStoreArgs(['export', 'out.jsonl', '--dir', 'data'], '/home/me')
  expect(args).toMatchObject({ target: '/home/me/out.jsonl', dir: '/home/me/data' })
})
