import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const sheets = readdirSync(__dirname).filter((name) => name.endsWith('.css'))
const read = (name: string): string => readFileSync(join(__dirname, name), 'utf8')
/** Rules without comments and without the conditions of media queries, which cannot hold variables. */
const rules = (name: string): string => read(name).replace(/\/\*[\s\S]*?\*\/|@media[^{]*/g, '')

/** The variables set by the rule whose selector starts with `selector`. */
function variables(selector: string): Map<string, string> {
  const css = read('tokens.css')
  const start = css.indexOf(`${selector} {`)
  const block = css.slice(start, css.indexOf('\n}', start))
  return new Map([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]))
}

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe("the desk's style sheets", () => {
  it('hold colours and sizes in the token file only', () => {
    const found = sheets
      .filter((name) => name !== 'tokens.css')
      .flatMap((name) =>
        (rules(name).match(/#[0-9a-f]{3,8}\b|rgba?\(|\b\d+px\b/gi) ?? []).map((text) => `${name} ${text}`),
      )
    expect(found).toEqual([])
  })

  it('use only tokens there are', () => {
    const known = new Set([...read('tokens.css').matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
    const used = sheets.flatMap((name) => [...read(name).matchAll(/var\((--[\w-]+)/g)].map(([, token]) => token))
    expect(used.filter((token) => !known.has(token))).toEqual([])
  })

  it.each([
    ['the desk', ':root'],
    ["WeCom's side", '.panel,\n.rail'],
  ])('of %s keep every ink readable on its ground', (_, selector) => {
    const colours = variables(selector)
    const of = (name: string) => colours.get(`--${name}`) ?? variables(':root').get(`--${name}`) ?? ''
    const pairs = [
      ...['ink', 'ink-soft', 'ink-faint', 'accent', 'attention'].flatMap((ink) => [
        [ink, 'ground'],
        [ink, 'ground-soft'],
      ]),
      ...['accent', 'waiting', 'done', 'attention', 'stopped'].map((ink) => [ink, `${ink}-soft`]),
      ['on-accent', 'accent'],
      ['on-badge', 'badge'],
    ] as [string, string][]
    const weak = pairs.filter(([ink, ground]) => contrast(of(ink), of(ground)) < 4.5)
    expect(weak).toEqual([])
  })
})
