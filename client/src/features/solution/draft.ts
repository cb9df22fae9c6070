import * as v from 'valibot'
import { save, type SolutionView } from '@shared/contract/solution'
import type { FieldIssue } from '@shared/kernel/errors'
import { blockingIssues } from '@shared/rules/field-issues'
import type { SuiteId } from '@shared/wecom/ids'
import type { DiffLine } from '../../components/diff-view'
import { byField } from '../../platform/field-faults'

/** A solution as it is being written. */
export interface SolutionDraft {
  readonly name: string
  readonly overview: string
  readonly text: string
  readonly linkedApps: readonly SuiteId[]
}

export const EMPTY_DRAFT: SolutionDraft = { name: '', overview: '', text: '', linkedApps: [] }

/** What a saved solution says. */
export const draftOf = (solution: SolutionView): SolutionDraft => ({
  name: solution.name,
  overview: solution.overview,
  text: solution.text,
  linkedApps: solution.linkedApps.map((app) => app.suiteId),
})

/** Whether two say the same. */
export const isSame = (a: SolutionDraft, b: SolutionDraft): boolean =>
  a.name === b.name &&
  a.overview === b.overview &&
  a.text === b.text &&
  a.linkedApps.length === b.linkedApps.length &&
  a.linkedApps.every((suiteId) => b.linkedApps.includes(suiteId))

const { name, overview, text, linkedApps } = save.input.entries
const fields = v.object({ name, overview, text, linkedApps })

/** What is wrong, by field; the server says the same. */
export function draftFaults(draft: SolutionDraft): Readonly<Record<string, string>> {
  const parsed = v.safeParse(fields, draft)
  const shape: FieldIssue[] = parsed.success
    ? []
    : parsed.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: issue.message }))
  const listing = blockingIssues('solution', { name: draft.name, overview: draft.overview, text: draft.text })
  // The listing rules say it more exactly; the contract speaks where they are silent.
  const isSaid = (issue: FieldIssue) => listing.some(({ field }) => field === issue.field)
  return byField([...listing, ...shape.filter((issue) => !isSaid(issue))])
}

/** What a colleague saved against what is written here, field by field. */
export function conflictLines(theirs: SolutionView, mine: SolutionDraft, nameOf: (id: SuiteId) => string): DiffLine[] {
  const them = draftOf(theirs)
  const apps = (draft: SolutionDraft) => draft.linkedApps.map(nameOf).join('、')
  const rows: readonly (readonly [id: string, name: string, theirs: string, mine: string])[] = [
    ['name', '方案名称', them.name, mine.name],
    ['overview', '方案概述', them.overview, mine.overview],
    ['text', '方案介绍', them.text, mine.text],
    ['linkedApps', '关联应用', apps(them), apps(mine)],
  ]
  return rows.map(([id, title, theirWords, myWords]) =>
    theirWords === myWords
      ? { id, name: title, difference: 'same' }
      : {
          id,
          name: title,
          difference: 'changed',
          note: `同事的：${theirWords || '（空）'}；您的：${myWords || '（空）'}`,
        },
  )
}
