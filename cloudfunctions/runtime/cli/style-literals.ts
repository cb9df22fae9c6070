import { readFile } from 'node:fs/promises'
import { filesUnder } from './fingerprint'

/** Where colours and sizes are named; every other stylesheet of the client uses the names (experience "Look"). */
const TOKENS = 'client/src/styles/tokens.scss'

/** A colour or a size written out. Zero, percentages, unitless numbers and viewport units are no tokens. */
const LITERAL = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\(|(?<![\w.-])\d*\.?\d+(?:px|rpx|rem|em|pt)\b/gi

export interface StyleLiteral {
  readonly file: string
  readonly line: number
  readonly literal: string
}

/** Colour and size literals of one stylesheet; comments do not count. */
export function literalsIn(file: string, text: string): StyleLiteral[] {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ')
  const lines = text
    .replace(/\/\*[\s\S]*?\*\//g, blank)
    .replace(/(^|[^:])\/\/[^\n]*/g, '$1')
    .split('\n')
  return lines.flatMap((line, index) =>
    [...line.matchAll(LITERAL)].map(([literal]) => ({ file, line: index + 1, literal })),
  )
}

/** Literals in all stylesheets of the client but the token file. */
export async function findStyleLiterals(): Promise<StyleLiteral[]> {
  const files = (await filesUnder(['client/src'])).filter((file) => /\.s?css$/.test(file) && file !== TOKENS)
  const perFile = await Promise.all(files.map(async (file) => literalsIn(file, await readFile(file, 'utf8'))))
  return perFile.flat()
}
