/** Queries and orders: only the operators our adapter uses, with MongoDB's meaning. */
import { Buffer } from 'node:buffer'
import { decodeScalar, isRecord, parseObject, type Doc, type Scalar } from './ejson'
import { unsupported } from './wire-error'

export type Matcher = (doc: Doc) => boolean

/** -1, 0, 1 by the bytes of UTF-8, as the service orders text. */
function compareText(a: string, b: string): number {
  if (a === b) return 0
  if (isAscii(a) && isAscii(b)) return a < b ? -1 : 1
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

const TYPE_ORDER = ['null', 'number', 'string', 'boolean'] as const
const typeRank = (value: Scalar): number => TYPE_ORDER.indexOf(value === null ? 'null' : (typeof value as 'number'))

/** Order across types: null, numbers, text, booleans. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  const byType = typeRank(a) - typeRank(b)
  return byType !== 0 ? byType : Number(a) - Number(b)
}

// A comparison holds only between values of one type.
const compares = (want: Scalar, holds: (order: number) => boolean) => (have: Scalar) =>
  typeRank(have) === typeRank(want) && holds(compareScalars(have, want))

const COMPARISONS: Readonly<Record<string, (want: Scalar) => (have: Scalar) => boolean>> = {
  $gt: (want) => compares(want, (order) => order > 0),
  $gte: (want) => compares(want, (order) => order >= 0),
  $lt: (want) => compares(want, (order) => order < 0),
  $lte: (want) => compares(want, (order) => order <= 0),
}

function fieldTest(name: string, condition: unknown): (have: Scalar) => boolean {
  if (!isRecord(condition) || Object.keys(condition).some((key) => key.startsWith('$number'))) {
    const want = decodeScalar(condition, `query field ${name}`)
    return (have) => compareScalars(have, want) === 0
  }
  const tests = Object.entries(condition).map(([operator, operand]) => operatorTest(name, operator, operand))
  if (tests.length === 0) throw unsupported(`query field ${name} with an empty object, which matches everything`)
  return (have) => tests.every((test) => test(have))
}

function operatorTest(name: string, operator: string, operand: unknown): (have: Scalar) => boolean {
  const comparison = COMPARISONS[operator]
  if (comparison) return comparison(decodeScalar(operand, `query field ${name}`))
  if (operator === '$in' && Array.isArray(operand)) {
    const wanted = new Set(operand.map((item) => decodeScalar(item, `query field ${name}`)))
    return (have) => wanted.has(have)
  }
  if (operator === '$regularExpression' && isRecord(operand)) {
    const { pattern, options } = operand
    if (typeof pattern !== 'string' || options !== '') throw unsupported('a regular expression with options')
    const expression = new RegExp(pattern, 'u')
    return (have) => typeof have === 'string' && expression.test(have)
  }
  throw unsupported(`query operator ${operator}`)
}

function compile(query: Record<string, unknown>): Matcher {
  const tests = Object.entries(query).map(([name, condition]): Matcher => {
    if (name === '$and' && Array.isArray(condition)) {
      const parts = condition.map((part) => {
        if (!isRecord(part)) throw unsupported('$and of something that is not an object')
        return compile(part)
      })
      return (doc) => parts.every((part) => part(doc))
    }
    if (name.startsWith('$') || name.includes('.')) throw unsupported(`query field ${name}`)
    const test = fieldTest(name, condition)
    return (doc) => test(doc[name] ?? null)
  })
  return (doc) => tests.every((test) => test(doc))
}

/**
 * What a query string asks for.
 * @throws AppError SANDBOX_UNSUPPORTED for other operators and for a query without a condition, which the service takes as "everything"
 */
export function compileQuery(text: unknown): Matcher {
  const query = parseObject(text, 'query')
  if (Object.keys(query).length === 0) throw unsupported('a query without a condition, which matches every document')
  return compile(query)
}

/** The one `_id` a query names, when it names exactly one: spares the scan. */
export function idOfQuery(text: unknown): string | undefined {
  const id = parseObject(text, 'query')['_id']
  return typeof id === 'string' ? id : undefined
}

/** A comparison of documents from an `order` string; the order of its keys counts. */
export function compileOrder(text: unknown): (a: Doc, b: Doc) => number {
  const keys = Object.entries(parseObject(text, 'order')).map(
    ([name, direction]) => [name, Number(decodeScalar(direction, 'order'))] as const,
  )
  return (a, b) => {
    for (const [name, direction] of keys) {
      const order = compareScalars(a[name] ?? null, b[name] ?? null) * direction
      if (order !== 0) return order
    }
    return 0
  }
}
