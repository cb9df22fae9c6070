import fc from 'fast-check'
import { checkField } from './check-listing'
import { foldText } from './fold'
import { ALIASES, EXEMPT, KIN, LATIN_ALIASES, WORD_LISTS } from './lexicon'
import { GUILTY, INNOCENT } from './testing/names'
import { findKin, findListed } from './words'

const wordFindings = (object: (typeof GUILTY)[number]['object'], field: string, value: string) =>
  checkField(object, field, value).filter(({ ruleId }) => /\.(?:words\w*|kin|extreme|flagged)$/.test(ruleId))

describe('the list of names', () => {
  it('has at least a hundred of each kind, none twice', () => {
    const keys = [...INNOCENT, ...GUILTY].map(({ object, field, value }) => `${object}.${field} ${value}`)
    expect(INNOCENT.length).toBeGreaterThanOrEqual(100)
    expect(GUILTY.length).toBeGreaterThanOrEqual(100)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('lets every innocent one pass without a word', () => {
    const said = INNOCENT.flatMap(({ object, field, value }) =>
      wordFindings(object, field, value).map(({ ruleId, message }) => `${value}: ${ruleId} ${message}`),
    )
    expect(said).toEqual([])
  })

  it('catches every guilty one with a blocker that marks the place', () => {
    const missed = GUILTY.filter(({ object, field, value }) => {
      const blocker = wordFindings(object, field, value).find(({ severity }) => severity === 'blocker')
      return !blocker?.span || blocker.value !== value.slice(blocker.span.start, blocker.span.end)
    })
    expect(missed).toEqual([])
  })
})

describe('lists differ by field', () => {
  const blocking = (object: (typeof GUILTY)[number]['object'], field: string, value: string) =>
    wordFindings(object, field, value)
      .filter(({ severity }) => severity === 'blocker')
      .map(({ message }) => /“([^”]+)”$/.exec(message)?.[1])

  it('微信 is forbidden in the name of a solution and allowed in its texts (S0-11, S0-17)', () => {
    expect(blocking('solution', 'name', '微信经营')).toEqual(['微信'])
    expect(blocking('solution', 'text', '微信经营')).toEqual([])
    expect(blocking('solution', 'overview', '微信经营')).toEqual([])
  })

  it('企业微信 is one finding where it is listed, and 微信 where only that is', () => {
    expect(blocking('standardApp', 'name', '企业微信管家')).toEqual(['企业微信'])
    expect(blocking('template', 'name', '企业微信管家')).toEqual(['企业微信'])
    expect(blocking('approvalTemplate', 'name', '企业微信管家')).toEqual(['企业微信'])
    const [found] = checkField('solution', 'name', '企业微信管家')
    expect(found).toMatchObject({ ruleId: 'solution.name.words', value: '微信', span: { start: 2, end: 4 } })
    expect(found?.mend).toContain('概述')
  })

  it('企微 and 抽奖 are blockers for templates, only advice for standard apps of today', () => {
    expect(blocking('template', 'name', '企微抽奖')).toEqual(['企微', '抽奖'])
    expect(wordFindings('standardApp', 'name', '企微抽奖').map(({ severity, value }) => [severity, value])).toEqual([
      ['advice', '企微'],
      ['advice', '抽奖'],
    ])
  })

  it('Latin brand names are advice in names, because the documents do not name them', () => {
    for (const name of ['WeChat助手', 'weixin', 'WeCom管家', 'Ｔencent']) {
      expect(wordFindings('template', 'name', name).map(({ severity }) => severity)).toEqual(['advice'])
    }
  })
})

describe('the place that is reported', () => {
  const placesOf = (text: string) =>
    findListed(text, 'solutionName', 'name').map(({ start, end }) => text.slice(start, end))

  it('is that of the original, disguises included', () => {
    expect(placesOf('我的微 信')).toEqual(['微 信'])
    expect(placesOf('ＶＩＰ徽·信和熱\u200b門')).toEqual(['徽·信', '熱\u200b門'])
    expect(placesOf('😀微😀信😀')).toEqual(['微😀信'])
    expect(placesOf('微信微信')).toEqual(['微信', '微信'])
  })

  it('does not take a clause end for a disguise in running text, but does in a name', () => {
    expect(findListed('见微，信任', 'solutionName', 'prose')).toEqual([])
    expect(findListed('见微，信任', 'solutionName', 'name')).toHaveLength(1)
  })

  it('does not let an exception reach over a clause end', () => {
    expect(findListed('销量第一，年增五成', 'solutionText', 'prose')).toHaveLength(1)
    expect(findListed('第一年', 'solutionText', 'prose')).toEqual([])
  })
})

describe('the tables', () => {
  const listed = [...Object.values(WORD_LISTS).flat(), ...KIN]
  const spellings = [ALIASES, LATIN_ALIASES].flatMap((table) => Object.values(table).flat())

  it('hold every word in the form in which it is looked for', () => {
    for (const word of [...listed, ...spellings]) expect(foldText(word).plain).toBe(word)
  })

  it('have exceptions only for listed words, and none that excuses the bare word', () => {
    for (const [word, pattern] of Object.entries(EXEMPT)) {
      expect(listed).toContain(word)
      expect(word.match(pattern)).toBeNull()
    }
  })

  it('catch every listed word by itself, however it is spelt', () => {
    for (const [id, words] of Object.entries(WORD_LISTS)) {
      for (const word of words) {
        for (const text of [word, [...word].join(' '), [...word].join('\u200b'), word.toUpperCase()]) {
          expect([text, findListed(text, id as keyof typeof WORD_LISTS, 'name').length]).toEqual([text, 1])
        }
      }
    }
  })
})

describe('folding', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('騰訊', '㊙️'),
  )

  it('is idempotent and keeps offsets inside the original, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = foldText(text)
        expect(foldText(once.plain).plain).toBe(once.plain)
        expect(foldText(once.loose).loose).toBe(once.loose)
        expect(once.loose).toHaveLength(once.plain.length)
        expect([once.starts.length, once.ends.length]).toEqual([once.plain.length, once.plain.length])
        once.starts.forEach((start, i) => {
          expect(start).toBeLessThan(once.ends[i] ?? 0)
          expect(once.ends[i]).toBeLessThanOrEqual(text.length)
        })
      }),
      { numRuns: 500 },
    )
  })

  it('is idempotent for every single character there is', () => {
    for (let code = 0; code <= 0x2_ffff; code++) {
      const { plain, loose } = foldText(String.fromCodePoint(code))
      if (foldText(plain).plain !== plain || foldText(loose).loose !== loose) throw new Error(code.toString(16))
    }
  })

  it('finds a word wherever blanks, symbols and innocent text are put around and inside', () => {
    const filler = fc.constantFrom('', ' ', '-', '·', '\u200b', '　', '*', '_')
    const around = fc.constantFrom('', '客户', '门店', 'abc', '😀')
    fc.assert(
      fc.property(around, filler, around, (before, inside, after) => {
        const text = `${before}热${inside}门${after}`
        const hits = findListed(text, 'solutionName', 'name')
        expect(hits).toEqual([
          expect.objectContaining({ start: before.length, end: before.length + 2 + inside.length }),
        ])
      }),
    )
  })

  it('finds no kin where nothing is listed', () => {
    expect(findKin('门店经营', 'solutionName')).toEqual([])
  })
})
