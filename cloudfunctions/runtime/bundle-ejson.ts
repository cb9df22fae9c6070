/**
 * Stands for the package `bson` in the bundles. Of its 88 kB the document API of the SDK uses two functions, and of those we
 * need text, whole numbers, booleans, null, lists and plain objects: anything else is refused here instead of being misread.
 * Held against the original by its test.
 */
import { AppError } from '@shared/kernel/errors'

const refuse = (what: string): AppError => new AppError('INTERNAL', `EJSON of bundles does not carry ${what}`)

function encode(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw refuse('a fraction')
    return value >= -(2 ** 31) && value < 2 ** 31 ? { $numberInt: String(value) } : { $numberLong: String(value) }
  }
  if (Array.isArray(value)) return value.map(encode)
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) throw refuse(`a ${typeof value}`)
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, encode(field)]))
}

/** Numbers as the service writes them, canonical or relaxed; every other `$` type is one that our documents never hold. */
function decode(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const names = Object.keys(value)
  if (!names.some((name) => name.startsWith('$'))) return value
  const { $numberInt, $numberLong, $numberDouble } = value as Readonly<Record<string, unknown>>
  const text = $numberInt ?? $numberLong ?? $numberDouble
  if (names.length !== 1 || typeof text !== 'string') throw refuse(names.join())
  return Number(text)
}

/** The two functions of `bson` that the SDK calls; its options (`relaxed: false` out, none in) are built in. */
export const EJSON = {
  stringify: (value: unknown): string => JSON.stringify(encode(value)),
  parse: (text: string): unknown => JSON.parse(text, decode),
}
