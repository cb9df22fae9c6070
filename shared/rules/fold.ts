import { LATIN, LOOKALIKE, SIMPLER } from './fold-tables'

/** A text as word matching sees it; `plain` and `loose` have the same length. */
export interface Folded {
  readonly original: string
  /** Letters and digits only: compatibility forms and marks gone, lower case, simplified. */
  readonly plain: string
  /** `plain` with look-alike characters read as what they look like. */
  readonly loose: string
  /** For each UTF-16 unit of `plain`, where the character it came from begins and ends in the original. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

const pairs = (table: string): Map<string, string> => {
  const chars = [...table]
  return new Map(chars.flatMap((from, i) => (i % 2 === 0 ? [[from, chars[i + 1] ?? from]] : [])))
}
const plainOf = pairs(SIMPLER + LATIN)
const looseOf = pairs(LOOKALIKE)

const A = 'a'.charCodeAt(0)
/** First code points of the letter series Unicode gives no compatibility form: negative circled, negative squared, regional indicators. */
const BARE_LETTERS = [0x1f150, 0x1f170, 0x1f1e6]

function letterOf(char: string): string {
  const code = char.codePointAt(0) ?? 0
  const series = BARE_LETTERS.find((first) => code >= first && code < first + 26)
  return series === undefined ? char : String.fromCharCode(A + code - series)
}

/** One character of the original as zero or more letters and digits. */
function foldChar(char: string): string {
  let out = ''
  for (const part of letterOf(char).normalize('NFKD').toLowerCase().normalize('NFKD')) {
    const simple = plainOf.get(part) ?? part
    if (/^[\p{L}\p{N}]/u.test(simple)) out += simple
  }
  return out
}

const folded = new Map<string, string>()
const MOST_KEPT = 8000

/** Remembered per character: texts use few, and the Unicode tests are what costs. */
function foldOf(char: string): string {
  const known = folded.get(char)
  if (known !== undefined) return known
  const made = foldChar(char)
  if (folded.size >= MOST_KEPT) folded.clear()
  folded.set(char, made)
  return made
}

let latest: Folded | undefined

/**
 * Brings a text into the one form in which words are looked for: full and half width, case, marks, zero-width characters, separators and
 * symbols between, traditional characters and look-alikes make no difference any more. Idempotent in `plain`. Never throws.
 */
export function foldText(original: string): Folded {
  // The rules of one field look at the same text one after the other.
  if (latest?.original !== original) latest = fold(original)
  return latest
}

function fold(original: string): Folded {
  let plain = ''
  let loose = ''
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const char of original) {
    const end = at + char.length
    const out = foldOf(char)
    plain += out
    for (const one of out) loose += looseOf.get(one) ?? one
    for (let i = 0; i < out.length; i++) {
      starts.push(at)
      ends.push(end)
    }
    at = end
  }
  return { original, plain, loose, starts, ends }
}
