/** The part of canonical EJSON that our adapters send: flat documents of text, numbers, booleans and null (cloudbase.md §2). */
import { unsupported } from './wire-error'

export type Scalar = string | number | boolean | null
/** A stored document. */
export type Doc = Readonly<Record<string, Scalar>> & { readonly _id: string }

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object inside an EJSON string. */
export function parseObject(text: unknown, what: string): Record<string, unknown> {
  if (typeof text !== 'string') throw unsupported(`${what} that is not an EJSON string`)
  const value: unknown = JSON.parse(text)
  if (!isRecord(value)) throw unsupported(`${what} that is not an object`)
  return value
}

/** One EJSON value. Dates, bytes, arrays and objects are refused: stored documents of ours hold none. */
export function decodeScalar(value: unknown, what: string): Scalar {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (isRecord(value) && Object.keys(value).length === 1) {
    const text = value['$numberInt'] ?? value['$numberLong'] ?? value['$numberDouble']
    if (typeof text === 'string') return Number(text)
  }
  throw unsupported(`${what}: ${JSON.stringify(value).slice(0, 80)}`)
}

/** Fields of an EJSON object, all flat. */
export function decodeFields(source: Record<string, unknown>, what: string): Record<string, Scalar> {
  const fields: Record<string, Scalar> = {}
  for (const [name, value] of Object.entries(source)) {
    if (name.startsWith('$') || name.includes('.')) throw unsupported(`${what} with field ${name}`)
    fields[name] = decodeScalar(value, `${what}.${name}`)
  }
  return fields
}

const encodeScalar = (value: Scalar): unknown => {
  if (typeof value !== 'number') return value
  if (!Number.isInteger(value)) return { $numberDouble: String(value) }
  return value >= -(2 ** 31) && value < 2 ** 31 ? { $numberInt: String(value) } : { $numberLong: String(value) }
}

/** A document as the service answers it. */
export const encodeDocument = (doc: Doc): string =>
  JSON.stringify(Object.fromEntries(Object.entries(doc).map(([name, value]) => [name, encodeScalar(value)])))
