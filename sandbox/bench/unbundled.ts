/** The functions as they would run without a bundle: every file compiled alone, packages as installed. */
import { mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const HOME = '.accord/cache/unbundled'

/**
 * Compiles cloudfunctions/ and shared/ file by file, below the checkout so that its node_modules are found.
 * @returns gives the path of a function's index.js
 */
export async function compileUnbundled(): Promise<(name: string) => string> {
  const home = resolve(HOME)
  await rm(home, { recursive: true, force: true })
  await build({
    entryPoints: [...(await codeIn('cloudfunctions')), ...(await codeIn('shared'))],
    outdir: home,
    outbase: '.',
    bundle: false,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    // import() of a file without its ending works only as require().
    supported: { 'dynamic-import': false },
    tsconfig: 'tsconfig.json',
    logLevel: 'silent',
  })
  await mkdir(join(home, 'node_modules'), { recursive: true })
  await symlink(join(home, 'shared'), join(home, 'node_modules/@shared'))
  await symlink(join(home, 'cloudfunctions'), join(home, 'node_modules/@cloud'))
  return (name) => join(home, 'cloudfunctions', name, 'index.js')
}

async function codeIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter(isCode).map((name) => join(folder, name))
}

const isCode = (name: string): boolean =>
  name.endsWith('.ts') && !/\.(?:test|d)\.ts$/.test(name) && !/^runtime[\\/]cli[\\/]/.test(name)
