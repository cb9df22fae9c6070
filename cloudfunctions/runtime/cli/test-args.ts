import { JEST_PROJECTS, type JestProject } from './jest-run'

export interface TestArgs {
  /** True when a check was asked for by name, or nothing was named. */
  readonly wants: (check: string) => boolean
  readonly projects: readonly JestProject[]
  /** Paths or patterns handed to jest. */
  readonly patterns: readonly string[]
}

const usage = (names: readonly string[]) => `npm test [-- --only NAME[,NAME…]] [-- PATTERN…]
  --only     ${names.join(', ')}
  PATTERN    only test files whose path matches`

/**
 * The arguments of `npm test`. With patterns and no `--only`, only jest runs.
 * @param names everything `--only` may name
 */
export function readTestArgs(argv: readonly string[], names: readonly string[]): TestArgs | { readonly usage: string } {
  const only: string[] = []
  const patterns: string[] = []
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? ''
    if (arg === '--only') only.push(...(argv[++i] ?? '?').split(','))
    else if (arg.startsWith('-')) return { usage: usage(names) }
    else patterns.push(arg)
  }
  if (only.some((name) => !names.includes(name))) return { usage: usage(names) }
  const all = only.length === 0
  return {
    wants: (check) => (all ? patterns.length === 0 : only.includes(check)),
    projects: JEST_PROJECTS.filter((project) => all || only.includes(project)),
    patterns,
  }
}
