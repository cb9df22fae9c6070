import type { Todo, TodoKind } from '@shared/domain/todo/states'
import type { CorpId, ProviderId } from '@shared/wecom/ids'
import { todoDocId, todos } from '../../store/collections/corp'
import { put, replace, type Write } from '../../store/store'
import type { Services } from '../services'

/** Makes or renews the to-do of a kind and subject; committed with the change that causes it. */
export async function openTodo(deps: Pick<Services, 'store'>, todo: Todo, about: string): Promise<Write[]> {
  const id = todoDocId(todo, todo.kind, about)
  const stored = await deps.store.get(todos, id)
  if (stored && stored.body.doneAt === undefined && stored.body.why === todo.why) return []
  return [put(todos, id, stored, todo)]
}

/** Ends the to-do, if there is one open. */
export async function closeTodo(
  deps: Pick<Services, 'store' | 'clock'>,
  corp: { readonly providerId: ProviderId; readonly corpId: CorpId },
  kind: TodoKind,
  about: string,
): Promise<Write[]> {
  const stored = await deps.store.get(todos, todoDocId(corp, kind, about))
  if (!stored || stored.body.doneAt !== undefined) return []
  return [replace(todos, stored, { ...stored.body, doneAt: deps.clock.now() })]
}
