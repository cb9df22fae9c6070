import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { FUNCTION_NAMES, type FunctionName } from '../bundle'
import { ensureBuilt } from './ensure-built'
import { printTable } from './print-table'

/** One thing with a cap. Sizes in bytes. */
export interface SizeRow {
  /** P4 or P9. */
  readonly id: string
  readonly what: string
  readonly bytes: number
  readonly cap: number
}

const KB = 1000

/** P4: largest bundle of each function. */
const FUNCTION_CAPS: Readonly<Record<FunctionName, number>> = {
  callback: 400 * KB,
  web: 450 * KB,
  api: 700 * KB,
  jobs: 700 * KB,
}
/** P9: the mini-program's main package, each subpackage, all together. */
const PACKAGE_CAPS = { main: 450 * KB, sub: 350 * KB, all: 1500 * KB }

/** Sizes of the function bundles in a folder like dist/cloudfunctions. @throws ENOENT when one was not built */
export async function functionSizes(folder: string): Promise<SizeRow[]> {
  return Promise.all(
    FUNCTION_NAMES.map(async (name) => {
      const { size } = await stat(join(folder, name, 'index.js'))
      return { id: 'P4', what: `function ${name}`, bytes: size, cap: FUNCTION_CAPS[name] }
    }),
  )
}

/** Sizes of the mini-program's packages in a folder like dist/weapp; source maps are not uploaded and do not count. */
export async function packageSizes(folder: string): Promise<SizeRow[]> {
  const roots = subpackageRoots(JSON.parse(await readFile(join(folder, 'app.json'), 'utf8')))
  const bytes = new Map<string, number>(roots.map((root) => [root, 0]))
  let main = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.map')) continue
    const file = join(entry.parentPath, entry.name)
    const path = relative(folder, file).split(sep).join('/')
    const { size } = await stat(file)
    const root = roots.find((candidate) => path.startsWith(`${candidate}/`))
    if (root === undefined) main += size
    else bytes.set(root, (bytes.get(root) ?? 0) + size)
  }
  const subs = [...bytes].map(([root, size]) => row(`mini-program ${root}`, size, PACKAGE_CAPS.sub))
  const all = subs.reduce((sum, sub) => sum + sub.bytes, main)
  return [row('mini-program main', main, PACKAGE_CAPS.main), ...subs, row('mini-program in all', all, PACKAGE_CAPS.all)]
}

const row = (what: string, bytes: number, cap: number): SizeRow => ({ id: 'P9', what, bytes, cap })

/** Roots of app.json's subpackages, without slashes at the ends; both spellings are allowed. */
function subpackageRoots(app: unknown): string[] {
  const { subPackages, subpackages } = app as Readonly<Record<string, unknown>>
  const list: unknown = subPackages ?? subpackages
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => {
    const { root } = item as { root?: unknown }
    return typeof root === 'string' ? [root.replace(/^\/+|\/+$/g, '')] : []
  })
}

/** `npm run check:size [-- functions | weapp]`: builds what changed, prints sizes against their caps; 1 when one is over. */
export async function main(argv: readonly string[]): Promise<number> {
  const wanted = argv.length > 0 ? argv : ['functions', 'weapp']
  if (wanted.some((name) => name !== 'functions' && name !== 'weapp')) {
    console.error('npm run check:size [-- functions | weapp]')
    return 2
  }
  const rows: SizeRow[] = []
  const say = (line: string): void => console.log(line)
  if (wanted.includes('functions')) {
    await ensureBuilt('functions', { say })
    rows.push(...(await functionSizes('dist/cloudfunctions')))
  }
  if (wanted.includes('weapp')) {
    await ensureBuilt('weapp', { say })
    rows.push(...(await packageSizes('dist/weapp')))
  }
  const inKb = (bytes: number): string => (bytes / KB).toFixed(1)
  printTable(
    ['id', 'what', 'kB', 'cap', ''],
    rows.map(({ id, what, bytes, cap }) => [id, what, inKb(bytes), inKb(cap), bytes > cap ? 'OVER' : 'ok']),
    [4, 50, 8, 8, 4],
  )
  return rows.some(({ bytes, cap }) => bytes > cap) ? 1 : 0
}
