import fc from 'fast-check'
import { MOST_ROWS, parseAdoptionRows } from './parse-rows'

const HEAD = 'corpid,permanent_code,agentid'
const rowsOf = (csv: string, kind: 'suite' | 'template' = 'template') => {
  const parsed = parseAdoptionRows(csv, kind)
  return parsed.ok ? parsed.rows : parsed.issue
}

describe('the csv of existing customers', () => {
  it('reads rows with their line, with or without mark, quotes, windows line ends and empty lines', () => {
    expect(rowsOf(`\ufeff${HEAD}\r\nwpA_1234,"code-1",1000002\r\n\r\n"wpB_1234",code2,7`)).toEqual([
      { line: 2, corpId: 'wpA_1234', permanentCode: 'code-1', agentId: 1000002 },
      { line: 4, corpId: 'wpB_1234', permanentCode: 'code2', agentId: 7 },
    ])
  })

  it('takes the columns in any order, and no others', () => {
    expect(rowsOf('agentid,corpid,permanent_code\n7,wpA_1234,x')).toMatchObject([{ corpId: 'wpA_1234', agentId: 7 }])
    expect(rowsOf('corpid,secret,agentid\nwpA_1234,x,7')).toContain('corpid,secret,agentid')
    expect(rowsOf(`${HEAD},name\nwpA_1234,x,7,n`)).toContain('第一行')
    expect(rowsOf('')).toContain('第一行')
    expect(rowsOf(`${HEAD}\n\n`)).toContain('没有客户')
    expect(rowsOf(`${HEAD}\n"wpA_1234,x,7`)).toContain('引号')
  })

  it.each([
    ['wpA_1234,x', '应有 3 列'],
    ['wpA_1234,x,7,8', '应有 3 列'],
    ['客户,x,7', 'corpid'],
    ['wpA_1234,a b,7', 'permanent_code'],
    ['wpA_1234,x,七', 'agentid'],
    ['wpA_1234,x,', 'agentid'],
  ])('names what is wrong with %s', (row, words) => {
    expect(rowsOf(`${HEAD}\n${row}`)).toMatchObject([{ line: 2, issue: expect.stringContaining(words) as string }])
  })

  it('names every row of a corp that stands there twice', () => {
    const rows = rowsOf(`${HEAD}\nwpA_1234,x,7\nwpB_1234,y,8\nwpA_1234,z,9`)
    expect(rows).toMatchObject([
      { issue: expect.stringContaining('不止一次') as string },
      { corpId: 'wpB_1234' },
      { line: 4 },
    ])
    expect(rows[1]).not.toHaveProperty('issue')
  })

  it('lets a template go without its code, a standard app not', () => {
    expect(rowsOf(`${HEAD}\nwpA_1234,,7`)).toEqual([{ line: 2, corpId: 'wpA_1234', agentId: 7 }])
    expect(rowsOf(`${HEAD}\nwpA_1234,,7`, 'suite')).toMatchObject([
      { issue: expect.stringContaining('重新授权') as string },
    ])
  })

  it('takes so many rows and no more', () => {
    const many = (n: number) => `${HEAD}\n${Array.from({ length: n }, (_, i) => `wpCORP${i}x,c,1`).join('\n')}`
    expect(rowsOf(many(MOST_ROWS))).toHaveLength(MOST_ROWS)
    expect(rowsOf(many(MOST_ROWS + 1))).toContain('最多')
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '1', '客', ' ') }), (text) => {
        parseAdoptionRows(`${HEAD}\n${text}`, 'template')
        parseAdoptionRows(text, 'suite')
      }),
      { numRuns: 500 },
    )
  })
})
