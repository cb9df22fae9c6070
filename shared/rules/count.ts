/** Marks that sit on another character, joiners and other zero-width characters: none is a 字 of its own. */
const UNCOUNTED = /[\p{M}\u200b-\u200d\u2060\ufeff]/gu

/**
 * How many 字 a text has: the one rule behind every length and every counter. The text is brought to NFC and trimmed (saving trims it too);
 * combining marks, variation selectors, joiners and zero-width characters do not count; every other code point is one, Han, Latin letter,
 * digit, blank and emoji alike.
 */
export function countZi(text: string): number {
  let count = 0
  for (const _ of text.normalize('NFC').trim().replace(UNCOUNTED, '')) count += 1
  return count
}

/**
 * Where in the original the character after the first `zi` 字 begins; the text's length when it has no more.
 * Marks and joiners stay with the character before them. A text that NFC composes may be cut a little early.
 */
export function offsetAfterZi(text: string, zi: number): number {
  let left = zi
  let at = text.length - text.trimStart().length
  for (const char of text.slice(at)) {
    if (!isUncounted(char)) left -= 1
    if (left < 0) return at
    at += char.length
  }
  return at
}

const isUncounted = (char: string): boolean => char.replace(UNCOUNTED, '') === ''
