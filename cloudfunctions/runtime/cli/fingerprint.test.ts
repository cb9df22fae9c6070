import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropStamp, fingerprint, isFresh, writeStamp } from './fingerprint'

const before = process.cwd()
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-stamp-'))
  process.chdir(folder)
  mkdirSync('src/deep', { recursive: true })
  mkdirSync('out')
  writeFileSync('src/a.ts', 'a')
  writeFileSync('src/deep/b.ts', 'b')
  writeFileSync('out/app.js', 'built')
})

afterEach(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true })
})

const now = () => fingerprint(['src', 'absent'], 'env')

describe('the fingerprint of sources', () => {
  it('is the same for the same contents', async () => {
    const first = await now()
    writeFileSync('src/a.ts', 'a')
    expect(await now()).toBe(first)
  })

  it.each<[string, () => void]>([
    ['a changed file', () => writeFileSync('src/deep/b.ts', 'c')],
    ['a new file', () => writeFileSync('src/c.ts', '')],
    ['a removed file', () => rmSync('src/a.ts')],
  ])('notices %s', async (_, change) => {
    const first = await now()
    change()
    expect(await now()).not.toBe(first)
  })

  it('does not care about tests', async () => {
    const first = await now()
    writeFileSync('src/a.test.ts', 'x')
    expect(await now()).toBe(first)
  })

  it('depends on the environment it is given', async () => {
    expect(await fingerprint(['src'], 'other')).not.toBe(await now())
  })
})

describe('the stamp of a build', () => {
  it('is fresh until a source changes', async () => {
    await writeStamp('h5', await now(), 'out')
    expect(await isFresh('h5', await now(), 'out')).toBe(true)
    writeFileSync('src/a.ts', 'b')
    expect(await isFresh('h5', await now(), 'out')).toBe(false)
  })

  it('is stale when the output was emptied or written by something else', async () => {
    await writeStamp('h5', await now(), 'out')
    writeFileSync('out/app.js', 'built by hand')
    expect(await isFresh('h5', await now(), 'out')).toBe(false)
    rmSync('out', { recursive: true })
    expect(await isFresh('h5', await now(), 'out')).toBe(false)
  })

  it('is gone after it was dropped', async () => {
    await writeStamp('h5', await now(), 'out')
    await dropStamp('h5')
    expect(await isFresh('h5', await now(), 'out')).toBe(false)
  })
})
