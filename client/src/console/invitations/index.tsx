import type { Me } from '@shared/contract/session'
import { FilterBar } from '../../components/filter-bar'
import { Link } from '../../components/link'
import { Pager } from '../../components/pager'
import { EmptyState, Loaded } from '../../components/state-view'
import { InvitationTable } from '../../features/invitation/invitation-table'
import { useInvitations } from '../../features/invitation/reads'
import { RequireSession } from '../../features/session/require-session'
import { StaffPage } from '../../features/shell/console'
import { useAddress } from '../../platform/address'

const HERE = { route: '/console/invitations/index' } as const

/** Invitations, newest first. */
export default function InvitationsPage() {
  return (
    <RequireSession side="staff" here={HERE}>
      {(me) => <Invitations me={me} />}
    </RequireSession>
  )
}

const newInvitation = (
  <Link look="primary" icon="plus" to={{ route: '/console/invite/index' }}>
    新建邀请
  </Link>
)

function Invitations({ me }: { me: Me }) {
  const [address, setAddress] = useAddress(['q', 'cursor'])
  const { q = '', cursor = '' } = address
  const reading = useInvitations(q, cursor)
  return (
    <StaffPage
      me={me}
      here={HERE}
      title="邀请"
      lead="一份邀请对应一个客户，链接和二维码长期有效。"
      actions={newInvitation}
    >
      <FilterBar
        searchLabel="搜索客户名称"
        values={address}
        onChange={(changed) => setAddress({ ...changed, cursor: '' })}
        count={reading.data && `本页 ${reading.data.items.length} 份`}
      />
      <Loaded reading={reading} rows={6}>
        {({ items, cursor: next }) =>
          items.length === 0 ? (
            <EmptyState icon="invite" title={q ? '没有符合的邀请' : '还没有邀请'} action={newInvitation}>
              {q
                ? '换个词试试，或清空搜索。'
                : '选好要客户授权的应用，发出链接；谁打开了、授权到哪一步，都会显示在这里。'}
            </EmptyState>
          ) : (
            <>
              <InvitationTable rows={items} />
              <Pager
                onFirst={cursor ? () => setAddress({ cursor: '' }) : undefined}
                onNext={next === undefined ? undefined : () => setAddress({ cursor: next })}
              />
            </>
          )
        }
      </Loaded>
    </StaffPage>
  )
}
