import { foldText, type Folded } from './fold'
import { ALIASES, EXEMPT, EXEMPT_LOOKALIKES, KIN, LATIN_ALIASES, WORD_LISTS, type WordListId } from './lexicon'

/** Where in a text something is: UTF-16 offsets into the original, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A listed word in a text. */
export interface WordHit extends Span {
  /** The word as the list has it. */
  readonly word: string
  /** The text spells it otherwise: look-alikes, pinyin, blanks or symbols inside, traditional, full width. */
  readonly isDisguised: boolean
}

/** Running text may hold a word's characters on both sides of a clause end; in a name that is a disguise. */
export type TextKind = 'name' | 'prose'

type Spelling = readonly [word: string, spelling: string]

const CLAUSE_END = /[，。；：！？、,;:!?\r\n]|\.\s/

const textOf = ({ original, starts, ends }: Folded, from: number, to: number): string =>
  original.slice(starts[from], ends[to - 1])

/** Whether a match of the pattern covers [from, to) of the plain text without running over a clause end. */
function isCovered(pattern: RegExp, folded: Folded, from: number, to: number): boolean {
  for (const match of folded.plain.matchAll(pattern)) {
    const end = match.index + match[0].length
    if (match.index > from) return false
    if (end >= to && !CLAUSE_END.test(textOf(folded, match.index, end))) return true
  }
  return false
}

function hitAt(folded: Folded, [word, spelling]: Spelling, from: number, kind: TextKind): WordHit | undefined {
  const to = from + spelling.length
  const text = textOf(folded, from, to)
  if (kind === 'prose' && CLAUSE_END.test(text)) return undefined
  const isLookalike = folded.plain.slice(from, to) !== spelling
  const own = EXEMPT[word]
  const patterns = [...(isLookalike ? EXEMPT_LOOKALIKES : []), ...(own ? [own] : [])]
  if (patterns.some((pattern) => isCovered(pattern, folded, from, to))) return undefined
  const start = folded.starts[from] ?? 0
  return { word, start, end: start + text.length, isDisguised: text !== word }
}

/** All places of the spellings, overlapping ones included, accidental neighbours excepted. */
function hitsOf(folded: Folded, spellings: readonly Spelling[], kind: TextKind): WordHit[] {
  const hits: WordHit[] = []
  for (const spelling of spellings) {
    const sought = spelling[1]
    for (let at = folded.loose.indexOf(sought); at >= 0; at = folded.loose.indexOf(sought, at + 1)) {
      const hit = hitAt(folded, spelling, at, kind)
      if (hit) hits.push(hit)
    }
  }
  return hits
}

const spellingsOf = (words: readonly string[]): Spelling[] =>
  words.flatMap((word) => [word, ...(ALIASES[word] ?? [])].map((spelling): Spelling => [word, spelling]))

const LATIN: readonly Spelling[] = Object.entries(LATIN_ALIASES).flatMap(([word, spellings]) =>
  spellings.map((spelling): Spelling => [word, spelling]),
)

const isInside = (a: Span, b: Span) => a.start >= b.start && a.end <= b.end && a.end - a.start < b.end - b.start
/** Whether two places share a character. */
export const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end

/** Without hits that lie inside a longer one (微信 in 企业微信 where both are listed), in order of place. */
export function withoutInner<T extends Span>(hits: readonly T[]): readonly T[] {
  const outer = hits.filter((hit) => !hits.some((other) => isInside(hit, other)))
  return [...outer].sort((a, b) => a.start - b.start || a.end - b.end)
}

/** Where a text holds a word of the list, in whatever spelling; in order of place, a word inside a longer listed one left out. */
export function findListed(text: string, list: WordListId, kind: TextKind): readonly WordHit[] {
  return withoutInner(hitsOf(foldText(text), spellingsOf(WORD_LISTS[list]), kind))
}

/**
 * What a list does not name but its 等 may well mean: words of the other name lists, of an older edition, and brand names in Latin letters.
 * Advice, for names only.
 */
export function findKin(text: string, list: WordListId): readonly WordHit[] {
  const named = findListed(text, list, 'name')
  const others = KIN.filter((word) => !WORD_LISTS[list].includes(word))
  const hits = hitsOf(foldText(text), [...spellingsOf(others), ...LATIN], 'name')
  return withoutInner(hits.filter((hit) => !named.some((one) => overlaps(hit, one))))
}
