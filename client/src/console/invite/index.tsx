import type { Me } from '@shared/contract/session'
import { Link } from '../../components/link'
import { EmptyState, Loaded } from '../../components/state-view'
import { InviteForm } from '../../features/invitation/invite-form'
import { useRegistry } from '../../features/registry/reads'
import { RequireSession } from '../../features/session/require-session'
import { StaffPage } from '../../features/shell/console'
import { replace } from '../../platform/navigate'

const HERE = { route: '/console/invite/index' } as const

/** A new invitation. */
export default function InvitePage() {
  return (
    <RequireSession side="staff" here={HERE}>
      {(me) => <Invite me={me} />}
    </RequireSession>
  )
}

function Invite({ me }: { me: Me }) {
  const registry = useRegistry()
  return (
    <StaffPage
      me={me}
      here={HERE}
      title="新建邀请"
      parent={{ place: { route: '/console/invitations/index' }, words: '邀请' }}
      lead="登录应用会自动作为第一步加入，客户可以跳过。"
    >
      <Loaded reading={registry} rows={6}>
        {({ suites }) => {
          const templates = suites.filter((suite) => suite.kind === 'template')
          if (templates.length > 0) {
            return (
              <InviteForm
                templates={templates}
                onDone={({ id }) => void replace({ route: '/console/invitation/index', query: { id } })}
              />
            )
          }
          return (
            <EmptyState
              icon="apps"
              title="还没有代开发模板"
              action={<Link to={{ route: '/console/apps/index' }}>看看已登记的应用</Link>}
            >
              邀请客户授权之前，先在企业微信服务商后台创建并上线一个代开发模板。
            </EmptyState>
          )
        }}
      </Loaded>
    </StaffPage>
  )
}
