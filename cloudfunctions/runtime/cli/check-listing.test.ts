import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aGif, aPng } from '@shared/rules/testing/images'
import { main } from './check-listing'
import { rulesDocument } from './rules-document'

interface Ran {
  readonly code: number
  readonly findings: readonly Readonly<Record<string, unknown>>[] | undefined
  readonly errors: readonly string[]
}

describe('npm run check:listing', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-listing-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const run = async (argv: readonly string[]): Promise<Ran> => {
    const printed: string[] = []
    const errors: string[] = []
    jest.spyOn(console, 'log').mockImplementation((line) => void printed.push(String(line)))
    jest.spyOn(console, 'error').mockImplementation((line) => void errors.push(String(line)))
    const code = await main(argv)
    const findings = printed.length > 0 ? (JSON.parse(printed.join('\n')) as Ran['findings']) : undefined
    return { code, findings, errors }
  }
  const check = async (rows: unknown): Promise<Ran> => {
    const file = join(folder, 'listing.json')
    await writeFile(file, typeof rows === 'string' ? rows : JSON.stringify(rows))
    return run([file])
  }

  it('prints an empty array and answers 0 when nothing is wrong', async () => {
    const rows = [
      { object: 'solution', field: 'name', value: '门店经营' },
      { object: 'solution', field: 'linkedApps', value: ['dk1'] },
      { object: 'standardApp', field: 'isDesktopAdapted', value: false },
    ]
    expect(await check(rows)).toEqual({ code: 0, findings: [], errors: [] })
    expect(await check([])).toEqual({ code: 0, findings: [], errors: [] })
  })

  it('answers 0 for advice only, 1 as soon as there is a blocker, and lists everything with its row', async () => {
    const advice = { object: 'solution', field: 'text', value: '客户可以登陆后台' }
    expect(await check([advice])).toMatchObject({
      code: 0,
      findings: [{ row: 1, severity: 'advice', source: 'S0-30' }],
    })
    const { code, findings } = await check([
      advice,
      { object: 'template', field: 'name', value: '企 微免费的★大型客户管理' },
    ])
    expect(code).toBe(1)
    expect(findings?.map(({ row, ruleId }) => [row, ruleId])).toEqual([
      [1, 'solution.text.typos'],
      [2, 'template.name.length'],
      [2, 'template.name.words'],
      [2, 'template.name.words'],
      [2, 'template.name.special'],
      [2, 'template.name.blanks'],
    ])
    expect(findings?.[2]).toEqual({
      row: 2,
      ruleId: 'template.name.words',
      object: 'template',
      field: 'name',
      severity: 'blocker',
      value: '企 微',
      span: { start: 0, end: 3 },
      limit: expect.stringContaining('企微') as string,
      message: '应用名称里“企 微”会被认作禁用词“企微”',
      mend: '换一种说法',
      source: 'S2-06',
    })
  })

  it('takes images as paths beside the file, base64 and data URLs', async () => {
    await writeFile(join(folder, 'logo.png'), aPng())
    await writeFile(join(folder, 'renamed.png'), aGif())
    const base64 = Buffer.from(aPng()).toString('base64')
    const logo = (value: string) => ({ object: 'template', field: 'logo', value })
    expect(await check(['logo.png', base64, `data:image/png;base64,${base64}`].map(logo))).toMatchObject({ code: 0 })
    expect(await check([logo('renamed.png')])).toMatchObject({ code: 1, findings: [{ ruleId: 'template.logo.type' }] })
    expect(await check([logo('')])).toMatchObject({ code: 1, findings: [{ ruleId: 'template.logo.required' }] })
    const shots = { object: 'solution', field: 'showcaseScreenshots', value: ['logo.png', base64.slice(0, -8)] }
    expect(await check([shots])).toMatchObject({
      code: 1,
      findings: [{ ruleId: 'solution.showcaseScreenshots.whole', index: 1 }],
    })
  })

  it('looks at an older edition when a row asks for it', async () => {
    const row = { object: 'standardApp', field: 'slogan', value: '企微抽奖' }
    expect(await check([row])).toMatchObject({ code: 0 })
    expect(await check([{ ...row, edition: '2022' }])).toMatchObject({ code: 1 })
  })

  it.each<[string, unknown, string]>([
    ['no JSON', '[', '不是 JSON'],
    ['no array', {}, '数组'],
    ['a row that is no object', ['x'], '第 1 条：应为'],
    ['an unknown object', [{ object: 'app', field: 'name', value: 'x' }], '第 1 条 app.name：没有对象 object="app"'],
    ['an inherited name', [{ object: 'constructor', field: 'name', value: 'x' }], '第 1 条 constructor.name：没有对象'],
    ['no field', [{ object: 'solution', value: 'x' }], '第 1 条 solution：没有字段 field=undefined；可用：name logo'],
    ['a wrong field', [{ object: 'menu', field: 'intro', value: 'x' }], '第 1 条 menu.intro：没有字段 field="intro"'],
    ['no value', [{ object: 'menu', field: 'name' }], '第 1 条 menu.name：value 应为字符串'],
    ['a value of another type', [{ object: 'menu', field: 'name', value: 7 }], '第 1 条 menu.name：value 应为字符串'],
    [
      'a missing image',
      [{ object: 'template', field: 'logo', value: 'no.png' }],
      '第 1 条 template.logo：读不到图片“no.png”',
    ],
    [
      'an image that is a number',
      [{ object: 'template', field: 'logo', value: 1 }],
      '第 1 条 template.logo：value 应为图片',
    ],
    [
      'a list of numbers',
      [{ object: 'solution', field: 'linkedApps', value: [1] }],
      '第 1 条 solution.linkedApps：value',
    ],
    [
      'sheets without names',
      [{ object: 'pricingSheet', field: 'sheets', value: [{}] }],
      '第 1 条 pricingSheet.sheets：value',
    ],
    ['a flag that is a word', [{ object: 'standardApp', field: 'isDesktopAdapted', value: 'yes' }], 'true 或 false'],
    [
      'an unknown edition',
      [{ object: 'menu', field: 'name', value: 'x', edition: '1999' }],
      '第 1 条 menu.name：edition',
    ],
  ])('answers 2 for %s, naming the row and the field, and prints no findings', async (_what, rows, words) => {
    const { code, findings, errors } = await check(rows)
    expect([code, findings]).toEqual([2, undefined])
    expect(errors.join('\n')).toContain(words)
  })

  it('names every bad row at once', async () => {
    const { errors } = await check([
      { object: 'x' },
      { object: 'menu', field: 'name', value: '订单' },
      { object: 'menu', field: 'y' },
    ])
    expect(errors.map((line) => /第 \d 条/.exec(line)?.[0])).toEqual(['第 1 条', '第 3 条'])
  })

  it('answers 2 with the usage, or the reason, without a file to read', async () => {
    expect(await run([])).toMatchObject({
      code: 2,
      findings: undefined,
      errors: [expect.stringContaining('npm run check:listing')],
    })
    expect(await run(['a', 'b'])).toMatchObject({ code: 2 })
    expect(await run([join(folder, 'absent.json')])).toMatchObject({
      code: 2,
      errors: [expect.stringContaining('absent.json')],
    })
  })
})

describe('docs/rules.md', () => {
  it('is what `npm run check:listing -- --rules` prints', async () => {
    const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
    expect(await main(['--rules'])).toBe(0)
    expect(printed.mock.calls.map(([text]) => text)).toEqual([rulesDocument()])
    expect(await readFile('docs/rules.md', 'utf8')).toBe(rulesDocument())
  })
})
