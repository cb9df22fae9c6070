import { useEffect, useRef, useState } from 'react'
import * as v from 'valibot'
import { linkToken } from '@shared/contract/fields'
import type { OpenedInvitation } from '@shared/contract/invitation'
import { Box } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Link } from '../../components/link'
import { PhonePage } from '../../components/page-frame/phone'
import { Loaded, StateView } from '../../components/state-view'
import { StepTracker } from '../../components/step-tracker'
import { TimeText } from '../../components/time-text'
import { AppList } from '../../features/invitation/app-list'
import { AuthoriseStep } from '../../features/invitation/authorise-step'
import { customerStage, customerSteps } from '../../features/invitation/customer-stage'
import { ProgressCards } from '../../features/invitation/progress-step'
import { useOpenedInvitation, useRecordOpen, type LinkKey } from '../../features/invitation/reads'
import { SignInStep } from '../../features/invitation/sign-in-step'
import { asProviderId } from '../../features/session/use-provider'
import { useQuery } from '../../platform/navigate'
import { useNow } from '../../platform/now'
import { useShare } from '../../platform/share'
import { rememberProvider } from '../../platform/sign-in'

/** After this long without another app being authorised, the rest is offered again. */
const REST_AFTER_MS = 20_000

/** What stands behind our link, for whoever holds it: no sign-in needed to look and to authorise. */
export default function LinkPage() {
  const query = useQuery()
  const provider = asProviderId(query.provider)
  const token = v.safeParse(linkToken, query.token)
  if (provider && token.success) return <InvitationPage link={{ provider, token: token.output }} />
  return (
    <PhonePage title="链接不完整">
      <StateView
        icon="link"
        title="没认出这个邀请"
        action={
          <Link look="primary" to={{ route: '/pages/scan/index' }} replace>
            重新扫码或粘贴链接
          </Link>
        }
      >
        链接里少了一段，可能是复制时被截断了。请向发给您的人再要一次。
      </StateView>
    </PhonePage>
  )
}

function InvitationPage({ link }: { link: LinkKey }) {
  const reading = useOpenedInvitation(link)
  const { mutate: recordOpen } = useRecordOpen()
  const isRecorded = useRef(false)
  const isThere = reading.data !== undefined
  useEffect(() => {
    if (!isThere || isRecorded.current) return
    isRecorded.current = true
    rememberProvider(link.provider)
    recordOpen(link)
  }, [isThere, recordOpen, link])
  const provider = reading.data?.provider.name
  useShare(provider ? `${provider} 的授权邀请` : '授权邀请', {
    route: '/customer/link/index',
    query: { provider: link.provider, token: link.token },
  })
  if (!reading.data) {
    return (
      <PhonePage title="邀请">
        <Loaded reading={reading}>{() => null}</Loaded>
      </PhonePage>
    )
  }
  return <Opened link={link} invitation={reading.data} />
}

function Opened({ link, invitation }: { link: LinkKey; invitation: OpenedInvitation }) {
  const [hasBegun, setBegun] = useState(false)
  const stage = customerStage(invitation, hasBegun)
  const templates = invitation.items.filter((item) => item.kind === 'template')
  const signInSuite = invitation.items.find((item) => item.kind === 'suite')
  const { provider, customerName, ownerName, note, createdAt } = invitation
  return (
    <PhonePage
      eyebrow={`${provider.name} 的邀请`}
      title={`为${customerName}开通 ${templates.length} 个应用`}
      lead={
        <>
          {ownerName} 发起于 <TimeText at={createdAt} />
        </>
      }
      action={
        stage === 'read' ? (
          <Button id="begin" look="primary" wide onPress={() => setBegun(true)}>
            我已了解，开始授权
          </Button>
        ) : stage === 'done' ? (
          <Link look="primary" wide to={{ route: '/customer/inbox/index' }}>
            查看我的待办
          </Link>
        ) : undefined
      }
    >
      {stage === 'revoked' ? (
        <StateView icon="stop" title="这份邀请已经作废">
          {`已完成的授权不受影响。如果仍然需要，请联系${provider.name}的${ownerName}重新发一份。`}
        </StateView>
      ) : (
        <>
          {stage !== 'read' && <StepTracker label="整体进度" steps={customerSteps(invitation)} />}
          {stage === 'read' && (
            <>
              {note && (
                <Card title={`${ownerName}的说明`}>
                  <Box>{note}</Box>
                </Card>
              )}
              <Card title="要授权的应用，以及为什么">
                <AppList items={templates} showState />
              </Card>
              <Card title="授权意味着什么">
                <Box>
                  授权由企业微信完成：您会在企业微信的确认页看到每一项权限，同意后才生效。之后您随时可以在企业微信的管理后台缩小可见范围或取消授权。
                </Box>
              </Card>
            </>
          )}
          {stage === 'signIn' && signInSuite && (
            <SignInStep link={link} name={signInSuite.name} providerName={provider.name} />
          )}
          {stage === 'authorise' && <AuthoriseStep link={link} items={templates} />}
          {(stage === 'progress' || stage === 'done') && (
            <Box live="polite">
              {stage === 'done' && (
                <StateView isDone icon="check-circle" title="全部完成">
                  {`${templates.length} 个应用都已连通，并经过实际调用验证。接下来由${provider.name}配置，需要您确认时会出现在待办里。`}
                </StateView>
              )}
            </Box>
          )}
          {stage === 'progress' && <AuthoriseRest link={link} invitation={invitation} />}
          {(stage === 'progress' || stage === 'done') && (
            <ProgressCards items={templates} waitsFor="等待您在企业微信里确认" />
          )}
        </>
      )}
    </PhonePage>
  )
}

/** Some apps are authorised, others not: the QR stays at hand for the rest. */
function AuthoriseRest({ link, invitation }: { link: LinkKey; invitation: OpenedInvitation }) {
  const [isShown, setShown] = useState(false)
  const now = useNow()
  const rest = invitation.items.filter((item) => item.kind === 'template' && !item.install)
  const last = Math.max(0, ...invitation.items.map((item) => item.install?.doneAt.authorised ?? 0))
  // WeCom announces each app by itself: what comes a moment later is not missing.
  if (rest.length === 0 || now - last < REST_AFTER_MS) return null
  if (isShown) return <AuthoriseStep link={link} items={rest} />
  return <Button onPress={() => setShown(true)}>{`还有 ${rest.length} 个应用没有授权，继续`}</Button>
}
