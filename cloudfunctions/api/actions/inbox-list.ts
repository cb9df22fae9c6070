import type { list } from '@shared/contract/inbox'
import { listTodos } from '../../services/inbox/list-todos'
import type { Handler } from '../caller'

export const handle: Handler<typeof list> = (deps, caller, input) =>
  listTodos(deps, caller.session.stored.body.person, input.cursor)
