import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './ensure-built'

const before = process.cwd()
const BUILT = 'dist/cloudfunctions/api/index.js'
let root = ''

const write = (text: string) => writeFileSync('cloudfunctions/api/index.ts', text)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'accord-built-'))
  cpSync('tsconfig.json', join(root, 'tsconfig.json'))
  mkdirSync(join(root, 'cloudfunctions/api'), { recursive: true })
  process.chdir(root)
  write('export const main = () => 1')
})

afterEach(() => {
  process.chdir(before)
  rmSync(root, { recursive: true })
})

describe('bringing dist up to date', () => {
  it('builds once and leaves it alone while nothing changed', async () => {
    const said: string[] = []
    expect(await ensureBuilt('functions', { say: (line) => said.push(line) })).toMatchObject({ built: true })
    expect(await ensureBuilt('functions', { say: (line) => said.push(line) })).toMatchObject({ built: false })
    expect(said).toHaveLength(1)
  })

  it('builds again after a source changed, when forced, and when the output is gone', async () => {
    await ensureBuilt('functions')
    write('export const main = () => 77777')
    expect(await ensureBuilt('functions')).toMatchObject({ built: true })
    expect(readFileSync(BUILT, 'utf8')).toContain('77777')
    expect(await ensureBuilt('functions', { force: true })).toMatchObject({ built: true })
    rmSync('dist', { recursive: true })
    expect(await ensureBuilt('functions')).toMatchObject({ built: true })
    expect(existsSync(BUILT)).toBe(true)
  })

  it('does not take a failed build for a finished one', async () => {
    write('export const main = (')
    await expect(ensureBuilt('functions')).rejects.toThrow(/Unexpected end of file/)
    await expect(ensureBuilt('functions')).rejects.toThrow(/Unexpected end of file/)
  })

  it('tells the end of what Taro said when a client build fails', async () => {
    mkdirSync('client')
    writeFileSync('client/taro.cjs', "console.log('Module not found: x'); process.exit(1)")
    await expect(ensureBuilt('h5')).rejects.toMatchObject({
      userMessage: expect.stringContaining('Module not found: x'),
    })
  })

  it('builds the client for production, and anew for another provider', async () => {
    mkdirSync('client')
    const script = `const fs = require('node:fs'); fs.mkdirSync('dist/h5', { recursive: true })
      fs.writeFileSync('dist/h5/index.html', process.env.NODE_ENV + ' ' + process.env.ACCORD_PROVIDER + ' ' + process.argv.slice(2).join(' '))`
    writeFileSync('client/taro.cjs', script)
    await ensureBuilt('h5', { provider: 'p1' })
    expect(readFileSync('dist/h5/index.html', 'utf8')).toBe('production p1 build --type h5')
    expect(await ensureBuilt('h5', { provider: 'p1' })).toMatchObject({ built: false })
    expect(await ensureBuilt('h5', { provider: 'p2' })).toMatchObject({ built: true })
  })
})
