import { literalsIn } from './style-literals'

const found = (text: string) => literalsIn('x.scss', text).map(({ line, literal }) => `${line} ${literal}`)

describe('literals in stylesheets', () => {
  it('finds colours and sizes with their lines', () => {
    expect(found('.a {\n  color: #1f2329;\n  margin: 0 12px;\n  background: rgba(0, 0, 0, 0.5);\n}')).toEqual([
      '2 #1f2329',
      '3 12px',
      '4 rgba(',
    ])
  })

  it('lets names, zero, shares and plain numbers pass', () => {
    expect(
      found(".a { color: tone('ink'); padding: space(2) 0; width: 50%; flex: 1; opacity: .5; height: 100vh }"),
    ).toEqual([])
  })

  it('ignores comments but keeps the count of lines', () => {
    expect(found('/* 12px\n#fff */\n.a { // 4px\n  top: 3px;\n}')).toEqual(['4 3px'])
  })
})
