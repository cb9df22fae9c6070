import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** `done` and `partly` are proven by tests; `later` and `n/a` say why. */
export type FeatureStatus = 'done' | 'partly' | 'later' | 'n/a'

/** One row of the feature catalogue as `npm run coverage:features -- --json FILE` writes it. */
export interface FeatureRow {
  readonly id: string
  readonly title: string
  readonly status: FeatureStatus
  /** `file › title` or `file › describe › title`. */
  readonly tests: readonly string[]
  readonly reason?: string
}

/** What `docs/features/status.json` says about one id. */
export interface FeatureState {
  readonly status: FeatureStatus
  readonly tests?: readonly string[]
  readonly reason?: string
}

/** Ids without a state of their own are `later`, for the reason of their range. */
export interface FeaturePlan {
  readonly from: string
  readonly to: string
  readonly reason: string
}

export interface FeatureData {
  /** Id → short title, all of them. */
  readonly catalogue: Readonly<Record<string, string>>
  readonly states: Readonly<Record<string, FeatureState>>
  readonly plan: readonly FeaturePlan[]
}

/** Rows per source document: S0-01 … S0-45 and so on. */
const ROWS_OF: Readonly<Record<string, number>> = { S0: 45, S1: 83, S2: 63, S3: 30, S4: 83 }
const STATUSES: readonly FeatureStatus[] = ['done', 'partly', 'later', 'n/a']

const read = async <T>(name: string): Promise<T> =>
  JSON.parse(await readFile(`docs/features/${name}.json`, 'utf8')) as T

/** The three data files. */
export async function readFeatureData(): Promise<FeatureData> {
  const [catalogue, states, plan] = await Promise.all([
    read<FeatureData['catalogue']>('catalogue'),
    read<FeatureData['states']>('status'),
    read<FeatureData['plan']>('plan'),
  ])
  return { catalogue, states, plan }
}

/** Every row with its state, in order of id. */
export function featureRows({ catalogue, states, plan }: FeatureData): FeatureRow[] {
  return Object.keys(catalogue)
    .sort()
    .map((id) => {
      const state = states[id]
      const planned = plan.find(({ from, to }) => from <= id && id <= to)
      const reason = state ? state.reason : planned?.reason
      return {
        id,
        title: catalogue[id] ?? '',
        status: state?.status ?? 'later',
        tests: state?.tests ?? [],
        ...(reason === undefined ? {} : { reason }),
      }
    })
}

function catalogueProblems(catalogue: FeatureData['catalogue']): string[] {
  const wanted = Object.entries(ROWS_OF).flatMap(([source, count]) =>
    Array.from({ length: count }, (_, index) => `${source}-${String(index + 1).padStart(2, '0')}`),
  )
  const missing = wanted.filter((id) => !catalogue[id]).map((id) => `${id}: not in catalogue.json`)
  const unknown = Object.keys(catalogue).filter((id) => !wanted.includes(id))
  return [...missing, ...unknown.map((id) => `${id}: no such row in the sources`)]
}

function stateProblems({ id, status, tests, reason }: FeatureRow): string[] {
  const problems: string[] = []
  if (!STATUSES.includes(status)) problems.push(`${id}: unknown status ${status}`)
  const proven = status === 'done' || status === 'partly'
  if (proven && tests.length === 0) problems.push(`${id}: ${status} without a test`)
  if (!proven && tests.length > 0) problems.push(`${id}: ${status}, yet names tests`)
  if (status !== 'done' && !reason) problems.push(`${id}: ${status} without a reason`)
  return problems
}

/** The text of a test file, undefined when there is none; `featureProblems` takes another reader in tests. */
export type ReadTestFile = (file: string) => Promise<string | undefined>

const readTestFile: ReadTestFile = async (file) => (existsSync(file) ? readFile(file, 'utf8') : undefined)

async function testProblem(id: string, test: string, readFileText: ReadTestFile): Promise<string | undefined> {
  const [file, ...titles] = test.split(' › ')
  if (!file || titles.length === 0) return `${id}: "${test}" is not "file › title"`
  const text = await readFileText(file)
  if (text === undefined) return `${id}: ${file} does not exist`
  const absent = titles.find((title) => !text.includes(title) && !text.includes(title.replaceAll("'", "\\'")))
  return absent === undefined ? undefined : `${id}: ${file} has no test "${absent}"`
}

/** Everything wrong with the table: rows missing, statuses without proof or reason, tests that do not exist. */
export async function featureProblems(data: FeatureData, readFileText: ReadTestFile = readTestFile): Promise<string[]> {
  const rows = featureRows(data)
  const strangers = Object.keys(data.states).filter((id) => !(id in data.catalogue))
  const perTest = rows.flatMap((row) => row.tests.map((test) => testProblem(row.id, test, readFileText)))
  return [
    ...catalogueProblems(data.catalogue),
    ...strangers.map((id) => `${id}: in status.json, not in the catalogue`),
    ...rows.flatMap(stateProblems),
    ...(await Promise.all(perTest)).filter((problem) => problem !== undefined),
  ]
}

/** `featureProblems` of the committed data. */
export const checkFeatures = async (): Promise<string[]> => featureProblems(await readFeatureData())
