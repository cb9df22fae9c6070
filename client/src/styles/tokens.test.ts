import { readFileSync } from 'node:fs'
import path from 'node:path'

const scss = readFileSync(path.join(__dirname, 'tokens.scss'), 'utf8')

/** The colours of one theme by name. */
function themeOf(name: 'light' | 'dark'): Map<string, string> {
  const block = new RegExp(`\\$${name}: \\(([^;]+)\\);`).exec(scss)?.[1] ?? ''
  return new Map([...block.matchAll(/'([\w-]+)': (#[0-9a-f]{6})/g)].map(([, key = '', value = '']) => [key, value]))
}

/** WCAG 2 contrast of two colours. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const GROUNDS = ['ground', 'ground-soft', 'ground-sunk']
const PAIRS: readonly (readonly [ink: string, grounds: readonly string[]])[] = [
  ['ink', [...GROUNDS, 'accent-soft', 'waiting-soft', 'done-soft', 'attention-soft']],
  ['ink-soft', [...GROUNDS, 'waiting-soft', 'done-soft', 'attention-soft']],
  ['ink-faint', GROUNDS],
  ['accent', [...GROUNDS, 'accent-soft']],
  ['on-accent', ['accent', 'accent-press']],
  ['waiting', ['ground', 'ground-soft', 'waiting-soft']],
  ['done', ['ground', 'ground-soft', 'done-soft']],
  ['attention', ['ground', 'ground-soft', 'attention-soft']],
  ['stopped', ['ground', 'stopped-soft']],
]

describe.each(['light', 'dark'] as const)('the %s theme', (name) => {
  const theme = themeOf(name)
  const colour = (key: string) => {
    const value = theme.get(key)
    if (value === undefined) throw new Error(`no colour ${key}`)
    return value
  }

  it.each(PAIRS)('shows %s readably (4.5:1) on each of its grounds', (ink, grounds) => {
    const worst = Math.min(...grounds.map((ground) => contrast(colour(ink), colour(ground))))
    expect(worst).toBeGreaterThanOrEqual(4.5)
  })

  it('draws the edge of a field strongly enough to be found (3:1)', () => {
    expect(contrast(colour('line-strong'), colour('ground'))).toBeGreaterThanOrEqual(3)
  })
})

it('gives both themes the same names', () => {
  expect([...themeOf('dark').keys()]).toEqual([...themeOf('light').keys()])
})
