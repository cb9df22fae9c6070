import { fit, tableLines } from './print-table'

describe('a table in the terminal', () => {
  it('counts Chinese characters as two columns', () => {
    expect(fit('企业', 6)).toBe('企业  ')
    expect(fit('企业微信', 6)).toBe('企业… ')
    expect(fit('abcdef', 6)).toBe('abcdef')
  })

  it('is as wide as its contents, at most as wide as allowed', () => {
    expect(tableLines(['id', 'what'], [['P1', 'a long description']], [10, 8])).toEqual([
      'id  what',
      '──  ────────',
      'P1  a long …',
    ])
  })
})
