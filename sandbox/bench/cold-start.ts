/** P3: from the spawn of a process to its first right answer, as deployed. `npm run bench -- cold-start` */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleFunctions } from '@cloud/runtime/bundle'
import { benchRow, median, type BenchRow } from './bench-row'
import { openDeployedStage, type DeployedStage } from './deployed-stage'
import { callCold, callNothing } from './function-call'
import { compileUnbundled } from './unbundled'

const RUNS = 15
const MEASURED = ['callback', 'api'] as const
type Measured = (typeof MEASURED)[number]

/** At most so many times an empty Node, and at most this share of the same handler unbundled. */
const TARGETS: Readonly<Record<Measured, string>> = { callback: '≤ 2.0', api: '≤ 2.3' }
const SHARE_TARGET = '≤ 0.55'

/** Medians of 15, all sides interleaved: an empty process, each function bundled and unbundled. */
export async function run(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'accord-cold-'))
  const stage = await openDeployedStage()
  try {
    const built = await bundleFunctions({ outDir: folder, names: MEASURED })
    const unbundled = await compileUnbundled()
    const files = MEASURED.map((name) => ({
      name,
      bundled: built.find((one) => one.name === name)?.file ?? '',
      unbundled: unbundled(name),
    }))
    return rowsOf(await measure(stage, files))
  } finally {
    await stage.close()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Sides {
  readonly empty: number[]
  readonly bundled: Readonly<Record<Measured, number[]>>
  readonly unbundled: Readonly<Record<Measured, number[]>>
}

async function measure(
  stage: DeployedStage,
  files: readonly { name: Measured; bundled: string; unbundled: string }[],
): Promise<Sides> {
  const sides: Sides = { empty: [], bundled: { callback: [], api: [] }, unbundled: { callback: [], api: [] } }
  // The first round warms the file cache and is not counted.
  for (let round = -1; round < RUNS; round++) {
    const empty = (await callNothing()).ms
    if (round >= 0) sides.empty.push(empty)
    for (const file of files) {
      for (const side of ['bundled', 'unbundled'] as const) {
        const { ms } = await callCold(file[side], stage.event(file.name), stage.env)
        if (round >= 0) sides[side][file.name].push(ms)
      }
    }
  }
  return sides
}

function rowsOf({ empty, bundled, unbundled }: Sides): BenchRow[] {
  const nothing = median(empty)
  return MEASURED.flatMap((name, i) => {
    const ours = median(bundled[name])
    const other = median(unbundled[name])
    const part = 'abcd'[i * 2]
    const shown = `${ours.toFixed(0)} ms`
    return [
      benchRow(
        `P3.${part}`,
        `cold start of ${name}, ${shown}, against an empty Node, ${nothing.toFixed(0)} ms`,
        ours / nothing,
        'ratio',
        TARGETS[name],
      ),
      benchRow(
        `P3.${'abcd'[i * 2 + 1]}`,
        `cold start of ${name}, ${shown}, against unbundled, ${other.toFixed(0)} ms`,
        ours / other,
        'ratio',
        SHARE_TARGET,
      ),
    ]
  })
}
