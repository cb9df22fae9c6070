import { readStored, removeStored, writeStored } from '../../platform/storage'
import type { StarCount } from './words'

/** A review as it is being written. */
export interface ReviewDraft {
  readonly stars?: StarCount
  readonly text: string
  readonly byName: string
}

const EMPTY: ReviewDraft = { text: '', byName: '' }
const keyOf = (solutionId: string): string => `review-draft:${solutionId}`

/** What was being written about a solution on this device: signing in anew or a lost page does not cost her words. */
export function keptDraft(solutionId: string): ReviewDraft {
  const raw = readStored(keyOf(solutionId))
  if (raw === undefined) return EMPTY
  try {
    // Written by keepDraft alone.
    return { ...EMPTY, ...(JSON.parse(raw) as ReviewDraft) }
  } catch (fault) {
    if (fault instanceof SyntaxError) return EMPTY
    throw fault
  }
}

/** Keeps it on this device. */
export const keepDraft = (solutionId: string, draft: ReviewDraft): void =>
  writeStored(keyOf(solutionId), JSON.stringify(draft))

/** Forgets it: it was sent. */
export const forgetDraft = (solutionId: string): void => removeStored(keyOf(solutionId))
