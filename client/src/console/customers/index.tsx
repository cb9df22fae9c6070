import type { Me } from '@shared/contract/session'
import { FilterBar } from '../../components/filter-bar'
import { Link } from '../../components/link'
import { Pager } from '../../components/pager'
import { EmptyState, Loaded } from '../../components/state-view'
import { CorpTable, useCorpApps } from '../../features/corp/corp-table'
import { RequireSession } from '../../features/session/require-session'
import { StaffPage } from '../../features/shell/console'
import { useAddress } from '../../platform/address'

const HERE = { route: '/console/customers/index' } as const

/** Customers and the apps they authorised. */
export default function CustomersPage() {
  return (
    <RequireSession side="staff" here={HERE}>
      {(me) => <Customers me={me} />}
    </RequireSession>
  )
}

function Customers({ me }: { me: Me }) {
  const [address, setAddress] = useAddress(['q', 'cursor'])
  const { q = '', cursor = '' } = address
  const reading = useCorpApps(q, cursor)
  return (
    <StaffPage me={me} here={HERE} title="客户" lead="授权过应用的企业。状态都标明来历：已观察的从企业微信读到。">
      <FilterBar
        searchLabel="搜索企业或应用名称"
        values={address}
        onChange={(changed) => setAddress({ ...changed, cursor: '' })}
        count={reading.data && `本页 ${reading.data.items.length} 条`}
      />
      <Loaded reading={reading} rows={6}>
        {({ items, cursor: next }) =>
          items.length === 0 ? (
            <EmptyState
              icon="building"
              title={q ? '没有符合的客户' : '还没有客户授权'}
              action={
                <Link look="primary" icon="plus" to={{ route: '/console/invite/index' }}>
                  新建邀请
                </Link>
              }
            >
              {q ? '换个词试试，或清空搜索。' : '发一份邀请，客户的管理员扫码确认后，企业就会出现在这里。'}
            </EmptyState>
          ) : (
            <>
              <CorpTable rows={items} />
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
