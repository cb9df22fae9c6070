import fc from 'fast-check'
import { countZi, offsetAfterZi } from './count'

describe('counting 字', () => {
  it.each<[number, string, string]>([
    [0, '', 'nothing'],
    [0, ' 　\n\t', 'blanks alone: saving trims them'],
    [4, '门店经营', 'Han'],
    [6, '门店CRM2', 'Latin letters and digits, one each'],
    [5, '门店 经营', 'a blank inside'],
    [4, '  门店经营\u3000', 'blanks around'],
    [1, '𠮷', 'a character outside the first plane'],
    [1, '\u00e9', 'a composed letter'],
    [1, 'e\u0301', 'the same letter decomposed'],
    [1, 'q\u0323\u0307', 'a letter with marks that compose to nothing'],
    [2, '门\u200b店\u200d', 'zero-width characters and joiners'],
    [1, '❤\ufe0f', 'an emoji with a variation selector'],
    [3, '👨\u200d👩\u200d👧', 'a family: three people, joiners free'],
    [2, '👍🏽', 'a hand and its colour'],
    [1, '각', 'a Hangul syllable'],
    [1, '\u1100\u1161\u11a8', 'the same syllable in parts'],
    [2, '，。', 'punctuation'],
  ])('counts %d in %j: %s', (zi, text) => {
    expect(countZi(text)).toBe(zi)
  })

  it('does not depend on how a text is composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(countZi(text.normalize('NFD'))).toBe(countZi(text.normalize('NFC')))
      }),
    )
  })
})

describe('where a text gets too long', () => {
  it.each<[string, number, string]>([
    ['门店经营', 2, '经营'],
    ['  门店经营', 2, '经营'],
    ['门\u0301店\u200b经营', 2, '经营'],
    ['😀😀😀', 2, '😀'],
    ['门店', 2, ''],
    ['门', 5, ''],
    ['', 0, ''],
  ])('of %j after %d is %j', (text, zi, rest) => {
    expect(text.slice(offsetAfterZi(text, zi))).toBe(rest)
  })

  it('is inside the text, and what stays before it is not too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, zi) => {
        const at = offsetAfterZi(text, zi)
        expect(at).toBeLessThanOrEqual(text.length)
        expect(countZi(text.slice(0, at))).toBeLessThanOrEqual(zi)
      }),
    )
  })
})
