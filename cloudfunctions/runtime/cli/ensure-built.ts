import { rm } from 'node:fs/promises'
import { AppError } from '@shared/kernel/errors'
import { bundleFunctions } from '../bundle'
import { runNode } from './child'
import { dropStamp, fingerprint, isFresh, writeStamp } from './fingerprint'

/** What `npm run build` makes. */
export type BuildTarget = 'weapp' | 'h5' | 'functions'

export const BUILD_TARGETS: readonly BuildTarget[] = ['weapp', 'h5', 'functions']

export interface BuildOptions {
  /** The provider whose mini-program is built (its API address and appid come from ACCORD_API, ACCORD_PROVIDER). */
  readonly provider?: string
  /** Build even when nothing changed. */
  readonly force?: boolean
  /** One line about each step that takes time. */
  readonly say?: (line: string) => void
}

export interface BuildOutcome {
  readonly target: BuildTarget
  /** False when what lies in dist/ was made from the same sources. */
  readonly built: boolean
  readonly ms: number
}

const FOLDERS: Readonly<Record<BuildTarget, string>> = {
  weapp: 'dist/weapp',
  h5: 'dist/h5',
  functions: 'dist/cloudfunctions',
}

const CLIENT_INPUTS = [
  'client',
  'shared',
  'babel.config.js',
  'package.json',
  'package-lock.json',
  'project.config.json',
]
const INPUTS: Readonly<Record<BuildTarget, readonly string[]>> = {
  weapp: CLIENT_INPUTS,
  h5: CLIENT_INPUTS,
  functions: ['cloudfunctions', 'shared', 'tsconfig.json', 'package.json', 'package-lock.json'],
}

/** The environment of a production build: what decides about its bytes besides the sources. */
function buildEnv(provider: string | undefined): Record<string, string> {
  return {
    NODE_ENV: 'production',
    CI: 'true',
    NO_COLOR: '1',
    ACCORD_PROVIDER: provider ?? process.env.ACCORD_PROVIDER ?? '',
    ACCORD_API: process.env.ACCORD_API ?? '',
  }
}

async function buildClient(target: 'weapp' | 'h5', env: Record<string, string>): Promise<void> {
  // An empty address means the configuration's own default.
  const { ACCORD_API, ...rest } = env
  const result = await runNode(['client/taro.cjs', 'build', '--type', target], {
    env: ACCORD_API ? { ...rest, ACCORD_API } : rest,
  })
  if (result.code !== 0) throw buildFailed(target, result.output)
}

/** The last lines of a build's output say what went wrong; Taro prints its whole configuration before them. */
function buildFailed(target: BuildTarget, output: string): AppError {
  const tail = output.trim().split('\n').slice(-40).join('\n')
  return new AppError('INTERNAL', `build of ${target} failed:\n${tail}`, {
    userMessage: `构建 ${target} 失败 · build failed\n${tail}`,
  })
}

/**
 * Brings one folder of dist/ up to date with the sources.
 * @throws AppError INTERNAL with the end of the build's output
 */
export async function ensureBuilt(target: BuildTarget, options: BuildOptions = {}): Promise<BuildOutcome> {
  const startedAt = performance.now()
  const env = buildEnv(options.provider)
  const inputs = await fingerprint(INPUTS[target], JSON.stringify(target === 'functions' ? {} : env))
  const fresh = options.force !== true && (await isFresh(target, inputs, FOLDERS[target]))
  if (!fresh) {
    options.say?.(`正在构建 ${target} · building ${target}`)
    await dropStamp(target)
    // Taro leaves what an earlier build wrote; a mini-program package must hold this build only.
    if (target !== 'functions') await rm(FOLDERS[target], { recursive: true, force: true })
    await (target === 'functions' ? bundleFunctions() : buildClient(target, env))
    await writeStamp(target, inputs, FOLDERS[target])
  }
  return { target, built: !fresh, ms: performance.now() - startedAt }
}
