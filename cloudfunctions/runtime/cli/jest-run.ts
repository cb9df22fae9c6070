import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { runNode } from './child'

/** The `displayName`s of jest.config.js, cheapest first. */
export const JEST_PROJECTS = ['unit', 'store', 'client', 'flows', 'weapp', 'browser'] as const
export type JestProject = (typeof JEST_PROJECTS)[number]

const RESULT = '.accord/cache/jest-result.json'

/** The part of jest's `--json` answer that is counted. */
interface JestResult {
  readonly numPassedTests: number
  readonly numFailedTests: number
  /** Test files that broke before any of their tests ran. */
  readonly numRuntimeErrorTestSuites: number
  /** Skipped and todo tests: not allowed here. */
  readonly numPendingTests: number
  readonly numTodoTests: number
}

/** Runs jest on these projects, its report on our streams. Answers the exit code. */
export async function runJest(projects: readonly JestProject[], patterns: readonly string[]): Promise<number> {
  await rm(RESULT, { force: true })
  const chosen = patterns.length === 0 ? [] : ['--testPathPatterns', ...patterns]
  const args = ['--selectProjects', ...projects, ...chosen, '--json', `--outputFile=${RESULT}`, '--passWithNoTests']
  const { code } = await runNode(['node_modules/jest/bin/jest.js', ...args], { env: { NODE_ENV: 'test' }, show: true })
  return code
}

/** Passed and failed tests of a jest answer; a skipped test counts as failed, so that none is forgotten. */
export function countTests(result: JestResult, exitCode: number): { passed: number; failed: number } {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = result
  const failed = numFailedTests + numRuntimeErrorTestSuites + numPendingTests + numTodoTests
  return { passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed }
}

/** The totals of the run that just ended; one failure when jest left no answer. */
export async function readJestTotals(exitCode: number): Promise<{ passed: number; failed: number }> {
  if (!existsSync(RESULT)) return { passed: 0, failed: 1 }
  return countTests(JSON.parse(await readFile(RESULT, 'utf8')) as JestResult, exitCode)
}
