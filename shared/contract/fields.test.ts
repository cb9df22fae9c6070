import * as v from 'valibot'
import { ACTIONS } from './index'
import * as f from './fields'

const read = <T extends v.GenericSchema>(schema: T, input: unknown) => v.safeParse(schema, input)
const messages = (schema: v.GenericSchema, input: unknown) => read(schema, input).issues?.map((issue) => issue.message)

describe('a text field', () => {
  const name = f.text('名称', 2, 4)

  it('counts 字, not bytes or halves of an emoji', () => {
    expect(read(name, '😀😀😀😀').success).toBe(true)
    expect(messages(name, '😀😀😀😀😀')).toEqual(['名称最多 4 字'])
    expect(messages(name, '😀')).toEqual(['名称至少 2 字'])
  })

  it('is trimmed and composed before it is counted', () => {
    expect(read(name, '  e\u0301e\u0301e\u0301e\u0301\n').output).toBe('éééé')
    expect(messages(name, '      ')).toEqual(['名称至少 2 字'])
  })

  it.each(['\u0000', '\u001b', '\u007f', '\u202e', '\u2066', '\ufeff'])('refuses the invisible %j inside', (char) => {
    expect(messages(name, `ab${char}c`)).toEqual(['名称里有看不见的控制字符，请删除后重新输入'])
  })

  it('may have lines and tabs', () => {
    expect(read(name, 'a\n\tb').success).toBe(true)
  })

  it('says that it is missing when it is not text', () => {
    for (const input of [undefined, null, 7, {}]) expect(messages(f.text('名称', 1, 4), input)).toEqual(['请填写名称'])
  })
})

describe('ids', () => {
  it.each([
    ['providerId', f.providerId, ['yunqi', 'a-1'], ['Y', 'a', 'a_b', 'x'.repeat(21), 'a|b', 'a!b']],
    ['suiteId', f.suiteId, ['dk71c3e9b54fa20d68', 'ww_-A'], ['abc', 'a b c d', 'x'.repeat(65), '../etc']],
    ['corpId', f.corpId, ['wpAAAA_-1'], ['wp|x', '企业企业', '']],
    ['openUserId', f.openUserId, ['wo1', 'a.b@c-d_e'], ['', 'a b', 'a|b', 'x'.repeat(65)]],
    ['localId', f.localId, ['abcdefgh'], ['abc', 'ABCDEFGH', 'abcdefg1', 'a'.repeat(33)]],
    [
      'linkToken',
      f.linkToken,
      ['a'.repeat(26)],
      ['a'.repeat(25), 'a'.repeat(27), 'A'.repeat(26), `${'a'.repeat(25)}\n`],
    ],
  ] as const)('%s takes what it is and nothing that could blur an owner', (_name, schema, good, bad) => {
    for (const id of good) expect([id, read(schema, id).success]).toEqual([id, true])
    for (const id of bad) expect([id, read(schema, id).success]).toEqual([id, false])
  })

  it('keep their case: WeCom ids are case-sensitive', () => {
    expect(read(f.corpId, 'wpAbC').output).toBe('wpAbC')
  })
})

describe('every action', () => {
  it('is named concept.verb, once, and says in one sentence what it does', () => {
    expect(new Set(ACTIONS.map((action) => action.name)).size).toBe(ACTIONS.length)
    for (const { name, about } of ACTIONS) {
      expect(name).toMatch(/^[a-z]+[A-Za-z]*\.[a-z]+[A-Za-z]*$/)
      expect(about).toMatch(/\.$/)
    }
  })

  it('that is called by link takes provider and token', () => {
    for (const { name, access, input } of ACTIONS.filter((action) => action.access.kind === 'link')) {
      expect([name, access.kind, Object.keys(input.entries)]).toEqual([
        name,
        'link',
        expect.arrayContaining(['provider', 'token']),
      ])
    }
  })
})
