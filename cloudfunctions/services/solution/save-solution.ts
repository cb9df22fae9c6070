import type { InputOf } from '@shared/contract/define'
import type { save as contract, SolutionView } from '@shared/contract/solution'
import type { Solution } from '@shared/domain/solution/states'
import { blockingIssues } from '@shared/rules/field-issues'
import { AppError, invalidInput, type FieldIssue } from '@shared/kernel/errors'
import type { PersonRef } from '@shared/wecom/ids'
import { newId } from '../../runtime/random'
import { suiteDocId, suites } from '../../store/collections/provider'
import { solutionDocId, solutions } from '../../store/collections/solution'
import { put } from '../../store/store'
import { historyWrites } from '../history/history-writes'
import type { Services } from '../services'
import { noSolution } from './read-solution'
import { solutionView } from './solution-view'

/**
 * Creates a solution or changes one at the version that was seen (S0-08..14, S0-28).
 * @throws AppError INVALID_INPUT naming every field at once, NOT_FOUND, CONFLICT with the present version
 */
export async function saveSolution(
  deps: Pick<Services, 'store' | 'clock' | 'random' | 'config'>,
  by: PersonRef,
  input: InputOf<typeof contract>,
): Promise<SolutionView> {
  const { providerId } = by
  const found = await deps.store.getMany(
    suites,
    input.linkedApps.map((suiteId) => suiteDocId({ providerId, suiteId })),
  )
  const issues: FieldIssue[] = [
    ...blockingIssues('solution', { name: input.name, overview: input.overview, text: input.text }),
    ...found.flatMap((suite, i) =>
      suite ? [] : [{ field: `linkedApps.${i}`, message: '没有找到这个应用，请刷新后重选' }],
    ),
  ]
  if (issues.length > 0) throw invalidInput(issues)

  const now = deps.clock.now()
  const id = input.id ?? newId(deps.random)
  const stored = input.id ? await deps.store.get(solutions, solutionDocId(providerId, id)) : undefined
  if (input.id && !stored) throw noSolution()
  const conflict = () =>
    new AppError('CONFLICT', 'solution changed meanwhile', {
      userMessage: '有同事刚改过这个方案，请先看看最新内容再保存',
      details: { version: stored?.version ?? 0 },
    })
  if (stored && input.version !== stored.version) throw conflict()
  const next: Solution = {
    providerId,
    id,
    name: input.name,
    overview: input.overview,
    text: input.text,
    linkedApps: found.flatMap((suite) => (suite ? [{ suiteId: suite.body.suiteId, name: suite.body.name }] : [])),
    createdAt: stored?.body.createdAt ?? now,
    updatedAt: now,
    ...(stored?.body.published ? { published: stored.body.published } : {}),
    reviewSummary: stored?.body.reviewSummary ?? { count: 0, starSum: 0 },
  }
  const docId = solutionDocId(providerId, id)
  const version = (stored?.version ?? 0) + 1
  const answer = await deps.store.commit([
    put(solutions, docId, stored, next),
    ...historyWrites({ providerId, kind: 'solution', id, version }, [stored ? 'changed' : 'created'], now, by),
  ])
  if (!answer.ok) throw conflict()
  return solutionView(deps, { id: docId, version, at: now, body: next })
}

/** Publishes our page. Who publishes what she could have written herself is marked as self-reviewed (product.md flow 5). */
export async function publishSolution(
  deps: Pick<Services, 'store' | 'clock' | 'config'>,
  by: PersonRef,
  id: string,
  isOperator: boolean,
): Promise<SolutionView> {
  const { providerId } = by
  const stored = await deps.store.get(solutions, solutionDocId(providerId, id))
  if (!stored) throw noSolution()
  if (stored.body.published) return solutionView(deps, stored)
  const now = deps.clock.now()
  const next: Solution = {
    ...stored.body,
    published: { at: now, by: by.openUserId, isSelfReviewed: !isOperator },
  }
  const version = stored.version + 1
  const answer = await deps.store.commit([
    put(solutions, stored.id, stored, next),
    ...historyWrites({ providerId, kind: 'solution', id, version }, ['published'], now, by),
  ])
  if (!answer.ok)
    throw new AppError('CONFLICT', 'solution changed meanwhile', { userMessage: '方案刚被修改，请刷新后再发布' })
  return solutionView(deps, { ...stored, version, body: next })
}
