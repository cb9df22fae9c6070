import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, resolve } from 'node:path'
import { build } from 'esbuild'

/**
 * Bundles one of our TypeScript files (packages stay outside) and loads it: for modules that are found by name at run time.
 * @param entry  path relative to the checkout
 * @returns its exports, to be checked by the caller
 * @throws Error with esbuild's messages when it does not build
 */
export async function loadModule(entry: string): Promise<Readonly<Record<string, unknown>>> {
  const outfile = resolve('.accord/cache/modules', `${basename(entry, '.ts')}.${process.pid}.cjs`)
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    sourcemap: 'inline',
    logLevel: 'silent',
  })
  const loaded = createRequire(outfile)(outfile) as Readonly<Record<string, unknown>>
  await rm(outfile)
  return loaded
}
