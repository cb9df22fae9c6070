import * as v from 'valibot'
import { ask, type RequestView } from '@shared/contract/permission'
import { byField } from '../../platform/field-faults'

/** One permission as it is being written. */
export interface DraftItem {
  readonly key: string
  readonly reason: string
  readonly feature: string
  readonly isMustHave: boolean
  readonly withoutIt: string
}

/** Limits of the contract, for the counters. */
export const LIMITS = { reason: 80, feature: 30, withoutIt: 80, items: 30 } as const

/** A newly picked permission: optional until somebody says that nothing works without it. */
export const newItem = (key: string): DraftItem => ({ key, reason: '', feature: '', isMustHave: false, withoutIt: '' })

/** What to start from: the words of the last request, except what is in force by now. */
export const startDraft = (request: RequestView | undefined, effective: readonly string[]): DraftItem[] =>
  (request?.items ?? [])
    .filter((item) => !effective.includes(item.key))
    .map(({ key, reason, feature, isMustHave, withoutIt }) => ({ key, reason, feature, isMustHave, withoutIt }))

/** What is wrong, by field path (`items.0.reason`); the server says the same. */
export function draftFaults(items: readonly DraftItem[]): Readonly<Record<string, string>> {
  const result = v.safeParse(ask.input.entries.items, [...items])
  if (result.success) return {}
  return byField(
    result.issues.map((issue) => ({
      field: ['items', v.getDotPath(issue)].filter(Boolean).join('.'),
      message: issue.message,
    })),
  )
}
