/** R8: what may be wrong with each field of an input, made from its valibot schema and a valid value. */
import type * as v from 'valibot'

/** One bad input: which field is wrong with it and how. */
export interface BadInput {
  /** Dot path, as `details.issues[].field` names it. */
  readonly field: string
  readonly how: string
  /** The input as JSON. */
  readonly json: string
}

interface Item {
  readonly kind: string
  readonly type: string
  readonly requirement?: unknown
}
/** What of a valibot schema is looked at: its own shape, or that of the first of its pipe. */
interface Shape {
  readonly type: string
  readonly entries?: Readonly<Record<string, v.GenericSchema>>
  readonly item?: v.GenericSchema
  readonly wrapped?: v.GenericSchema
  readonly pipe?: readonly Item[]
}

const shapeOf = (schema: v.GenericSchema): Shape => schema as unknown as Shape
const OPTIONAL = ['optional', 'exact_optional', 'nullish', 'undefinedable']
const isOptional = (schema: v.GenericSchema): boolean => OPTIONAL.includes(shapeOf(schema).type)

/** Without `optional`, and the rules of its pipe. */
function bare(schema: v.GenericSchema): { shape: Shape; rules: readonly Item[] } {
  let shape = shapeOf(schema)
  const rules: Item[] = []
  for (;;) {
    rules.push(...(shape.pipe ?? []).filter((item) => item.kind === 'validation'))
    const first = shape.pipe?.find((item) => item.kind === 'schema')
    if (first && (first as unknown as Shape) !== shape && first.type !== shape.type) shape = first as unknown as Shape
    else if (OPTIONAL.includes(shape.type) && shape.wrapped) shape = shapeOf(shape.wrapped)
    else return { shape, rules }
  }
}

/** Stands for arrays in arrays, deeper than any walk by recursion survives: `JSON.stringify` itself would not. */
const NESTED = '@nested@'
const toJson = (input: unknown): string =>
  (JSON.stringify(input) ?? 'null').replace(JSON.stringify(NESTED), '['.repeat(50_000) + ']'.repeat(50_000))
const PROTOTYPE = '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'

const WRONG_TYPES: Readonly<Record<string, readonly unknown[]>> = {
  string: [7, true, null, [], ['a'], {}],
  number: ['7', true, null, [], {}],
  boolean: ['true', 0, 1, null, {}],
  picklist: ['none of these', 999, null, [], {}],
  array: ['a', 7, null, { length: 1 }],
  object: ['a', 7, null, true],
}

/** Bad values of one field. @param good a valid value */
function badValues(schema: v.GenericSchema, good: unknown): [how: string, value: unknown][] {
  const { shape, rules } = bare(schema)
  const types = WRONG_TYPES[shape.type]
  if (!types) throw new Error(`no bad values known for a ${shape.type}: add them here`)
  const bad: [string, unknown][] = types.map((value) => [`wrong type ${JSON.stringify(value)}`, value])
  if (shape.type !== 'object') {
    bad.push(['deep nesting', NESTED], ['prototype keys', JSON.parse(PROTOTYPE) as unknown])
  }
  if (shape.type === 'picklist') bad.push(['control characters', '\u0000'], ['1 MB', 'a'.repeat(1_000_000)])
  if (shape.type === 'array' && Array.isArray(good)) bad.push(['too long', Array<unknown>(1000).fill(good[0])])
  if (shape.type === 'string' && typeof good === 'string') {
    const char = good[0] ?? 'a'
    // Where no length is declared the pattern has to bound it.
    const most = Math.max(
      5000,
      ...rules.filter((rule) => rule.type === 'max_length').map((rule) => Number(rule.requirement)),
    )
    bad.push(['too long', char.repeat(most + 1)], ['1 MB', char.repeat(1_000_000)])
    for (const control of ['\u0000', '\u0007', '\u001b', '\u007f', '\u202e', '\ufeff']) {
      bad.push([`control character ${JSON.stringify(control)}`, `${good.slice(0, 1)}${control}${good.slice(1)}`])
    }
    if (rules.some((rule) => rule.type === 'regex')) bad.push(['wrong charset', `${good.slice(1)}中 /`])
  }
  return bad
}

/** Everything that can be wrong with an input, one thing at a time. @param good a valid input that fills every optional field */
export function badInputs(schema: v.GenericSchema, good: unknown): BadInput[] {
  return walk(schema, good, '', (value) => value)
}

function walk(schema: v.GenericSchema, good: unknown, field: string, put: (value: unknown) => unknown): BadInput[] {
  const { shape } = bare(schema)
  const out: BadInput[] = badValues(schema, good).map(([how, value]) => ({ field, how, json: toJson(put(value)) }))
  if (!isOptional(schema) && field !== '') out.push({ field, how: 'missing', json: toJson(put(undefined)) })
  const below = (name: string) => (field === '' ? name : `${field}.${name}`)
  if (shape.entries) {
    const values = good as Readonly<Record<string, unknown>>
    for (const [name, entry] of Object.entries(shape.entries)) {
      out.push(...walk(entry, values[name], below(name), (value) => put({ ...values, [name]: value })))
    }
  }
  if (shape.item && Array.isArray(good)) {
    const [first, ...rest] = good as unknown[]
    out.push(...walk(shape.item, first, below('0'), (value) => put([value, ...rest])))
  }
  return out
}
