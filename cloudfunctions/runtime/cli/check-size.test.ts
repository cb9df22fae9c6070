import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { functionSizes, main, packageSizes } from './check-size'

describe('sizes', () => {
  let folder: string
  const put = async (path: string, bytes: number | string): Promise<void> => {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, typeof bytes === 'string' ? bytes : 'x'.repeat(bytes))
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-size-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('of packages go to the subpackage whose root they lie in, the rest to main, maps to nobody', async () => {
    await put('app.json', JSON.stringify({ subPackages: [{ root: 'customer/' }, { root: 'console' }] }))
    await put('app.js', 100)
    await put('app.js.map', 5000)
    await put('customer/pages/a.js', 30)
    await put('console/b.wxml', 7)
    await put('console-extra/c.js', 1000)
    const sizes = Object.fromEntries((await packageSizes(folder)).map(({ what, bytes }) => [what, bytes]))
    const app = JSON.stringify({ subPackages: [{ root: 'customer/' }, { root: 'console' }] }).length
    expect(sizes).toEqual({
      'mini-program main': app + 1100,
      'mini-program customer': 30,
      'mini-program console': 7,
      'mini-program in all': app + 1137,
    })
  })

  it('of functions stand beside their caps, and a missing one is no zero', async () => {
    for (const [i, name] of ['callback', 'web', 'api', 'jobs'].entries()) await put(`${name}/index.js`, 10 + i)
    expect(await functionSizes(folder)).toEqual([
      { id: 'P4', what: 'function callback', bytes: 10, cap: 400_000 },
      { id: 'P4', what: 'function web', bytes: 11, cap: 450_000 },
      { id: 'P4', what: 'function api', bytes: 12, cap: 700_000 },
      { id: 'P4', what: 'function jobs', bytes: 13, cap: 700_000 },
    ])
    await rm(join(folder, 'jobs'), { recursive: true })
    await expect(functionSizes(folder)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('are not printed for something unknown', async () => {
    const said = jest.spyOn(console, 'error').mockReturnValue(undefined)
    expect(await main(['desk'])).toBe(2)
    expect(said).toHaveBeenCalledTimes(1)
  })
})
