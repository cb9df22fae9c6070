import { useState } from 'react'
import type { InvitationView } from '@shared/contract/invitation'
import type { Me } from '@shared/contract/session'
import { Box } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ConfirmSheet } from '../../components/confirm-sheet'
import { Loaded, FaultState, StateView } from '../../components/state-view'
import { StateChip } from '../../components/state-chip'
import { LinkCard } from '../../features/invitation/link-card'
import { ProgressCards } from '../../features/invitation/progress-step'
import { useInvitation, useRevokeInvitation } from '../../features/invitation/reads'
import { phaseWords, waitingFor } from '../../features/invitation/words'
import { RequireSession } from '../../features/session/require-session'
import { StaffPage } from '../../features/shell/console'
import { useQuery } from '../../platform/navigate'
import type { Place } from '../../platform/place'

const PARENT = { place: { route: '/console/invitations/index' }, words: '邀请' } as const

/** One invitation: its link, and every app's progress as it happens. */
export default function InvitationPage() {
  const { id = '' } = useQuery()
  const here: Place = { route: '/console/invitation/index', query: { id } }
  return (
    <RequireSession side="staff" here={here}>
      {(me) => <Detail me={me} here={here} id={id} />}
    </RequireSession>
  )
}

function Detail({ me, here, id }: { me: Me; here: Place; id: string }) {
  const reading = useInvitation(id)
  const invitation = reading.data
  if (!invitation) {
    return (
      <StaffPage me={me} here={here} title="邀请详情" parent={PARENT}>
        {reading.error ? (
          <FaultState error={reading.error} onRetry={() => void reading.refetch()} />
        ) : (
          <Loaded reading={reading}>{() => null}</Loaded>
        )}
      </StaffPage>
    )
  }
  const templates = invitation.items.filter((item) => item.kind === 'template')
  const entry = invitation.items.filter((item) => item.kind === 'suite')
  const isUsable = invitation.revokedAt === undefined
  // Until somebody authorises, the link is what staff came for: it stands first, also where the page is narrow.
  const isLinkFirst = isUsable && (invitation.phase === 'waiting' || invitation.phase === 'opened')
  return (
    <StaffPage
      me={me}
      here={here}
      title={invitation.customerName}
      parent={PARENT}
      lead={waitingFor(invitation)}
      actions={
        <>
          <StateChip {...phaseWords(invitation.phase)} />
          {isUsable && <Revoke invitation={invitation} />}
        </>
      }
      aside={isUsable && <LinkCard invitation={invitation} />}
      asideFirst={isLinkFirst}
    >
      {!isUsable && (
        <StateView icon="stop" title="这份邀请已作废">
          链接不再能用。已经完成的授权不受影响，见“客户”。
        </StateView>
      )}
      {invitation.note && (
        <Card title="给客户的说明">
          <Box>{invitation.note}</Box>
        </Card>
      )}
      <ProgressCards items={templates} waitsFor={`等待${invitation.customerName}的管理员在企业微信里确认`} across />
      <ProgressCards items={entry} waitsFor="客户可以跳过；跳过后提醒发不到企业微信" across />
    </StaffPage>
  )
}

function Revoke({ invitation }: { invitation: InvitationView }) {
  const [isAsking, setAsking] = useState(false)
  const revoke = useRevokeInvitation()
  return (
    <>
      <Button look="danger" size="dense" onPress={() => setAsking(true)}>
        作废
      </Button>
      <ConfirmSheet
        open={isAsking}
        title={`作废给${invitation.customerName}的邀请？`}
        act="作废"
        isDangerous
        effects={[
          '链接和二维码立即失效，客户打开会看到“已作废”',
          '已经完成的授权保留，不受影响',
          '不能恢复；需要时可以新建一份邀请',
        ]}
        onConfirm={() => revoke.mutateAsync({ id: invitation.id })}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
