import { runNode } from './child'
import { checkFeatures } from './feature-table'
import { ensureBuilt, type BuildTarget } from './ensure-built'
import type { JestProject } from './jest-run'
import { findStyleLiterals } from './style-literals'

/** One step of `npm test` beside jest; counts as one test. */
export interface Check {
  readonly name: string
  readonly lane: 'sources' | 'builds'
  /** Jest projects that look at what this check made. */
  readonly needed?: readonly JestProject[]
  /** Resolves to what is wrong, or undefined. */
  readonly run: () => Promise<string | undefined>
}

/** A tool of node_modules as a check: its output is the problem when it fails. */
const tool =
  (script: string, ...args: readonly string[]) =>
  async (): Promise<string | undefined> => {
    const { code, output } = await runNode([`node_modules/${script}`, ...args], { env: { NO_COLOR: '1' } })
    return code === 0 ? undefined : output
  }

const build = (target: BuildTarget) => async (): Promise<undefined> => {
  await ensureBuilt(target)
}

async function styles(): Promise<string | undefined> {
  const found = await findStyleLiterals()
  if (found.length === 0) return undefined
  return [
    'colour or size literal outside client/src/styles/tokens.scss:',
    ...found.map((f) => `${f.file}:${f.line} ${f.literal}`),
  ].join('\n')
}

async function sizes(): Promise<string | undefined> {
  const { code, output } = await runNode(['cloudfunctions/runtime/cli/run.cjs', 'check-size'])
  return code === 0 ? undefined : output
}

async function features(): Promise<string | undefined> {
  const problems = await checkFeatures()
  return problems.length === 0 ? undefined : problems.join('\n')
}

/** In the order in which they run within their lane. */
export const CHECKS: readonly Check[] = [
  {
    name: 'format',
    lane: 'sources',
    run: tool(
      'prettier/bin/prettier.cjs',
      '--check',
      '.',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      '.accord/cache/prettier',
    ),
  },
  {
    name: 'lint',
    lane: 'sources',
    run: tool(
      'eslint/bin/eslint.js',
      '.',
      '--cache',
      '--cache-location',
      '.accord/cache/eslint',
      '--max-warnings',
      '0',
    ),
  },
  { name: 'styles', lane: 'sources', run: styles },
  { name: 'types', lane: 'sources', run: tool('typescript/bin/tsc', '-p', '.', '--noEmit', '--pretty', 'false') },
  { name: 'features', lane: 'sources', run: features },
  { name: 'weapp-build', lane: 'builds', needed: ['weapp'], run: build('weapp') },
  { name: 'h5-build', lane: 'builds', needed: ['browser'], run: build('h5') },
  { name: 'functions', lane: 'builds', run: build('functions') },
  { name: 'size', lane: 'builds', run: sizes },
]
