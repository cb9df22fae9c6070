/** Forbidden words per field (S0-11, S0-17). The lists of the documents are open ("等"); these are the words they name. */

/** Fields with a word list of their own: the lists differ by field on purpose. */
export type WordField = 'solutionName' | 'solutionText'

const WORDS: Readonly<Record<WordField, readonly string[]>> = {
  solutionName: ['永久免费', '第一', '热门', '微信'],
  solutionText: ['永久免费', '第一', '热门'],
}

const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\s]/g

/** Full-width to half-width, case folded, blanks and zero-width characters removed. */
export const normaliseForWords = (text: string): string => text.normalize('NFKC').toLowerCase().replace(INVISIBLE, '')

/** One Chinese sentence per forbidden word found; empty when fine. */
export function checkWords(field: WordField, text: string): readonly string[] {
  const plain = normaliseForWords(text)
  return WORDS[field].filter((word) => plain.includes(word)).map((word) => `不能使用「${word}」，请换一种说法`)
}
