import { existsSync, readFileSync } from 'node:fs'

const readme = readFileSync('README.md', 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
/** `npm start`, `npm test` and every `npm run x`. */
const named = [...readme.matchAll(/npm (?:run )?([a-z][a-z:-]*)/g)].map(([, name]) => name ?? '')

/** The TypeScript entry behind a script of the runner. */
function entryOf(script: string): string {
  const command = /run\.cjs (\S+)/.exec(script)?.[1] ?? ''
  const folder = ['start', 'sandbox'].includes(command) ? 'sandbox/cli' : 'cloudfunctions/runtime/cli'
  return `${folder}/${command}.ts`
}

describe('README', () => {
  it('names only commands that exist, and all of the product', () => {
    const ours = Object.keys(scripts).filter((name) => scripts[name]?.includes('run.cjs'))
    expect([...new Set(named)].sort()).toEqual(ours.sort())
  })

  it.each([...new Set(named)])('npm %s has an entry', (name) => {
    expect(existsSync(entryOf(scripts[name] ?? ''))).toBe(true)
  })

  it('links to files and folders that exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, path]) => path ?? '')
    expect(links.length).toBeGreaterThan(2)
    expect(links.filter((path) => !existsSync(path))).toEqual([])
  })

  it('is what CI runs', () => {
    expect(readFileSync('.ci/run', 'utf8')).toMatch(/^npm test$/m)
  })
})
