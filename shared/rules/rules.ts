import { CUSTOMIZED_APP, STANDARD_APP, TEMPLATE } from './objects/apps'
import { APPROVAL_TEMPLATE, MENU, PRICING_SHEET, SCREENSHOT } from './objects/parts'
import { SOLUTION } from './objects/solution'
import { hasOwn } from './own'
import type { Fields, FieldSpec, ListingObject, Rule } from './rule'

/** Every object with its fields. */
export const OBJECTS: Readonly<Record<ListingObject, Fields>> = {
  solution: SOLUTION,
  template: TEMPLATE,
  customizedApp: CUSTOMIZED_APP,
  standardApp: STANDARD_APP,
  approvalTemplate: APPROVAL_TEMPLATE,
  menu: MENU,
  screenshot: SCREENSHOT,
  pricingSheet: PRICING_SHEET,
}

/** The object of that name, when there is one. */
export const isListingObject = (name: string): name is ListingObject => hasOwn(OBJECTS, name)

/** A field's description; undefined when the object has no such field. */
export function fieldSpec(object: ListingObject, field: string): FieldSpec | undefined {
  return hasOwn(OBJECTS[object], field) ? OBJECTS[object][field] : undefined
}

/** The rules of one field, in the order in which they are reported. */
export function rulesOf(object: ListingObject, field: string): readonly Rule[] {
  const spec = fieldSpec(object, field)
  if (!spec) return []
  return spec.rules.map(({ name, source, ...rule }) => ({
    ...rule,
    id: `${object}.${field}.${name}`,
    object,
    field,
    label: spec.label,
    source: source ?? spec.source,
  }))
}

/** Every rule there is. */
export const allRules = (): readonly Rule[] =>
  Object.entries(OBJECTS).flatMap(([object, fields]) =>
    Object.keys(fields).flatMap((field) => rulesOf(object as ListingObject, field)),
  )
