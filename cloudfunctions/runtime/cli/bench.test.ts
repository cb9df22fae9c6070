import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchNames, readBenchArgs } from './bench'
import { benchRow, median } from './bench-row'

describe('a bench row', () => {
  it.each([
    ['≤ 400 kB', 400, true],
    ['≤ 400 kB', 401, false],
    ['≥ 1.5', 1.5, true],
    ['≥ 1.5', 1.49, false],
    ['= 0', 0, true],
    ['= 0', 1, false],
    ['< 1', 1, false],
    ['> 1', 2, true],
  ])('with target %s and value %d passes: %s', (target, value, pass) => {
    expect(benchRow('P1', 'x', value, 'ratio', target).pass).toBe(pass)
  })

  it('refuses a target that says no bound', () => {
    expect(() => benchRow('P1', 'x', 1, 'ratio', 'fast')).toThrow(RangeError)
  })

  it('takes medians', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
  })
})

describe('choosing benches', () => {
  it('knows the files right in the folder that export run, by name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
    const bench = 'export async function run() {}'
    const names = ['cold-start.ts', 'store.ts', 'store.test.ts', 'README.md']
    for (const name of names) writeFileSync(join(folder, name), bench)
    writeFileSync(join(folder, 'workload.ts'), 'export const runs = 3')
    mkdirSync(join(folder, 'load'))
    expect(await benchNames(folder)).toEqual(['cold-start', 'store'])
    rmSync(folder, { recursive: true })
  })

  it('runs all without a name, else the named ones, and refuses unknown names', () => {
    expect(readBenchArgs([], ['store', 'client'])).toEqual({ names: ['store', 'client'] })
    expect(readBenchArgs(['client', '--json', 'x.json'], ['store', 'client'])).toEqual({
      names: ['client'],
      json: 'x.json',
    })
    expect(readBenchArgs(['nothing'], ['store'])).toBeUndefined()
  })
})
