import * as v from 'valibot'
import { write } from '@shared/contract/review'
import { checkReviewText } from '@shared/domain/review/check-text'
import type { FieldIssue } from '@shared/kernel/errors'
import { byField } from '../../platform/field-faults'
import type { ReviewDraft } from './kept-draft'

const { stars, text, byName } = write.input.entries
const fields = v.object({ stars, text, byName })

/** What is wrong with a review, by field; the server says the same. */
export function draftFaults(draft: ReviewDraft): Readonly<Record<string, string>> {
  const parsed = v.safeParse(fields, { ...draft, stars: draft.stars })
  const shape: FieldIssue[] = parsed.success
    ? []
    : parsed.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: issue.message }))
  const found = [
    ...checkReviewText(draft.text).map((finding) => ({
      field: 'text',
      message: `「${finding.found}」${finding.message}`,
    })),
    ...checkReviewText(draft.byName).map((finding) => ({ field: 'byName', message: finding.message })),
  ]
  return byField([...shape, ...found])
}
