import { describeImage, IMAGE_CHECKS, readForChecks, type ImageCheckKind, type ReadImage } from './check-image'
import { SHEET_CHECKS, type SheetCheckKind } from './check-sheets'
import { TEXT_CHECKS, type TextCheckKind } from './check-text'
import type {
  Check,
  FieldSpec,
  Finding,
  ImageValue,
  ListingItem,
  ListingObject,
  ListingValue,
  Problem,
  Rule,
  Sheet,
} from './rule'
import { hasOwn } from './own'
import { fieldSpec, OBJECTS, rulesOf } from './rules'
import { apartFrom, outermost, type Span } from './words'

/** Findings show this much of a value. */
const EXCERPT = 40

/** One value of an item, read as what its field holds. */
type Read =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly image: ReadImage }
  | { readonly kind: 'sheets'; readonly sheets: readonly Sheet[] }

const isText = (check: Check): check is Extract<Check, { kind: TextCheckKind }> => hasOwn(TEXT_CHECKS, check.kind)
const isImage = (check: Check): check is Extract<Check, { kind: ImageCheckKind }> => hasOwn(IMAGE_CHECKS, check.kind)
const isSheets = (check: Check): check is Extract<Check, { kind: SheetCheckKind }> => hasOwn(SHEET_CHECKS, check.kind)

function problemsOf(check: Check, value: Read): readonly Problem[] {
  if (value.kind === 'text' && isText(check)) {
    return (TEXT_CHECKS[check.kind] as (check: Check, text: string) => readonly Problem[])(check, value.text)
  }
  if (value.kind === 'image' && isImage(check)) {
    return (IMAGE_CHECKS[check.kind] as (check: Check, image: ReadImage) => readonly Problem[])(check, value.image)
  }
  return value.kind === 'sheets' && isSheets(check) ? SHEET_CHECKS[check.kind](value.sheets) : []
}

const cut = (text: string): string => {
  const chars = [...text]
  return chars.length > EXCERPT ? `${chars.slice(0, EXCERPT).join('')}…` : text
}

function shownValue(value: Read | undefined, { span, value: said }: Problem): string {
  if (said !== undefined) return cut(said)
  if (value?.kind === 'image') return describeImage(value.image)
  if (value?.kind === 'sheets') return cut(value.sheets.map(({ name }) => name).join('、'))
  return value ? cut(span ? value.text.slice(span.start, span.end) || value.text : value.text) : ''
}

function finding(rule: Rule, problem: Problem, value: Read | undefined, index: number | undefined): Finding {
  const which = index === undefined ? '' : `第 ${index + 1} 个`
  return {
    ruleId: rule.id,
    object: rule.object,
    field: rule.field,
    ...(index === undefined ? {} : { index }),
    severity: rule.severity,
    value: shownValue(value, problem),
    ...(problem.span ? { span: problem.span } : {}),
    limit: rule.limit,
    message: `${which}${rule.label}${problem.message}`,
    mend: problem.mend ?? rule.mend,
    source: rule.source,
    ...(problem.fix === undefined ? {} : { fix: problem.fix }),
  }
}

interface Found extends Span {
  readonly rule: Rule
  readonly problem: Problem
}

/** One place is complained about once: by the longest word, and as advice only where no blocker speaks of it. */
function wordsSaidOnce(found: readonly Found[]): ReadonlySet<Found> {
  const of = (severity: Rule['severity']) => found.filter(({ rule }) => rule.severity === severity)
  const forbidden = outermost(of('blocker'))
  return new Set([...forbidden, ...outermost(apartFrom(of('advice'), forbidden))])
}

function withoutRepeats(found: readonly Found[]): readonly Found[] {
  const isWord = ({ rule: { check } }: Found) => check.kind === 'words' || check.kind === 'kin'
  const kept = wordsSaidOnce(found.filter(isWord))
  return found.filter((one) => !isWord(one) || kept.has(one))
}

/** What the rules say of one value. */
function checkOne(rules: readonly Rule[], value: Read, index?: number): Finding[] {
  const found = rules.flatMap((rule) =>
    problemsOf(rule.check, value).map((problem): Found => ({ rule, problem, start: 0, end: 0, ...problem.span })),
  )
  return withoutRepeats(found).map(({ rule, problem }) => finding(rule, problem, value, index))
}

const isNamed = (value: ListingValue): value is Exclude<ImageValue, Uint8Array> =>
  typeof value === 'object' && 'bytes' in value

function readImageValue(value: ImageValue): Read {
  const image = value instanceof Uint8Array ? readForChecks(value) : readForChecks(value.bytes, value.fileName)
  return { kind: 'image', image }
}

/** The values an item holds: one, or those of its list. */
function readValues(spec: FieldSpec, value: ListingValue): readonly Read[] {
  if (spec.kind === 'flag' || typeof value === 'boolean') return []
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ kind: 'text', text: value }]
  if (value instanceof Uint8Array || isNamed(value)) return [readImageValue(value)]
  if (spec.kind === 'sheets') return value.length === 0 ? [] : [{ kind: 'sheets', sheets: value as readonly Sheet[] }]
  return (value as readonly (string | ImageValue)[]).map((one) =>
    typeof one === 'string' ? { kind: 'text', text: one } : readImageValue(one),
  )
}

const plural = (spec: FieldSpec): boolean => spec.kind === 'texts' || spec.kind === 'images'

/** Rules about the field as a whole: that it is there, and how many. */
function checkWhole(rules: readonly Rule[], spec: FieldSpec, values: readonly Read[], isExcused: boolean): Finding[] {
  if (values.length === 0) {
    const rule = rules.find(({ check }) => check.kind === 'required')
    return rule && !isExcused ? [finding(rule, { message: rule.message }, undefined, undefined)] : []
  }
  return rules.flatMap((rule) => {
    if (rule.check.kind !== 'count' || !plural(spec)) return []
    const { min, max } = rule.check
    const has = values.length
    const message = `有 ${has} 个，要求 ${rule.limit}`
    return has < min || has > max ? [finding(rule, { message, value: String(has) }, undefined, undefined)] : []
  })
}

const isFilled = (items: readonly ListingItem[], object: ListingObject, field: string): boolean =>
  items.some((item) => {
    const spec = item.object === object && item.field === field ? fieldSpec(object, field) : undefined
    return spec && (item.value === true || item.value === 'true' || readValues(spec, item.value).length > 0)
  })

/** Whether a field may be empty because of what else was filled in. */
function isExcused(spec: FieldSpec, object: ListingObject, items: readonly ListingItem[]): boolean {
  if (spec.insteadOf !== undefined && isFilled(items, object, spec.insteadOf)) return true
  return spec.requiredWhen !== undefined && !isFilled(items, object, spec.requiredWhen)
}

function checkItem(item: ListingItem, items: readonly ListingItem[]): Finding[] {
  const { object, field, value, edition = '2024' } = item
  const spec = fieldSpec(object, field)
  if (!spec) throw new RangeError(`no field ${field} of ${object}`)
  const rules = rulesOf(object, field).filter((rule) => rule.edition === undefined || rule.edition === edition)
  const values = readValues(spec, value)
  return [
    ...checkWhole(rules, spec, values, isExcused(spec, object, items)),
    ...values.flatMap((one, i) => checkOne(rules, one, plural(spec) ? i : undefined)),
  ]
}

/**
 * Everything that is wrong with the values, and everything advisable, at once, in the order of the items. Pure: the same values give the
 * same findings. A value that is empty breaks `required` and nothing else.
 * @param items any fields of any objects; fields that are not handed in are not missed, see `missingFields`
 * @throws RangeError for an object or field that does not exist; never because of a value
 */
export const checkListing = (items: readonly ListingItem[]): readonly Finding[] => checkEach(items).flat()

/** Like `checkListing`, the findings of each item on their own. */
export const checkEach = (items: readonly ListingItem[]): readonly (readonly Finding[])[] =>
  items.map((item) => checkItem(item, items))

/** The required fields of an object that are not among the items at all, as findings: before something is submitted. */
export function missingFields(object: ListingObject, items: readonly ListingItem[]): readonly Finding[] {
  const has = (field: string) => items.some((item) => item.object === object && item.field === field)
  return Object.entries(OBJECTS[object]).flatMap(([field, spec]) =>
    has(field) ? [] : checkWhole(rulesOf(object, field), spec, [], isExcused(spec, object, items)),
  )
}

/**
 * The findings of one field, for a form while somebody types and for a service that refuses.
 * @throws RangeError for a field that does not exist
 */
export const checkField = (object: ListingObject, field: string, value: ListingValue): readonly Finding[] =>
  checkListing([{ object, field, value }])

/** The findings that forbid. */
export const blockers = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((one) => one.severity === 'blocker')
