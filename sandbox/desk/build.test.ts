import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { buildDesk, DESK_FILES } from './build'

/** Packages stay outside a bundled command; from a temporary folder this one is found by its full path. */
const esbuildStays: Plugin = {
  name: 'esbuild-stays',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^esbuild$/ }, () => ({ path: resolve('node_modules/esbuild/lib/main.js'), external: true })),
}

describe('building the desk', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-desk-build-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('leaves the page, one script and one style sheet, and loads nothing from elsewhere', async () => {
    await buildDesk(join(folder, 'deeper'))
    expect((await readdir(join(folder, 'deeper'))).sort()).toEqual([...DESK_FILES].sort())
    const page = await readFile(join(folder, 'deeper', 'index.html'), 'utf8')
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '')
    expect(loaded.filter((url) => !url.startsWith('/desk/') && !url.startsWith('data:'))).toEqual([])
    const css = await readFile(join(folder, 'deeper', 'desk.css'), 'utf8')
    expect(css).not.toMatch(/url\(|@import/)
  })

  it('works from inside a bundled command, as npm start runs it', async () => {
    const command = join(folder, 'command.cjs')
    await build({
      entryPoints: ['sandbox/desk/build.ts'],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: command,
      plugins: [esbuildStays],
    })
    const bundled = (await import(command)) as { buildDesk: typeof buildDesk }
    await bundled.buildDesk(join(folder, 'out'))
    expect((await readdir(join(folder, 'out'))).sort()).toEqual([...DESK_FILES].sort())
  })
})
