import type { FieldIssue } from '../kernel/errors'
import { blockers, checkField } from './check-listing'
import type { ListingObject, ListingValue } from './rule'

/**
 * What forbids saving, as issues of an input whose fields are named like the object's: every blocker of every field.
 * @throws RangeError for a field that the object does not have
 */
export const blockingIssues = (
  object: ListingObject,
  values: Readonly<Record<string, ListingValue>>,
): readonly FieldIssue[] =>
  Object.entries(values).flatMap(([field, value]) =>
    blockers(checkField(object, field, value)).map(({ index, message, mend }) => ({
      field: index === undefined ? field : `${field}.${index}`,
      message: `${message}，${mend}`,
    })),
  )
