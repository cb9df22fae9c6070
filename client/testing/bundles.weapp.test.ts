/** What production bundles must not hold, and what packages may weigh (P9). */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { filesOf } from './weapp/templates'

const root = path.resolve(__dirname, '../..')
const KB = 1_000

/** Words that only development code says; each is looked up in the sources, so that renaming one fails here. */
const DEVELOPMENT_ONLY = [
  ['开发版：以某人身份登录', 'client/src/features/development/sign-in-as.tsx'],
  ['client.miniProgramLogin', 'client/src/platform/sign-in-as.ts'],
  ['accord-development-origin', 'client/src/platform/environment.ts'],
] as const

const escaped = (text: string): string =>
  [...text].map((sign) => (sign < '\u007f' ? sign : `\\u${sign.charCodeAt(0).toString(16)}`)).join('')

describe.each(['weapp', 'h5'])('the production build for %s', (target) => {
  const dist = path.join(root, 'dist', target)
  const scripts = () => filesOf(dist).filter((file) => file.endsWith('.js'))
  const textOf = (file: string) => readFileSync(path.join(dist, file), 'utf8')

  it.each(DEVELOPMENT_ONLY)('does not hold “%s”', (words, source) => {
    expect(readFileSync(path.join(root, source), 'utf8')).toContain(words)
    expect(scripts().length).toBeGreaterThan(5)
    const holders = scripts().filter((file) => textOf(file).includes(words) || textOf(file).includes(escaped(words)))
    expect(holders).toEqual([])
  })

  it('is readable by the oldest phones it is built for (iOS 13, Chrome 80)', () => {
    // A look-behind would keep the whole page from loading there, and no compiler rewrites it.
    expect(scripts().filter((file) => /\(\?<[!=]/.test(textOf(file)))).toEqual([])
  })

  it('names its styles by hashes only', () => {
    const styles = filesOf(dist).filter((file) => /\.(?:wx|c)ss$/.test(file))
    expect(styles.length).toBeGreaterThan(0)
    expect(styles.filter((file) => textOf(file).includes('module__'))).toEqual([])
  })
})

describe('the packages of the mini-program', () => {
  const dist = path.join(root, 'dist/weapp')

  it('call nothing that the oldest phones lack', () => {
    const tooNew = /\.at\(-1\)|\.replaceAll\(|Object\.hasOwn\(|\.findLast\(|\.toSorted\(|structuredClone\(/
    const found = filesOf(dist)
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) => tooNew.exec(readFileSync(path.join(dist, file), 'utf8'))?.[0] ?? [])
    expect(found).toEqual([])
  })

  const sizes = () => {
    const { subPackages } = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as {
      subPackages: { root: string }[]
    }
    const total: Record<string, number> = { main: 0 }
    for (const file of filesOf(dist)) {
      const owner = subPackages.find(({ root: name }) => file.startsWith(`${name}/`))?.root ?? 'main'
      total[owner] = (total[owner] ?? 0) + statSync(path.join(dist, file)).size
    }
    return total
  }

  it('stay below 450 kB for the main one and 350 kB for each other', () => {
    const { main = 0, ...others } = sizes()
    expect(main).toBeLessThanOrEqual(450 * KB)
    for (const [name, size] of Object.entries(others))
      expect({ name, fits: size <= 350 * KB }).toEqual({ name, fits: true })
  })

  it('stay below 1.5 MB together', () => {
    expect(Object.values(sizes()).reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1_500 * KB)
  })
})

it('the browser build lets people zoom', () => {
  const html = readFileSync(path.join(root, 'dist/h5/index.html'), 'utf8')
  expect(html).toContain('width=device-width')
  expect(html).not.toMatch(/user-scalable|maximum-scale/)
})
