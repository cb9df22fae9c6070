import { EmptyState, Loaded } from '../../components/state-view'
import { RegistryTable } from '../../features/registry/registry-table'
import { useRegistry } from '../../features/registry/reads'
import { RequireSession } from '../../features/session/require-session'
import { StaffPage } from '../../features/shell/console'
import type { Me } from '@shared/contract/session'

const HERE = { route: '/console/apps/index' } as const

/** The provider's suites and templates. */
export default function AppsPage() {
  return (
    <RequireSession side="staff" here={HERE}>
      {(me) => <Apps me={me} />}
    </RequireSession>
  )
}

function Apps({ me }: { me: Me }) {
  const registry = useRegistry()
  return (
    <StaffPage
      me={me}
      here={HERE}
      title="应用"
      lead="您的第三方应用和代开发模板。企业微信每 10 分钟推送一次票据，断了就不能代客户调用接口。"
    >
      <Loaded reading={registry} rows={6}>
        {({ suites }) =>
          suites.length === 0 ? (
            <EmptyState icon="apps" title="还没有登记应用">
              在企业微信服务商后台创建应用或模板后，由运营人员登记到合契。
            </EmptyState>
          ) : (
            <RegistryTable suites={suites} />
          )
        }
      </Loaded>
    </StaffPage>
  )
}
