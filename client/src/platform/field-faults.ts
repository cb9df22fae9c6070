import { AppError, type FieldIssue } from '@shared/kernel/errors'

/** Sentences by field path (`items.0.reason`); several about one field are said together. */
export function byField(issues: readonly FieldIssue[]): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {}
  for (const { field, message } of issues) {
    const said = faults[field]
    if (said === undefined) faults[field] = message
    else if (!said.split('；').includes(message)) faults[field] = `${said}；${message}`
  }
  return faults
}

/** The fields that the server named in a refusal; empty when it was about something else. */
export function serverFaults(error: unknown): Readonly<Record<string, string>> {
  const issues = error instanceof AppError ? error.details?.issues : undefined
  return Array.isArray(issues) ? byField(issues as FieldIssue[]) : {}
}

/** Why the server refused, in the domain's words: `requestOpen`, `wrongCorp`, … */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof AppError && typeof error.details?.reason === 'string' ? error.details.reason : undefined
