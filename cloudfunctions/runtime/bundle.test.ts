import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDeployedStage, type DeployedStage } from '@sandbox/bench/deployed-stage'
import { callCold } from '@sandbox/bench/function-call'
import { bundleFunctions, FUNCTION_NAMES, type BuiltFunction, type FunctionName } from './bundle'
import { functionSizes } from './cli/check-size'

describe('the deployed functions', () => {
  let folder: string
  let stage: DeployedStage
  let built: readonly BuiltFunction[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-bundle-'))
    built = await bundleFunctions({ outDir: folder })
    stage = await openDeployedStage()
  }, 60_000)
  afterAll(async () => {
    await stage.close()
    await rm(folder, { recursive: true })
  })
  const fileOf = (name: FunctionName): string => built.find((one) => one.name === name)?.file ?? ''

  it('stay under their caps', async () => {
    for (const { what, bytes, cap } of await functionSizes(folder)) {
      expect(`${what}: ${bytes <= cap ? 'ok' : `${bytes} of ${cap}`}`).toBe(`${what}: ok`)
    }
  })

  it('carry their configuration and nothing of the single machine', async () => {
    for (const name of FUNCTION_NAMES) {
      const text = await readFile(fileOf(name), 'utf8')
      expect(text).not.toMatch(/require\("lmdb"\)|from"lmdb"/)
      expect(text).not.toMatch(/dev sign-in|sourceMappingURL/)
      expect(JSON.parse(await readFile(join(folder, name, 'config.json'), 'utf8'))).toHaveProperty('handler')
    }
  })

  it.each(FUNCTION_NAMES)(
    '%s answers its first event in a process of its own, through the real SDK',
    async (name) => {
      await callCold(fileOf(name), stage.event(name), stage.env)
      expect(stage.sandbox.refused).toEqual([])
    },
    30_000,
  )

  it('do what the event says: the callback is stored, and a forged one changes nothing', async () => {
    const inserts = (): number => stage.sandbox.requests.get('database.insertDocument') ?? 0
    const before = inserts()
    const { event, source, expected } = stage.event('callback')
    await callCold(fileOf('callback'), { event, source, expected }, stage.env)
    expect(inserts()).toBe(before + 1)
    await callCold(fileOf('callback'), { event, source: 'wx_client', expected: '"statusCode":403' }, stage.env)
    expect(inserts()).toBe(before + 1)
  }, 30_000)

  it('answer 503 without their configuration, so that WeCom tries again', async () => {
    const { event, source } = stage.event('callback')
    const env = { ...stage.env, ACCORD_SEAL_KEYS: '' }
    await callCold(fileOf('callback'), { event, source, expected: '"statusCode":503' }, env)
  }, 30_000)
})
