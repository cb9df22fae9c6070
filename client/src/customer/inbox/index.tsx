import { PhonePage } from '../../components/page-frame/phone'
import { TodoList } from '../../features/inbox/todo-list'
import { RequireSession } from '../../features/session/require-session'
import { useAddress } from '../../platform/address'

/** Everything a customer's admin is asked to do. */
export default function InboxPage() {
  const [address, setAddress] = useAddress(['cursor'])
  return (
    <RequireSession side="customer" here={{ route: '/customer/inbox/index' }}>
      {(me) => (
        <PhonePage
          title="待办"
          eyebrow={me.corpName}
          lead={`${me.name}，您好。这里是${me.provider.name}请贵公司处理的事。`}
        >
          <TodoList cursor={address.cursor ?? ''} onCursor={(cursor) => setAddress({ cursor })} />
        </PhonePage>
      )}
    </RequireSession>
  )
}
