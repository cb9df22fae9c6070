import fc from 'fast-check'
import { notes, noteId, type Note } from '../conformance-collections'
import { fromDocument, indexKey, NEVER, toDocument } from '../document'
import { docId, type DocId } from '../keys'
import { anyCollection, type Owner } from '../store'
import { documentOf, entryValue, headerOf, headerOfBytes, parseEntry, toRecord, wholeKey } from './record'

const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const part = text.filter((s) => s !== '')
const note: fc.Arbitrary<Note> = fc.record(
  { title: text, due: fc.nat(), state: text, text },
  { requiredKeys: ['title'] },
)
const id = fc.tuple(part, part, fc.array(part, { maxLength: 2 })).map(([a, b, rest]) => docId(a, b, ...rest))

test('a record gives back its document and header, whatever the texts hold', () => {
  fc.assert(
    fc.property(
      id,
      note,
      fc.nat(),
      fc.option(fc.double({ noNaN: true }), { nil: undefined }),
      (docIdOf, body, now, expiresAt) => {
        const input = { id: docIdOf, body, version: 3, now, ...(expiresAt === undefined ? {} : { expiresAt }) }
        const { header, value } = toRecord(anyCollection(notes), input)
        expect(headerOf(value)).toEqual(header)
        expect(headerOfBytes(Buffer.from(value))).toEqual(header)
        expect(parseEntry(entryValue(header))).toEqual({ exp: header.exp, f: header.f })
        const doc = toDocument(anyCollection(notes), { ...input, token: 't' })
        expect(fromDocument(notes, documentOf(docIdOf, value))).toEqual(fromDocument(notes, doc))
      },
    ),
  )
})

test('short index keys are whole again, for every owner and scope', () => {
  const owners: Owner[] = ['deployment', 'provider', 'corp']
  fc.assert(
    fc.property(id, note, fc.constantFrom(...owners), (docIdOf, body, owner) => {
      const def = anyCollection({ ...notes, owner })
      const { header } = toRecord(def, { id: docIdOf, body, version: 1, now: 1 })
      for (const index in def.indexes) {
        const short = header.x[index]
        const whole = short === undefined ? undefined : wholeKey(docIdOf, short)
        expect(whole).toBe(indexKey(def, index, docIdOf, body as never))
      }
    }),
  )
})

test('an id that is its owner alone has keys that start with it', () => {
  const def = anyCollection({ ...notes, owner: 'provider' })
  const key = indexKey(def, 'byTitle', 'p1' as DocId, { title: 'a' } as never)
  expect(key).toBe('p1!a!p1')
  expect(indexKey(anyCollection(notes), 'byTitle', docId('p1', 'c1'), { title: 'a' } as never)).toBe('p1!c1!a!p1|c1')
})

test('a value that is not a record is said so', () => {
  for (const value of ['', 'x', '[1\n{}', '{}\n{}']) {
    expect(() => headerOf(value)).toThrow(expect.objectContaining({ code: 'INTERNAL' }) as Error)
  }
  expect(() => wholeKey(noteId('a'), '7x')).toThrow(expect.objectContaining({ code: 'INTERNAL' }) as Error)
  expect(parseEntry('')).toEqual({ exp: NEVER, f: {} })
})
