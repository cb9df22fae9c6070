import fc from 'fast-check'
import { SOLUTION_NAME, SOLUTION_OVERVIEW } from '../domain/solution/states'
import { blockers, checkField, checkListing, missingFields } from './check-listing'
import { blockingIssues } from './field-issues'
import { NORMS } from './norms'
import type { ListingItem, ListingObject, ListingValue } from './rule'
import { allRules, OBJECTS, rulesOf } from './rules'
import { CASES } from './testing/cases'

/** Rules that only bite with something more than the value. */
const SPECIAL = [
  'standardApp.desktopScreenshots.required',
  'solution.linkedApps.count',
  'standardApp.name.words2022',
  'standardApp.slogan.words2022',
]

const item = (
  rule: { object: ListingObject; field: string; edition?: ListingItem['edition'] },
  value: ListingValue,
): ListingItem => ({
  object: rule.object,
  field: rule.field,
  value,
  ...(rule.edition ? { edition: rule.edition } : {}),
})
const breaks = (id: string, one: ListingItem) => checkListing([one]).some(({ ruleId }) => ruleId === id)

describe('every rule', () => {
  const rules = allRules()

  it('has an id of its own, a source row, and words for people', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const rule of rules) {
      expect([rule.id, rule.source]).toEqual([rule.id, expect.stringMatching(/^S[0-2]-\d\d$/)])
      for (const text of [rule.label, rule.limit, rule.message, rule.mend])
        expect(text).toMatch(/[\u4e00-\u9fff]|px|logo/)
    }
  })

  it.each(rules.filter(({ id }) => !SPECIAL.includes(id)).map((rule) => ({ ...rule, rule })))(
    '$id finds what breaks it and nothing in what keeps it ($source)',
    ({ rule }) => {
      const cases = Object.entries(CASES[`${rule.object}.${rule.field}`] ?? {})
      const own = cases.filter(([key]) => key.split(' ')[0] === rule.id.split('.')[2])
      expect(own).not.toEqual([])
      for (const [, [broken, kept]] of own) {
        expect(breaks(rule.id, item(rule, broken))).toBe(true)
        expect(breaks(rule.id, item(rule, kept))).toBe(false)
      }
    },
  )

  it('speaks of values with the severity, limit, mend and source of its data', () => {
    for (const rule of rules.filter(({ id }) => !SPECIAL.includes(id))) {
      const broken = CASES[`${rule.object}.${rule.field}`]?.[rule.id.split('.')[2] ?? '']?.[0] ?? ''
      const found = checkListing([item(rule, broken)]).find(({ ruleId }) => ruleId === rule.id)
      expect(found).toMatchObject({
        severity: rule.severity,
        limit: rule.limit,
        source: rule.source,
        object: rule.object,
      })
    }
  })
})

describe('values depend on others', () => {
  it('a desktop screenshot is required where the app is adapted to the desktop (S1-44)', () => {
    const shots = { object: 'standardApp', field: 'desktopScreenshots', value: [] } as const
    const adapted = { object: 'standardApp', field: 'isDesktopAdapted', value: true } as const
    expect(checkListing([shots])).toEqual([])
    expect(checkListing([shots, { ...adapted, value: false }])).toEqual([])
    expect(checkListing([shots, adapted]).map(({ ruleId }) => ruleId)).toEqual([
      'standardApp.desktopScreenshots.required',
    ])
  })

  it('an app in use at a customer stands in for a linked one (S0-28)', () => {
    const none = { object: 'solution', field: 'linkedApps', value: [] } as const
    expect(blockers(checkListing([none])).map(({ source }) => source)).toEqual(['S0-28'])
    expect(checkListing([none, { object: 'solution', field: 'customizedApps', value: ['wpCorp crm'] }])).toEqual([])
  })

  it('the edition of 2022 forbids two more words in names and slogans (S1-28, S1-29)', () => {
    for (const field of ['name', 'slogan']) {
      const one = { object: 'standardApp', field, value: '企微抽奖' } as const
      expect(blockers(checkListing([one]))).toEqual([])
      expect(blockers(checkListing([{ ...one, edition: '2022' }])).map(({ value }) => value)).toEqual(['企微', '抽奖'])
    }
  })

  it('missing fields are named before something is submitted', () => {
    const missed = missingFields('template', [{ object: 'template', field: 'name', value: '' }])
    expect(missed.map(({ field }) => field)).toEqual(['logo', 'intro', 'category', 'industry', 'callbackUrl'])
    expect(missingFields('solution', []).map(({ field }) => field)).toContain('linkedApps')
    expect(missingFields('standardApp', []).map(({ field }) => field)).not.toContain('desktopScreenshots')
  })
})

describe('findings', () => {
  it('come all at once, in the order of the items', () => {
    const found = checkListing([
      { object: 'solution', field: 'name', value: '永久免费的★热门微信方案大全' },
      { object: 'template', field: 'intro', value: '' },
    ])
    expect(found.filter(({ severity }) => severity === 'blocker').map(({ ruleId, value }) => [ruleId, value])).toEqual([
      ['solution.name.length', '方案大全'],
      ['solution.name.special', '★'],
      ['solution.name.words', '永久免费'],
      ['solution.name.words', '热门'],
      ['solution.name.words', '微信'],
      ['template.intro.required', ''],
    ])
  })

  it('offer a mended text only where nothing is lost', () => {
    const fixes = (object: ListingObject, field: string, value: string) =>
      checkField(object, field, value).flatMap(({ fix }) => (fix === undefined ? [] : [fix]))
    expect(fixes('standardApp', 'trustedDomain', 'https://app.yunqi.com/home')).toEqual(['app.yunqi.com'])
    expect(fixes('standardApp', 'trustedDomain', 'https://localhost/home')).toEqual([])
    expect(fixes('solution', 'name', '门店\u200b经营')).toEqual(['门店经营'])
    expect(fixes('solution', 'name', ' 门店经营 ')).toEqual(['门店经营'])
    expect(fixes('solution', 'name', '门店ＣＲＭ２')).toEqual(['门店CRM2'])
    expect(fixes('solution', 'name', '门店★经营')).toEqual([])
  })

  it('mark every run of special characters in a name, and let names of brands be (S0-11, S1-28)', () => {
    const marked = (value: string) =>
      checkField('solution', 'name', value).flatMap(({ ruleId, value: run }) =>
        ruleId.endsWith('.special') ? [run] : [],
      )
    for (const name of ['门店CRM2', 'Café门店', '门店 经营', '〇一门店']) expect(marked(name)).toEqual([])
    expect(marked('门店★★经营（A+B）')).toEqual(['★★', '（', '+', '）'])
    for (const odd of ['·', '-', '|', '@', '™', '①', 'Ⅱ', '😀', 'α', 'の', '\u200b', '\ue000', '\n', '\ud800']) {
      expect([odd, marked(`门${odd}店`)]).toEqual([odd, [odd]])
    }
  })

  it('have the lengths that the form and the contract of solutions use (S0-11, S0-14)', () => {
    const lengthOf = (field: string) => rulesOf('solution', field).find(({ check }) => check.kind === 'length')?.check
    expect(lengthOf('name')).toEqual({ kind: 'length', ...SOLUTION_NAME })
    expect(lengthOf('overview')).toEqual({ kind: 'length', ...SOLUTION_OVERVIEW })
  })

  it('refuse to check a field that does not exist', () => {
    expect(() => checkField('solution', 'slogan', 'x')).toThrow(RangeError)
    expect(() => checkField('solution', 'constructor', 'x')).toThrow(RangeError)
  })

  it('become issues of an input: blockers only, by field', () => {
    expect(blockingIssues('solution', { name: '第一', overview: '门店，，经营', text: '' })).toEqual([
      { field: 'name', message: '方案名称里不能用“第一”，换一种说法' },
    ])
    expect(blockingIssues('customizedApp', { ipWhitelist: ['8.8.8.8', 'x'] }).map(({ field }) => field)).toEqual([
      'ipWhitelist.1',
    ])
  })

  it('never throw, never leave the text, and are the same twice, whatever is written in any field', () => {
    const fields = Object.entries(OBJECTS).flatMap(([object, own]) =>
      Object.keys(own).map((field) => [object as ListingObject, field] as const),
    )
    const bits = fc.constantFrom(
      '微信',
      '第一',
      '，，',
      ' ',
      '\ud800',
      '\u200d',
      'https://',
      '企业',
      '1',
      '（',
      '的的',
      '\u0301',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(bits, { maxLength: 30 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(fc.constantFrom(...fields), texts, ([object, field], value) => {
        const found = checkField(object, field, value)
        for (const { span } of found) {
          if (!span) continue
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.start).toBeLessThan(span.end)
          expect(span.end).toBeLessThanOrEqual(value.length)
        }
        expect(checkField(object, field, value)).toEqual(found)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the human norms', () => {
  it('cover every review norm of solutions that no machine decides', () => {
    const sources = NORMS.filter(({ object }) => object === 'solution').map(({ source }) => source)
    for (const source of ['S0-26', 'S0-27', 'S0-29', 'S0-30', 'S0-31', 'S0-32', 'S0-33', 'S0-34', 'S0-35']) {
      expect(sources).toContain(source)
    }
    expect(new Set(NORMS.map(({ id }) => id)).size).toBe(NORMS.length)
  })

  it('and the rules together name every listing row of the documents', () => {
    const sources = new Set([...allRules().map(({ source }) => source), ...NORMS.map(({ source }) => source)])
    const rows = (document: string, from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => `${document}-${String(from + i).padStart(2, '0')}`)
    // Not limits of a listing: steps of the wizard, protocol, a text without a limit of its own.
    const elsewhere = ['S0-21', 'S0-22', 'S0-23', 'S0-25', 'S1-39', 'S1-52']
    const wanted = [...rows('S0', 11, 35), ...rows('S1', 26, 54), ...rows('S2', 5, 10), ...rows('S2', 30, 36)]
    expect(wanted.filter((row) => !sources.has(row) && !elsewhere.includes(row))).toEqual([])
    expect(rulesOf('solution', 'unknown')).toEqual([])
  })
})
