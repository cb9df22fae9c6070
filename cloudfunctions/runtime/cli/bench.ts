import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { machineLine, type BenchRecord, type BenchRow } from './bench-row'
import { loadModule } from './load-module'
import { printTable } from './print-table'

const FOLDER = 'sandbox/bench'

/** Names of the benches: the TypeScript files right in sandbox/bench that export `run`; the others are their parts. */
export async function benchNames(folder = FOLDER): Promise<string[]> {
  if (!existsSync(folder)) return []
  const files = (await readdir(folder)).filter((file) => /^[a-z0-9-]+\.ts$/.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return files
    .filter((_, i) => /^export (?:async function|const) run\b/m.test(texts[i] ?? ''))
    .map((file) => basename(file, '.ts'))
}

interface BenchArgs {
  readonly names: readonly string[]
  readonly json?: string
}

/** The arguments, or undefined when one of them means nothing. Without names: all benches. */
export function readBenchArgs(argv: readonly string[], known: readonly string[]): BenchArgs | undefined {
  const names: string[] = []
  let json: string | undefined
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? ''
    if (arg === '--json' && argv[i + 1] !== undefined) json = argv[++i]
    else if (known.includes(arg)) names.push(arg)
    else return undefined
  }
  return { names: names.length > 0 ? names : known, ...(json === undefined ? {} : { json }) }
}

async function runBench(name: string): Promise<BenchRow[]> {
  const { run } = await loadModule(`${FOLDER}/${name}.ts`)
  if (typeof run !== 'function') throw new Error(`${FOLDER}/${name}.ts exports no run()`)
  return (run as () => Promise<BenchRow[]>)()
}

const rounded = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(4))

/** Sorted by number, then part: P2 before P10, P1.a before P1.b. */
const byId = (a: BenchRow, b: BenchRow): number => a.id.localeCompare(b.id, 'en', { numeric: true })

/** Runs the benches one after the other; a broken one does not stop the rest. */
async function runAll(names: readonly string[]): Promise<{ records: BenchRecord[]; broken: number }> {
  const records: BenchRecord[] = []
  const machine = machineLine()
  let broken = 0
  for (const name of names) {
    console.log(`… ${name}`)
    try {
      const rows = await runBench(name)
      const at = new Date(Date.now()).toISOString()
      records.push(...rows.map((row) => ({ ...row, at, machine })))
    } catch (error) {
      broken += 1
      console.error(`✗ ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    }
  }
  return { records: records.sort(byId), broken }
}

/** `npm run bench [-- NAME…] [-- --json FILE]`: the measurements of docs/measurements.md. Short of a target is no failure. */
export async function main(argv: readonly string[]): Promise<number> {
  const known = await benchNames()
  const args = readBenchArgs(argv, known)
  if (!args) {
    console.error(`npm run bench [-- NAME…] [-- --json FILE]\n  NAME   ${known.join(', ')}`)
    return 2
  }
  const { records, broken } = await runAll(args.names)
  console.log(`\n${machineLine()}\n`)
  printTable(
    ['id', 'what', 'value', 'unit', 'target', ''],
    records.map((row) => [row.id, row.what, rounded(row.value), row.unit, row.target, row.pass ? 'pass' : 'SHORT']),
    [6, 70, 12, 10, 16, 5],
  )
  if (args.json !== undefined) {
    await writeFile(resolve(process.env.INIT_CWD ?? '.', args.json), `${JSON.stringify(records, null, 2)}\n`)
  }
  return broken === 0 ? 0 : 1
}
