import { JEST_PROJECTS, readJestTotals, runJest, type JestProject } from './jest-run'
import { CHECKS, type Check } from './test-checks'
import { filesUnder } from './fingerprint'
import { readTestArgs, type TestArgs } from './test-args'

interface Totals {
  passed: number
  failed: number
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Runs one check, prints its line, and its output when it failed. */
async function runCheck(check: Check, totals: Totals): Promise<boolean> {
  const startedAt = performance.now()
  const problem = await check.run().catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
  const ok = problem === undefined
  totals[ok ? 'passed' : 'failed'] += 1
  console.log(`${ok ? '✓' : '✗'} ${check.name.padEnd(10)} ${seconds(startedAt)}`)
  if (!ok) console.log(problem.trim().replace(/^/gm, '    '))
  return ok
}

/** The chosen projects of which a test will run: nothing is built for a pattern that only meets unit tests. */
async function projectsThatNeedBuilds({ projects, patterns }: TestArgs): Promise<readonly JestProject[]> {
  if (patterns.length === 0) return projects
  const files = await filesUnder(['client/testing', 'sandbox'])
  const chosen = files.filter((file) => patterns.some((pattern) => new RegExp(pattern, 'i').test(file)))
  return projects.filter((project) => chosen.some((file) => file.includes(`.${project}.test.`)))
}

/**
 * The checks that were asked for, builds beside the others: both lanes need about the same time on two cores.
 * @returns names of those that failed
 */
async function runChecks(args: TestArgs, totals: Totals): Promise<ReadonlySet<string>> {
  const failed = new Set<string>()
  const lane = async (checks: readonly Check[]) => {
    for (const check of checks) if (!(await runCheck(check, totals))) failed.add(check.name)
  }
  const projects = await projectsThatNeedBuilds(args)
  const wanted = CHECKS.filter((check) => args.wants(check.name) || projects.some((p) => check.needed?.includes(p)))
  await Promise.all([
    lane(wanted.filter((check) => check.lane === 'sources')),
    lane(wanted.filter((check) => check.lane === 'builds')),
  ])
  return failed
}

/** Jest on the projects whose builds are there; a project without its build would only repeat that failure. */
async function runTests(args: TestArgs, failed: ReadonlySet<string>, totals: Totals): Promise<void> {
  const blocked = CHECKS.filter((check) => failed.has(check.name)).flatMap((check) => check.needed ?? [])
  const projects = args.projects.filter((project) => !blocked.includes(project))
  for (const project of args.projects)
    if (blocked.includes(project)) console.log(`✗ ${project}: not run, its build failed`)
  if (projects.length === 0) return
  const startedAt = performance.now()
  const exitCode = await runJest(projects, args.patterns)
  const { passed, failed: broken } = await readJestTotals(exitCode)
  totals.passed += passed
  totals.failed += broken
  console.log(`${broken === 0 ? '✓' : '✗'} jest       ${seconds(startedAt)} (${projects.join(', ')})`)
}

/**
 * `npm test`: format, lint, types, styles, builds, sizes, the feature table, then every jest project. The last line is
 * `N passed, N failed`; each check counts as one.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const args = readTestArgs(argv, [...CHECKS.map((check) => check.name), ...JEST_PROJECTS])
  if ('usage' in args) {
    console.error(args.usage)
    return 2
  }
  const startedAt = performance.now()
  const totals: Totals = { passed: 0, failed: 0 }
  const failed = await runChecks(args, totals)
  await runTests(args, failed, totals)
  console.log(`\n${seconds(startedAt)}\n${totals.passed} passed, ${totals.failed} failed`)
  return totals.failed === 0 ? 0 : 1
}
