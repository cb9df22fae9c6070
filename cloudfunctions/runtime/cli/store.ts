/** `npm run store -- check | export FILE | import FILE | compact | backup DIR`: the embedded store's maintenance. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { COLLECTIONS } from '../../store/collections'
import { openEmbeddedStore, type EmbeddedStore } from '../../store/embedded/embedded-store'
import { flushFile } from '../../store/flush-file'
import { compactFolder } from '../../store/embedded/maintenance'
import { systemClock } from '../clock'

const USAGE = `npm run store -- COMMAND [--dir 目录, default .accord/store]
  check              逐条核对索引与文档 · every index entry against its document
  export FILE        全部文档，一行一个 JSON · all documents, one JSON per line
  import FILE        导入到空目录；--merge 并入已有数据 · into an empty store, --merge over what is there
  compact            收回空闲空间，需先停掉所有进程 · give free space back; nothing may be running
  backup DIR         运行中也可备份到空目录 · a consistent copy, also while running`

interface StoreArgs {
  readonly command: string
  /** FILE or DIR, absolute. */
  readonly target: string | undefined
  readonly dir: string
  readonly isMerge: boolean
}

type Command = (args: StoreArgs & { readonly target: string }) => Promise<number>

const COMMANDS: Readonly<Record<string, { readonly needsTarget: boolean; readonly run: Command }>> = {
  check: { needsTarget: false, run: ({ dir }) => withStore(dir, (store) => check(store, dir)) },
  export: { needsTarget: true, run: ({ dir, target }) => withStore(dir, (store) => exportTo(store, target)) },
  import: { needsTarget: true, run: importFrom },
  compact: { needsTarget: false, run: compact },
  backup: { needsTarget: true, run: ({ dir, target }) => withStore(dir, (store) => backup(store, target)) },
}

/**
 * Runs one maintenance command; paths are relative to where npm was called.
 * @returns 0, or 1 when something is wrong with the store or the folder, or 2 for arguments that mean nothing
 */
export async function main(argv: readonly string[]): Promise<number> {
  const args = readStoreArgs(argv, process.env.INIT_CWD ?? process.cwd())
  const command = args && COMMANDS[args.command]
  if (!args || !command || command.needsTarget !== (args.target !== undefined)) {
    console.error(USAGE)
    return 2
  }
  if (args.command !== 'import' && !existsSync(path.join(args.dir, 'data.mdb'))) {
    console.error(`${args.dir} 里没有数据 · there is no store`)
    return 1
  }
  return command.run({ ...args, target: args.target ?? '' })
}

/** The arguments, or undefined for an option nobody knows. */
export function readStoreArgs(argv: readonly string[], from: string): StoreArgs | undefined {
  const words: string[] = []
  let dir = path.resolve('.accord/store')
  let isMerge = false
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? ''
    if (arg === '--dir' && argv[i + 1] !== undefined) dir = path.resolve(from, argv[++i] ?? '')
    else if (arg === '--merge') isMerge = true
    else if (arg.startsWith('--')) return undefined
    else words.push(arg)
  }
  const [command = '', target] = words
  if (words.length > 2 || (isMerge && command !== 'import')) return undefined
  return { command, target: target === undefined ? undefined : path.resolve(from, target), dir, isMerge }
}

async function withStore<T>(dir: string, work: (store: EmbeddedStore) => Promise<T>, noSync = false): Promise<T> {
  const store = await openEmbeddedStore({ dir, clock: systemClock, noSync })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function check(store: EmbeddedStore, dir: string): Promise<number> {
  const { documents, entries, faultCount, faults } = await store.check(COLLECTIONS)
  for (const fault of faults) console.error(`✗ ${fault}`)
  if (faultCount > faults.length) console.error(`… ${faultCount - faults.length} more`)
  const verdict = faultCount === 0 ? '完好 · sound' : `${faultCount} 处不符 · faults`
  console.log(`${dir}: ${documents} 个文档 · documents, ${entries} 条索引 · index entries, ${verdict}`)
  return faultCount === 0 ? 0 : 1
}

// Written aside and renamed, so that FILE is a whole export or not there.
async function exportTo(store: EmbeddedStore, file: string): Promise<number> {
  const aside = `${file}.${process.pid}.part`
  let count = 0
  async function* text(): AsyncGenerator<string> {
    for await (const line of store.exportLines()) {
      count++
      yield `${line}\n`
    }
  }
  try {
    await pipeline(Readable.from(text()), createWriteStream(aside, { flags: 'wx', flush: true, mode: 0o600 }))
    await rename(aside, file)
  } catch (cause) {
    await rm(aside, { force: true })
    throw cause
  }
  console.log(`${file}: ${count} 个文档已导出 · documents exported`)
  return 0
}

async function importFrom({ dir, target, isMerge }: Parameters<Command>[0]): Promise<number> {
  if (!existsSync(target)) {
    console.error(`没有这个文件 · no such file: ${target}`)
    return 1
  }
  const isEmpty = !(await withStore(dir, hasDocuments))
  if (!isEmpty && !isMerge) {
    console.error(
      `${dir} 里已有数据；确要并入请加 --merge · the store is not empty; --merge imports over what is there`,
    )
    return 1
  }
  // Nothing to lose in an empty store: one flush at the end instead of one per batch is several times faster.
  const count = await withStore(dir, (store) => store.importLines(COLLECTIONS, linesOf(target)), isEmpty)
  if (isEmpty) await flushFile(path.join(dir, 'data.mdb'))
  console.log(`${dir}: ${count} 个文档已导入 · documents imported`)
  return 0
}

async function hasDocuments(store: Pick<EmbeddedStore, 'exportLines'>): Promise<boolean> {
  for await (const line of store.exportLines()) return line !== ''
  return false
}

// Not node:readline: it also breaks lines at U+2028, which JSON text may hold.
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

async function compact({ dir }: StoreArgs): Promise<number> {
  const { before, after } = await compactFolder(dir)
  const size = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`
  console.log(`${dir}: ${size(before)} → ${size(after)}`)
  return 0
}

// A backup counts once it has been opened and read.
async function backup(store: EmbeddedStore, to: string): Promise<number> {
  await store.backup(to)
  return withStore(to, (copy) => check(copy, to))
}
