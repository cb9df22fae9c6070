import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { EJSON } from './bundle-ejson'

/** The package itself, as the SDK finds it. */
const original = createRequire(createRequire(resolve('package.json')).resolve('@cloudbase/database'))('bson') as {
  EJSON: { stringify(value: unknown, options: { relaxed: boolean }): string; parse(text: string): unknown }
}

const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(0, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 8_640_000_000_000_000),
)
const name = fc.string({ minLength: 1 }).filter((text) => !text.startsWith('$') && text !== '__proto__')
const values = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value')), fc.dictionary(name, tie('value'))),
})).value
const documents = fc.dictionary(name, values, { noNullPrototype: true })
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown

describe('EJSON of the bundles', () => {
  it('writes what bson writes', () => {
    fc.assert(
      fc.property(documents, (doc) => {
        const given = plain(doc)
        expect(EJSON.stringify(given)).toBe(original.EJSON.stringify(given, { relaxed: false }))
      }),
      { numRuns: 150 },
    )
  })

  it('reads what bson reads, canonical and relaxed', () => {
    fc.assert(
      fc.property(documents, fc.boolean(), (doc, relaxed) => {
        const text = original.EJSON.stringify(plain(doc), { relaxed })
        expect(EJSON.parse(text)).toEqual(original.EJSON.parse(text))
      }),
      { numRuns: 150 },
    )
    expect(EJSON.parse('{"half":{"$numberDouble":"0.5"}}')).toEqual({ half: 0.5 })
  })

  it('carries the conditions that the SDK sends', () => {
    const query = { s: { $regularExpression: { pattern: 'a\\.b', options: '' } }, $and: [{ x: { $gte: 'a' } }] }
    expect(EJSON.stringify(query)).toBe(original.EJSON.stringify(query, { relaxed: false }))
  })

  it.each([
    [{ a: 0.5 }],
    [{ a: Number.NaN }],
    [{ a: 2 ** 60 }],
    [{ a: new Date(0) }],
    [{ a: Buffer.from('x') }],
    [{ a: 1n }],
  ])('refuses what it would misread (%#)', (value) => {
    expect(() => EJSON.stringify(value)).toThrow(/does not carry/)
  })

  it('refuses types that our documents never hold', () => {
    for (const text of [
      '{"a":{"$date":{"$numberLong":"0"}}}',
      '{"_id":{"$oid":"0"}}',
      '{"a":{"$numberInt":"1","b":1}}',
    ]) {
      expect(() => EJSON.parse(text)).toThrow(/does not carry/)
    }
  })
})
