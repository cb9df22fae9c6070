import type { TodoView } from '@shared/contract/inbox'
import type { PersonRef } from '@shared/wecom/ids'
import { todos } from '../../store/collections/corp'
import type { Services } from '../services'

/** A page of 20 open to-dos of the caller's corp, oldest first. One store read. */
export async function listTodos(
  deps: Pick<Services, 'store'>,
  person: PersonRef,
  cursor: string | undefined,
): Promise<{ items: TodoView[]; cursor?: string }> {
  const page = await deps.store.list(todos, 'open', [person.providerId, person.corpId], {
    limit: 20,
    ...(cursor ? { cursor } : {}),
  })
  return {
    items: page.items.map(({ id, body }) => ({
      id,
      kind: body.kind,
      subject: body.subject,
      askedBy: body.askedBy,
      why: body.why,
      withoutIt: body.withoutIt,
      since: body.since,
      page: body.page,
    })),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  }
}
