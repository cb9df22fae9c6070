import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { decodePart, docId, encodePart, idParts, keyPrefix } from './keys'

const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const compareUtf8 = (a: string, b: string): number => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))
const compareKeys = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

test('text survives encoding, as plain characters that sort below the rest of ASCII', () => {
  fc.assert(
    fc.property(text, (part) => {
      const encoded = encodePart(part)
      expect(decodePart(encoded)).toBe(part)
      expect(encoded).toMatch(/^[A-Za-z0-9_.:~-]*$/)
    }),
  )
})

test('Chinese and emoji keep the order of their UTF-8 bytes', () => {
  const wide = fc.string({ unit: fc.constantFrom('合', '契', '华', '東', '😀', '🤝', 'é'), maxLength: 6 })
  fc.assert(
    fc.property(wide, wide, (a, b) => {
      expect(compareKeys(keyPrefix([a]), keyPrefix([b]))).toBe(compareUtf8(a, b))
    }),
  )
})

test('whole numbers sort as numbers, others are refused', () => {
  const whole = fc.integer({ min: 0, max: 1e15 })
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      expect(compareKeys(encodePart(a), encodePart(b))).toBe(Math.sign(a - b))
    }),
  )
  for (const wrong of [-1, 1.5, 1e16, Number.NaN, Infinity]) expect(() => encodePart(wrong)).toThrow(RangeError)
})

test('a part sorts before its longer forms whatever follows, and is no prefix of them', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z0-9]{1,6}$/),
      text.filter((s) => s !== ''),
      text,
      (part, more, next) => {
        const short = keyPrefix([part, next])
        const long = keyPrefix([part + more, next])
        expect(short < long).toBe(true)
        expect(long.startsWith(keyPrefix([part]))).toBe(false)
      },
    ),
  )
})

test('ids give their parts back, and never with an empty one', () => {
  const part = text.filter((s) => s !== '')
  fc.assert(
    fc.property(part, fc.array(part, { maxLength: 4 }), (first, rest) => {
      expect(idParts(docId(first, ...rest))).toEqual([first, ...rest])
    }),
  )
  expect(() => docId('p1', '')).toThrow(RangeError)
})
