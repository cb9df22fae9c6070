import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Files that never end up in a build: changing a test must not rebuild anything. */
const NOT_BUILT = /\.test\.[jt]sx?$|(?:^|\/)testing\/|\.md$/

/** Every file under these files and folders, sorted, as paths relative to the working folder. Missing ones are skipped. */
export async function filesUnder(paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    if (!existsSync(path)) continue
    const isFolder = (await stat(path)).isDirectory()
    const inside = isFolder ? (await readdir(path, { recursive: true })).map((name) => join(path, name)) : [path]
    for (const file of inside) if ((await stat(file)).isFile()) found.push(file)
  }
  return found.map((file) => file.replaceAll('\\', '/')).sort()
}

/**
 * One hash over the names and contents of everything a build reads.
 * @param extra what else decides about the result, e.g. environment values
 */
export async function fingerprint(paths: readonly string[], extra: string): Promise<string> {
  const hash = createHash('sha256').update(extra)
  for (const file of await filesUnder(paths)) {
    if (NOT_BUILT.test(file)) continue
    hash.update(`\0${file}\0`).update(await readFile(file))
  }
  return hash.digest('hex')
}

/** Names and sizes of what a build wrote: notices a folder that somebody emptied or built differently since. */
async function outputMark(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await filesUnder([folder])) hash.update(`\0${file}\0${(await stat(file)).size}`)
  return hash.digest('hex')
}

const stampFile = (name: string) => join('.accord/cache/stamps', name)

/** True when `folder` still holds what was built from exactly these inputs. */
export async function isFresh(name: string, inputs: string, folder: string): Promise<boolean> {
  const file = stampFile(name)
  if (!existsSync(file) || !existsSync(folder)) return false
  return (await readFile(file, 'utf8')) === `${inputs} ${await outputMark(folder)}`
}

/** Remembers that `folder` was just built from these inputs. */
export async function writeStamp(name: string, inputs: string, folder: string): Promise<void> {
  await mkdir(dirname(stampFile(name)), { recursive: true })
  await writeFile(stampFile(name), `${inputs} ${await outputMark(folder)}`)
}

/** Forgets a build, e.g. before something else writes into its folder. */
export const dropStamp = (name: string): Promise<void> => rm(stampFile(name), { force: true })
