import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Install {
  ensureInstalled(root: string): Promise<string | undefined>
  installedByHand(root: string): boolean
  reasonOf(output: string): string
}
const install = jest.requireActual<Install>('./install.cjs')

const LOCK = {
  packages: {
    '': { name: 'accord' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-win32': { version: '1.0.0', optional: true },
  },
}

let root = ''
let said = ''
const npmExecpath = process.env.npm_execpath

/** A checkout with a lock file, and an npm that does what `script` says. */
function aCheckout(script = ''): void {
  root = mkdtempSync(join(tmpdir(), 'accord-install-'))
  mkdirSync(join(root, 'node_modules'))
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(LOCK))
  writeFileSync(join(root, 'npm-cli.js'), script)
  process.env.npm_execpath = join(root, 'npm-cli.js')
}

function handInstalled(packages: object): void {
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
}

beforeEach(() => {
  said = ''
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
  if (npmExecpath === undefined) delete process.env.npm_execpath
  else process.env.npm_execpath = npmExecpath
})

describe('installing what is missing', () => {
  it('runs npm ci once and remembers the lock file it installed', async () => {
    aCheckout(`require('node:fs').appendFileSync('calls', process.argv.slice(2, 3) + '\\n')`)
    expect(await install.ensureInstalled(root)).toBeUndefined()
    expect(await install.ensureInstalled(root)).toBeUndefined()
    expect(readFileSync(join(root, 'calls'), 'utf8')).toBe('ci\n')
    expect(said).toContain('依赖已安装')
  })

  it('installs again after the lock file changed', async () => {
    aCheckout(`require('node:fs').appendFileSync('calls', 'x')`)
    await install.ensureInstalled(root)
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ ...LOCK, lockfileVersion: 3 }))
    await install.ensureInstalled(root)
    expect(readFileSync(join(root, 'calls'), 'utf8')).toBe('xx')
  })

  it('answers one clear line when the registry cannot be reached, and tries again next time', async () => {
    aCheckout(`console.error('npm error code EAI_AGAIN\\nnpm error request to https://… failed'); process.exit(1)`)
    expect(await install.ensureInstalled(root)).toMatch(/^安装依赖失败.*连不上 npm 仓库/)
    expect(await install.ensureInstalled(root)).toMatch(/连不上 npm 仓库/)
  })

  it('accepts a node_modules that somebody installed by hand from this lock file', async () => {
    aCheckout('process.exit(1)')
    handInstalled({ 'node_modules/a': { version: '1.0.0' } })
    expect(await install.ensureInstalled(root)).toBeUndefined()
  })

  it.each([
    ['another version', { 'node_modules/a': { version: '0.9.0' } }],
    ['a package too many', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/z': { version: '1.0.0' } }],
    ['a package missing', {}],
  ])('does not accept one with %s', (_, packages) => {
    aCheckout()
    handInstalled(packages)
    expect(install.installedByHand(root)).toBe(false)
  })

  it('quotes the first telling line of any other failure', () => {
    expect(install.reasonOf('npm error code EUSAGE\nnpm error `npm ci` can only install with a lock file')).toBe(
      '`npm ci` can only install with a lock file',
    )
  })
})
