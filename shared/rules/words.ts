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

/**
 * How far a match of the pattern reaches, by each place inside it; matches that run over a clause end do not count.
 * Made once per text and pattern, not once per hit.
 */
function reachOf(pattern: RegExp, folded: Folded): ReadonlyMap<number, number> {
  const reach = new Map<number, number>()
  for (const match of folded.plain.matchAll(pattern)) {
    const end = match.index + match[0].length
    if (CLAUSE_END.test(textOf(folded, match.index, end))) continue
    for (let at = match.index; at < end; at++) reach.set(at, end)
  }
  return reach
}

type Reaches = Map<RegExp, ReadonlyMap<number, number>>

function isCovered(pattern: RegExp, folded: Folded, from: number, to: number, reaches: Reaches): boolean {
  const reach = reaches.get(pattern) ?? reachOf(pattern, folded)
  reaches.set(pattern, reach)
  return (reach.get(from) ?? 0) >= to
}

function hitAt(
  folded: Folded,
  { word, plain }: Spelling,
  from: number,
  kind: TextKind,
  reaches: Reaches,
): WordHit | undefined {
  const to = from + plain.length
  const text = textOf(folded, from, to)
  if (kind === 'prose' && CLAUSE_END.test(text)) return undefined
  const isLookalike = folded.plain.slice(from, to) !== plain
  const own = EXEMPT[word]
  const patterns = [...(isLookalike ? EXEMPT_LOOKALIKES : []), ...(own ? [own] : [])]
  if (patterns.some((pattern) => isCovered(pattern, folded, from, to, reaches))) return undefined
  const start = folded.starts[from] ?? 0
  return { word, start, end: start + text.length, isDisguised: text !== word }
}

/** All places of the spellings, overlapping ones included, accidental neighbours excepted. */
function hitsOf(folded: Folded, spellings: readonly Spelling[], kind: TextKind): WordHit[] {
  const hits: WordHit[] = []
  const reaches: Reaches = new Map()
  for (const one of spellings) {
    for (let at = folded.loose.indexOf(one.loose); at >= 0; at = folded.loose.indexOf(one.loose, at + 1)) {
      const hit = hitAt(folded, one, at, kind, reaches)
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

/** Only the outermost of places that lie inside each other, the first of equal ones (微信 in 企业微信 where both are listed); in order. */
export function outermost<T extends Span>(places: readonly T[]): readonly T[] {
  let reached = -1
  return [...places]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ end }) => {
      const isOuter = end > reached
      if (isOuter) reached = end
      return isOuter
    })
}

/** The places that share no character with any of the others. */
export function apartFrom<T extends Span>(places: readonly T[], others: readonly Span[]): readonly T[] {
  const taken = new Set<number>()
  for (const { start, end } of others) for (let at = start; at < end; at++) taken.add(at)
  return places.filter(({ start, end }) => {
    for (let at = start; at < end; at++) if (taken.has(at)) return false
    return true
  })
}

/** Where a text holds a word of the list, in whatever spelling; in order of place, a word inside a longer listed one left out. */
export function findListed(text: string, list: WordListId, kind: TextKind): readonly WordHit[] {
  return outermost(hitsOf(foldText(text), WORD_LISTS[list].flatMap(spellingsOf), kind))
}

/**
 * What a list does not name but its 等 may well mean: words of the other name lists, of an older edition, and brand names in Latin letters.
 * Advice, for names only.
 */
export function findKin(text: string, list: WordListId): readonly WordHit[] {
  const named = findListed(text, list, 'name')
  const others = KIN.filter((word) => !WORD_LISTS[list].includes(word))
  const hits = hitsOf(foldText(text), [...others.flatMap(spellingsOf), ...latinSpellings()], 'name')
  return outermost(apartFrom(hits, named))
}
