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

interface Spelling {
  readonly word: string
  readonly plain: string
  readonly loose: string
}

const spelling = (word: string, text: string): Spelling => ({ word, plain: text, loose: foldText(text).loose })

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

function hitAt(folded: Folded, { word, plain }: Spelling, from: number, kind: TextKind): WordHit | undefined {
  const to = from + plain.length
  const text = textOf(folded, from, to)
  if (kind === 'prose' && CLAUSE_END.test(text)) return undefined
  const isLookalike = folded.plain.slice(from, to) !== plain
  const own = EXEMPT[word]
  const patterns = [...(isLookalike ? EXEMPT_LOOKALIKES : []), ...(own ? [own] : [])]
  if (patterns.some((pattern) => isCovered(pattern, folded, from, to))) return undefined
  const start = folded.starts[from] ?? 0
  return { word, start, end: start + text.length, isDisguised: text !== word }
}

/** All places of the spellings, overlapping ones included, accidental neighbours excepted. */
function hitsOf(folded: Folded, spellings: readonly Spelling[], kind: TextKind): WordHit[] {
  const hits: WordHit[] = []
  for (const one of spellings) {
    for (let at = folded.loose.indexOf(one.loose); at >= 0; at = folded.loose.indexOf(one.loose, at + 1)) {
      const hit = hitAt(folded, one, at, kind)
      if (hit) hits.push(hit)
    }
  }
  return hits
}

const known = new Map<string, readonly Spelling[]>()

/** Made once per word: the lists never change. */
function spellingsOf(word: string): readonly Spelling[] {
  const made = known.get(word) ?? [word, ...(ALIASES[word] ?? [])].map((text) => spelling(word, text))
  known.set(word, made)
  return made
}

const latinSpellings = (): readonly Spelling[] =>
  Object.entries(LATIN_ALIASES).flatMap(([word, texts]) => texts.map((text) => spelling(word, text)))

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
  return withoutInner(hitsOf(foldText(text), WORD_LISTS[list].flatMap(spellingsOf), kind))
}

/**
 * What a list does not name but its 等 may well mean: words of the other name lists, of an older edition, and brand names in Latin letters.
 * Advice, for names only.
 */
export function findKin(text: string, list: WordListId): readonly WordHit[] {
  const named = findListed(text, list, 'name')
  const others = KIN.filter((word) => !WORD_LISTS[list].includes(word))
  const hits = hitsOf(foldText(text), [...others.flatMap(spellingsOf), ...latinSpellings()], 'name')
  return withoutInner(hits.filter((hit) => !named.some((one) => overlaps(hit, one))))
}
