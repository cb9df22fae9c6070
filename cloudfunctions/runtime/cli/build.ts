import { BUILD_TARGETS, ensureBuilt, type BuildTarget } from './ensure-built'

const USAGE = `npm run build [-- TARGET…] [-- --provider ID] [-- --force]
  TARGET       weapp, h5, functions (default: all)
  --provider   the provider whose mini-program is built
  --force      build even when nothing changed`

const isTarget = (name: string): name is BuildTarget => BUILD_TARGETS.some((target) => target === name)

interface BuildArgs {
  readonly targets: readonly BuildTarget[]
  readonly provider?: string
  readonly force: boolean
}

/** The arguments, or undefined when one of them means nothing. */
export function readBuildArgs(argv: readonly string[]): BuildArgs | undefined {
  const targets: BuildTarget[] = []
  let provider: string | undefined
  let force = false
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] ?? ''
    if (arg === '--force') force = true
    else if (arg === '--provider' && argv[i + 1] !== undefined) provider = argv[++i]
    else if (isTarget(arg)) targets.push(arg)
    else return undefined
  }
  return {
    targets: targets.length > 0 ? targets : BUILD_TARGETS,
    force,
    ...(provider === undefined ? {} : { provider }),
  }
}

/** `npm run build`: the mini-program, the browser build and the function bundles into dist/. */
export async function main(argv: readonly string[]): Promise<number> {
  const args = readBuildArgs(argv)
  if (!args) {
    console.error(USAGE)
    return 2
  }
  for (const target of args.targets) {
    const { built, ms } = await ensureBuilt(target, args)
    console.log(`${built ? '✓' : '·'} ${target.padEnd(10)} ${built ? `${(ms / 1000).toFixed(1)} s` : 'unchanged'}`)
  }
  return 0
}
