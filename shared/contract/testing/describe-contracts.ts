/** The contracts as plain data: what a published client relies on, derived from the valibot schemas. */
import type * as v from 'valibot'
import type { Access, ActionContract } from '../define'

/** What a value may be. Rules that are functions (`check`) cannot be seen and are not here. */
export interface Shape {
  readonly type: string
  readonly isOptional?: true
  /** Of an object. */
  readonly fields?: Readonly<Record<string, Shape>>
  /** Of an array or the values of a record. */
  readonly item?: Shape
  /** Of a picklist or literal, sorted. */
  readonly options?: readonly (string | number)[]
  /** Of a union. */
  readonly anyOf?: readonly Shape[]
  /** Bounds of a length or number, and patterns of a text. */
  readonly min?: number
  readonly max?: number
  readonly patterns?: readonly string[]
}

export interface ContractShape {
  readonly access: Access
  readonly changes: boolean
  readonly input: Shape
  readonly output: Shape
}

/** By action name. */
export type Contracts = Readonly<Record<string, ContractShape>>

/** Names sorted, so that the order of declaration does not matter. */
export function describeContracts(actions: readonly ActionContract[]): Contracts {
  const sorted = [...actions].sort((a, b) => (a.name < b.name ? -1 : 1))
  return Object.fromEntries(
    sorted.map(({ name, access, changes, input, output }) => [
      name,
      { access, changes, input: describeShape(input), output: describeShape(output) },
    ]),
  )
}

interface Node {
  readonly kind: 'schema' | 'validation' | 'transformation'
  readonly type: string
  readonly entries?: Readonly<Record<string, v.GenericSchema>>
  readonly item?: v.GenericSchema
  readonly value?: v.GenericSchema
  readonly wrapped?: v.GenericSchema
  readonly options?: readonly unknown[]
  readonly literal?: string | number
  readonly requirement?: unknown
  readonly pipe?: readonly Node[]
}

const OPTIONAL = ['optional', 'exact_optional', 'undefinedable']
const SCALARS = ['string', 'number', 'boolean', 'unknown']

/** @throws Error for a schema type that has no description yet: it would be missed in comparisons */
export function describeShape(schema: v.GenericSchema): Shape {
  const node = schema as unknown as Node
  // A pipe repeats its first schema's own shape on itself; optional ones inside are seen through their `wrapped`.
  const rules = (node.pipe ?? []).filter((part) => part.kind === 'validation')
  const bounds = { ...boundsOf(rules) }
  if (OPTIONAL.includes(node.type) && node.wrapped) {
    return { ...describeShape(node.wrapped), ...bounds, isOptional: true }
  }
  switch (node.type) {
    case 'object':
    case 'strict_object':
      return { type: 'object', ...bounds, fields: mapValues(node.entries ?? {}, describeShape) }
    case 'array':
      return { type: 'array', ...bounds, item: describeShape(required(node.item, node.type)) }
    case 'record':
      return { type: 'record', ...bounds, item: describeShape(required(node.value, node.type)) }
    case 'picklist':
      return { type: 'oneOf', ...bounds, options: sortOptions(node.options as readonly (string | number)[]) }
    case 'literal':
      return { type: 'oneOf', ...bounds, options: [required(node.literal, node.type)] }
    case 'union':
      return { type: 'union', anyOf: (node.options as readonly v.GenericSchema[]).map(describeShape) }
    default:
      if (!SCALARS.includes(node.type)) throw new Error(`a ${node.type} has no description: add it here`)
      return { type: node.type, ...bounds }
  }
}

function boundsOf(rules: readonly Node[]): Pick<Shape, 'min' | 'max' | 'patterns'> {
  const numbers = (...types: string[]) =>
    rules.filter((rule) => types.includes(rule.type)).map((rule) => Number(rule.requirement))
  const [mins, maxes] = [numbers('min_length', 'min_value'), numbers('max_length', 'max_value')]
  const patterns = rules.filter((rule) => rule.type === 'regex').map((rule) => String(rule.requirement))
  if (rules.some((rule) => rule.type === 'integer')) patterns.push('integer')
  return {
    ...(mins.length > 0 ? { min: Math.max(...mins) } : {}),
    ...(maxes.length > 0 ? { max: Math.min(...maxes) } : {}),
    ...(patterns.length > 0 ? { patterns: patterns.sort() } : {}),
  }
}

function required<T>(value: T | undefined, type: string): T {
  if (value === undefined) throw new Error(`a ${type} without its inside`)
  return value
}

const sortOptions = (options: readonly (string | number)[]) =>
  [...options].sort((a, b) => (String(a) < String(b) ? -1 : 1))

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> =>
  Object.fromEntries(
    Object.entries(record)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, map(value)]),
  )
