import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { featureProblems, featureRows, readFeatureData, type FeatureRow, type FeatureStatus } from './feature-table'
import { printTable } from './print-table'

/** Where a relative file argument points: npm runs us in the checkout, the person may stand elsewhere. */
const fromCaller = (file: string): string => resolve(process.env.INIT_CWD ?? '.', file)

const proof = (row: FeatureRow): string => [...row.tests, ...(row.reason === undefined ? [] : [row.reason])].join('; ')

const withoutTitle = ({ id, status, tests, reason }: FeatureRow) => ({
  id,
  status,
  tests,
  ...(reason === undefined ? {} : { reason }),
})

/** `done 12 · partly 3 · …` */
function totals(rows: readonly FeatureRow[]): string {
  const count = (status: FeatureStatus) => rows.filter((row) => row.status === status).length
  const parts = (['done', 'partly', 'later', 'n/a'] as const).map((status) => `${status} ${count(status)}`)
  return `${parts.join(' · ')} · of ${rows.length}`
}

/** `npm run coverage:features [-- --json FILE]`: catalogue id → status → the test that proves it. */
export async function main(argv: readonly string[]): Promise<number> {
  const data = await readFeatureData()
  const rows = featureRows(data)
  const at = argv.indexOf('--json')
  if (at >= 0) {
    const file = argv[at + 1]
    if (file === undefined) {
      console.error('npm run coverage:features -- --json FILE')
      return 2
    }
    await writeFile(fromCaller(file), `${JSON.stringify(rows.map(withoutTitle), null, 2)}\n`)
  }
  printTable(
    ['id', 'status', 'feature', 'proof or reason'],
    rows.map((row) => [row.id, row.status, row.title, proof(row)]),
    [5, 6, 60, 100],
  )
  console.log(`\n${totals(rows)}`)
  const problems = await featureProblems(data)
  for (const problem of problems) console.error(`✗ ${problem}`)
  return problems.length === 0 ? 0 : 1
}
