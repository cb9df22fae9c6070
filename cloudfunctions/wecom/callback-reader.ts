/** Reads typed values out of callback fields and remembers what was missing, so that a half-read callback becomes `unknown`. */
import type { WireFields, WireValue } from '@shared/wecom/callback'
import type { AgentId, CorpId, SuiteId } from '@shared/wecom/ids'

export interface FieldReader {
  readonly fields: WireFields
  /** Wire names of required fields found absent, empty or of the wrong form. */
  readonly missing: string[]
  /** Required, not empty. */
  text(name: string): string
  /** Present and not empty, or undefined. */
  optional(name: string): string | undefined
  /** Required, may be empty (menu keys). */
  emptyable(name: string): string
  /** Required number. */
  number(name: string): number
  optionalNumber(name: string): number | undefined
  /** Required WeCom seconds as epoch ms. */
  seconds(name: string): number
  /** A nested tag, or undefined. */
  nested(name: string): WireFields | undefined
  /** A required nested tag; reads of it count as missing under `name.`. */
  inside(name: string): FieldReader
  /** Nested tags of a list; text items are left out. */
  list(name: string): readonly WireFields[]
}

const NONE: WireFields = Object.freeze(Object.create(null) as WireFields)

const isFields = (value: WireValue | undefined): value is WireFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @param missing shared by the readers of nested tags */
export function readFields(fields: WireFields, missing: string[] = [], path = ''): FieldReader {
  const own = (name: string): WireValue | undefined => (Object.hasOwn(fields, name) ? fields[name] : undefined)
  const fail = <T>(name: string, instead: T): T => {
    missing.push(path + name)
    return instead
  }
  const optional = (name: string): string | undefined => {
    const value = own(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const optionalNumber = (name: string): number | undefined => {
    const value = optional(name)
    return value !== undefined && /^-?\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : undefined
  }
  const nested = (name: string): WireFields | undefined => {
    const value = own(name)
    return isFields(value) ? value : undefined
  }
  return {
    fields,
    missing,
    optional,
    optionalNumber,
    nested,
    text: (name) => optional(name) ?? fail(name, ''),
    emptyable(name) {
      const value = own(name)
      return typeof value === 'string' ? value : fail(name, '')
    },
    number: (name) => optionalNumber(name) ?? fail(name, 0),
    seconds(name) {
      const value = optional(name)
      return value !== undefined && /^\d{1,11}$/.test(value) ? Number(value) * 1000 : fail(name, 0)
    },
    inside: (name) => readFields(nested(name) ?? fail(name, NONE), missing, `${path}${name}.`),
    list(name) {
      const value = own(name)
      if (Array.isArray(value)) return (value as readonly WireValue[]).filter(isFields)
      return isFields(value) ? [value] : []
    },
  }
}

/** `"a,b"` as a list without empties. */
export const commaList = (value: string | undefined): string[] => (value ?? '').split(',').filter((part) => part !== '')

/** `"1,2"` as numbers; what is no number is left out. */
export const commaNumbers = (value: string | undefined): number[] =>
  commaList(value)
    .map(Number)
    .filter((part) => Number.isSafeInteger(part))

export const corpIdOf = (read: FieldReader, name: string): CorpId => read.text(name) as CorpId
export const suiteIdOf = (read: FieldReader, name: string): SuiteId => read.text(name) as SuiteId

/** WeCom spells it AgentID nearly everywhere, AgentId in a few events. Empty on suite URLs. */
export const agentIdOf = (read: FieldReader): AgentId | undefined =>
  (read.optionalNumber('AgentID') ?? read.optionalNumber('AgentId')) as AgentId | undefined
