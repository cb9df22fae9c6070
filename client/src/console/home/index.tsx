import type { Me } from '@shared/contract/session'
import { Card } from '../../components/card'
import { Section } from '../../components/section'
import { Link } from '../../components/link'
import { EmptyState, Loaded } from '../../components/state-view'
import { AttentionList } from '../../features/invitation/attention-list'
import { InvitationTable } from '../../features/invitation/invitation-table'
import { useInvitations } from '../../features/invitation/reads'
import { TicketAlarms } from '../../features/registry/ticket-alarms'
import { RequireSession } from '../../features/session/require-session'
import { StaffPage } from '../../features/shell/console'

const HERE = { route: '/console/home/index' } as const

/** The first look of the day: who is stuck, and what went on. */
export default function HomePage() {
  return (
    <RequireSession side="staff" here={HERE}>
      {(me) => <Home me={me} />}
    </RequireSession>
  )
}

const newInvitation = (
  <Link look="primary" icon="plus" to={{ route: '/console/invite/index' }}>
    新建邀请
  </Link>
)

function Home({ me }: { me: Me }) {
  const reading = useInvitations('', undefined)
  return (
    <StaffPage
      me={me}
      here={HERE}
      title="工作台"
      lead={`${me.name}，您好。`}
      actions={newInvitation}
      aside={<TicketAlarms />}
    >
      <Loaded reading={reading} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <EmptyState icon="invite" title="从第一份邀请开始" action={newInvitation}>
                选好应用，把链接发给客户的管理员。授权到哪一步、卡在谁那里，都会显示在这里。
              </EmptyState>
            </Card>
          ) : (
            <>
              <AttentionList rows={items} />
              <Section title="最近的邀请">
                <InvitationTable brief rows={items.slice(0, 5)} />
              </Section>
              <Link to={{ route: '/console/invitations/index' }}>全部邀请</Link>
            </>
          )
        }
      </Loaded>
    </StaffPage>
  )
}
