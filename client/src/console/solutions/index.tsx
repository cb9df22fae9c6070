import type { Me } from '@shared/contract/session'
import { Guide } from '../../components/guide'
import { Link } from '../../components/link'
import { Pager } from '../../components/pager'
import { EmptyState, Loaded } from '../../components/state-view'
import { RequireSession } from '../../features/session/require-session'
import { StaffPage } from '../../features/shell/console'
import { useSolutions } from '../../features/solution/reads'
import { SolutionTable } from '../../features/solution/solution-table'
import { useAddress } from '../../platform/address'

const HERE = { route: '/console/solutions/index' } as const

/** The provider's solutions and their promotion pages. */
export default function SolutionsPage() {
  return (
    <RequireSession side="staff" here={HERE}>
      {(me) => <Solutions me={me} />}
    </RequireSession>
  )
}

const newSolution = (
  <Link look="primary" icon="plus" to={{ route: '/console/solution/index' }}>
    新建方案
  </Link>
)

function Solutions({ me }: { me: Me }) {
  const [address, setAddress] = useAddress(['cursor'])
  const { cursor = '' } = address
  const reading = useSolutions(cursor)
  return (
    <StaffPage
      me={me}
      here={HERE}
      title="方案"
      lead="每个方案有一个可以分享的推广页，客户评价展示在上面。"
      actions={newSolution}
    >
      <Loaded reading={reading} rows={6}>
        {({ items, cursor: next }) =>
          items.length === 0 && cursor === '' ? (
            <EmptyState icon="file" title="写第一个方案" action={newSolution}>
              <Guide
                label="怎么开始"
                steps={[
                  '写清楚给哪个行业、解决什么问题，关联客户在用的应用',
                  '发布，得到一个能分享的推广页',
                  '请用得好的客户扫码评价，评价带着身份凭证展示在推广页上',
                ]}
              />
            </EmptyState>
          ) : (
            <>
              <SolutionTable rows={items} />
              <Pager
                onFirst={cursor === '' ? undefined : () => setAddress({ cursor: '' })}
                onNext={next === undefined ? undefined : () => setAddress({ cursor: next })}
              />
            </>
          )
        }
      </Loaded>
    </StaffPage>
  )
}
