import { list, type TodoView } from '@shared/contract/inbox'
import { Box } from '../../components/box'
import { Link } from '../../components/link'
import { Pager } from '../../components/pager'
import { EmptyState, Loaded } from '../../components/state-view'
import { TodoCard } from '../../components/todo-card'
import { placeOf } from '../../platform/place'
import { useRead } from '../../platform/query'
import { todoWords } from './words'
import styles from './inbox.module.scss'

/** What her company is asked to do, oldest first. */
export function TodoList({ cursor, onCursor }: { cursor: string; onCursor: (cursor: string) => void }) {
  const reading = useRead(list, cursor === '' ? {} : { cursor })
  return (
    <Loaded reading={reading} rows={6}>
      {({ items, cursor: next }) =>
        items.length === 0 && cursor === '' ? (
          <EmptyState
            icon="check-circle"
            title="没有待办"
            action={
              <Link look="secondary" icon="scan" to={{ route: '/pages/scan/index' }}>
                打开一份邀请
              </Link>
            }
          >
            需要您授权、确认权限或写评价时，会出现在这里，同时在企业微信里提醒您。
          </EmptyState>
        ) : (
          <Box className={styles.list}>
            {items.map((todo) => (
              <Todo key={todo.id} todo={todo} />
            ))}
            <Pager
              onFirst={cursor === '' ? undefined : () => onCursor('')}
              onNext={next === undefined ? undefined : () => onCursor(next)}
            />
          </Box>
        )
      }
    </Loaded>
  )
}

function Todo({ todo }: { todo: TodoView }) {
  const { title, act } = todoWords(todo.kind, todo.subject)
  const place = placeOf(todo.page)
  return (
    <TodoCard
      title={title}
      asker={`${todo.askedBy} 请您处理`}
      why={todo.why}
      consequence={todo.withoutIt}
      since={todo.since}
      action={
        place ? (
          <Link look="primary" wide to={place}>
            {act}
          </Link>
        ) : (
          '请更新到最新版本后处理'
        )
      }
    />
  )
}
