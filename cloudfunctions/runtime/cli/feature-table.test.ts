import {
  checkFeatures,
  featureProblems,
  featureRows,
  readFeatureData,
  type FeatureData,
  type FeatureState,
} from './feature-table'

let committed: FeatureData

beforeAll(async () => {
  committed = await readFeatureData()
})

const withState = (id: string, state: FeatureState): FeatureData => ({
  ...committed,
  states: { ...committed.states, [id]: state },
})
const aTestFile = (text: string) => () => Promise.resolve(text)
const noFile = () => Promise.resolve(undefined)

describe('the feature table', () => {
  it('has all 304 rows of the catalogue, each with a status and its proof or reason', async () => {
    expect(featureRows(committed)).toHaveLength(304)
    expect(await checkFeatures()).toEqual([])
  })

  it('refuses done and partly without a test', async () => {
    expect(await featureProblems(withState('S0-01', { status: 'done' }))).toEqual(['S0-01: done without a test'])
    expect(await featureProblems(withState('S0-01', { status: 'partly', reason: 'half' }))).toEqual([
      'S0-01: partly without a test',
    ])
  })

  it('refuses partly, later and n/a without a reason', async () => {
    expect(await featureProblems(withState('S0-01', { status: 'n/a' }))).toEqual(['S0-01: n/a without a reason'])
  })

  it('refuses a test that does not exist', async () => {
    const data = withState('S0-01', { status: 'done', tests: ['x.test.ts › opens'] })
    expect(await featureProblems(data, noFile)).toContain('S0-01: x.test.ts does not exist')
    expect(await featureProblems(data, aTestFile("it('closes')"))).toContain('S0-01: x.test.ts has no test "opens"')
    expect(await featureProblems(data, aTestFile("it('opens')"))).not.toContainEqual(expect.stringContaining('S0-01'))
  })

  it('looks for every part of a nested title', async () => {
    const data = withState('S0-01', { status: 'done', tests: ["x.test.ts › the door › can't open"] })
    expect(await featureProblems(data, aTestFile("describe('the door', () => it('can\\'t open'))"))).not.toContainEqual(
      expect.stringContaining('S0-01'),
    )
  })

  it('refuses unknown and missing ids', async () => {
    const { 'S0-01': _, ...rest } = committed.catalogue
    const problems = await featureProblems({ ...committed, catalogue: { ...rest, 'S9-01': 'x' } })
    expect(problems).toContain('S0-01: not in catalogue.json')
    expect(problems).toContain('S9-01: no such row in the sources')
    expect(await featureProblems(withState('S7-01', { status: 'later', reason: 'x' }))).toContain(
      'S7-01: in status.json, not in the catalogue',
    )
  })
})
