import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** A browser that came out of an npm package, and what its process must find in its environment. */
export interface UnpackedChromium {
  readonly executablePath: string
  readonly env: Readonly<Record<string, string>>
}

const PACKAGE = '@sparticuz/chromium'

// The package decides by TMPDIR where it unpacks and by AWS_EXECUTION_ENV whether its own nss comes along, both while it is
// being loaded: hence a process of its own.
const UNPACK = `const m = require('${PACKAGE}'); (m.default ?? m).executablePath().catch((e) => { console.error(e); process.exit(1) })`

const FONTS_CONF = (dir: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(dir, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir>${join(dir, 'fonts-cache')}</cachedir>
</fontconfig>
`

function unpackInto(dir: string): Promise<void> {
  const env = { ...process.env, TMPDIR: dir, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['-e', UNPACK], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', failed)
    child.on('close', (code) => (code === 0 ? done() : failed(new Error(`unpacking ${PACKAGE}: ${said.trim()}`))))
  })
}

/** Version of the installed package; unpacked copies of different versions live side by side. */
async function packageVersion(): Promise<string> {
  const text = await readFile(resolve('node_modules', PACKAGE, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/**
 * Unpacks the Chromium that `@sparticuz/chromium` carries (Linux x64, 66 MB packed, 200 MB on disk) once per version.
 * Safe to call from several processes at once.
 * @param cache folder for the unpacked copy, e.g. `.accord/cache`
 * @throws Error when the package is not installed or does not unpack
 */
export async function unpackChromium(cache: string): Promise<UnpackedChromium> {
  const dir = resolve(cache, `chromium-${await packageVersion()}`)
  if (!existsSync(dir)) {
    await mkdir(dirname(dir), { recursive: true })
    const aside = await mkdtemp(`${dir}.`)
    await unpackInto(aside)
    await writeFile(join(aside, 'fonts.conf'), FONTS_CONF(dir))
    await rename(aside, dir).catch(async (error: unknown) => {
      await rm(aside, { recursive: true, force: true })
      if (!existsSync(dir)) throw error
    })
  }
  const own = join(dir, 'al2023', 'lib')
  const libraries = process.env.LD_LIBRARY_PATH ? `${own}:${process.env.LD_LIBRARY_PATH}` : own
  const env: Record<string, string> = { LD_LIBRARY_PATH: libraries }
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_FILE = join(dir, 'fonts.conf')
  return { executablePath: join(dir, 'chromium'), env }
}
