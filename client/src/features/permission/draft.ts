import * as v from 'valibot'
import { ask, type RequestView } from '@shared/contract/permission'
import { AppError, type FieldIssue } from '@shared/kernel/errors'

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

/** The first sentence per field. */
export const byField = (issues: readonly FieldIssue[]): Readonly<Record<string, string>> =>
  Object.fromEntries([...issues].reverse().map(({ field, message }) => [field, message]))

/** Fields that the server named in a refusal. */
export function serverFaults(error: unknown): Readonly<Record<string, string>> {
  const issues = error instanceof AppError ? error.details?.issues : undefined
  return Array.isArray(issues) ? byField(issues as FieldIssue[]) : {}
}

/** Why the server refused in the domain's words: `requestOpen`, `filedAlready`, … */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof AppError && typeof error.details?.reason === 'string' ? error.details.reason : undefined
