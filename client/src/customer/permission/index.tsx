import { useState } from 'react'
import type { DossierView, RequestView } from '@shared/contract/permission'
import { Button } from '../../components/button'
import { Link } from '../../components/link'
import { PhonePage } from '../../components/page-frame/phone'
import { Loaded, StateView } from '../../components/state-view'
import { readSuite } from '../../features/permission/app-at'
import { ChoosePermissions, ConfirmChoice, useChosenSet } from '../../features/permission/choose-permissions'
import { AnsweredNote, ConfirmInWeCom, WaitingForProvider } from '../../features/permission/customer-state'
import { DeclineSheet } from '../../features/permission/decline-sheet'
import { EffectiveSet } from '../../features/permission/effective-set'
import { useDecline, useOwnDossier } from '../../features/permission/reads'
import { RequestResult } from '../../features/permission/request-result'
import { isOpen, wantedItems } from '../../features/permission/words'
import { RequireSession } from '../../features/session/require-session'
import { useQuery } from '../../platform/navigate'
import type { Place } from '../../platform/place'
import type { SuiteId } from '@shared/wecom/ids'

const INBOX = { route: '/customer/inbox/index' } as const

/** What an admin is asked to permit, and what has come of it. */
export default function PermissionPage() {
  const query = useQuery()
  const suiteId = readSuite(query)
  const here: Place = { route: '/customer/permission/index', query }
  return (
    <RequireSession side="customer" here={here}>
      {() =>
        suiteId ? (
          <Dossier suiteId={suiteId} />
        ) : (
          <PhonePage title="确认权限" parent={INBOX}>
            <StateView icon="link" title="没认出是哪个应用" action={toInbox}>
              地址里少了一段。需要您确认的权限都在待办里。
            </StateView>
          </PhonePage>
        )
      }
    </RequireSession>
  )
}

const toInbox = (
  <Link look="primary" to={INBOX} replace>
    回到待办
  </Link>
)

function Dossier({ suiteId }: { suiteId: SuiteId }) {
  const reading = useOwnDossier(suiteId)
  const dossier = reading.data
  if (!dossier) {
    return (
      <PhonePage title="确认权限" parent={INBOX}>
        <Loaded reading={reading} rows={6}>
          {() => null}
        </Loaded>
      </PhonePage>
    )
  }
  const { request } = dossier
  return (
    <Loaded reading={reading}>
      {() =>
        request && request.state !== 'superseded' ? (
          // A newer request is another question: what was switched belongs to the old one.
          <Request key={request.no} dossier={dossier} request={request} />
        ) : (
          <PhonePage title="没有要确认的权限" eyebrow={dossier.appName} parent={INBOX} action={toInbox}>
            <StateView isDone icon="check-circle" title="现在不用做什么">
              {`${dossier.provider.name}没有在等您确认权限。下面是已经生效的，随时可以来看。`}
            </StateView>
            <EffectiveSet dossier={dossier} title="已经生效的权限" />
          </PhonePage>
        )
      }
    </Loaded>
  )
}

interface RequestProps {
  dossier: DossierView
  request: RequestView
}

function Request({ dossier, request }: RequestProps) {
  const [isChanging, setChanging] = useState(false)
  const chosen = useChosenSet(request)
  const isChoosing = request.state === 'draft' || (request.state === 'consulted' && isChanging)
  return (
    <PhonePage
      title={titleOf(request)}
      eyebrow={`${dossier.provider.name} · ${dossier.appName}`}
      parent={INBOX}
      action={
        isChoosing ? (
          <>
            <ConfirmChoice dossier={dossier} request={request} chosen={chosen} onDone={() => setChanging(false)} />
            <Decline dossier={dossier} request={request} />
          </>
        ) : isOpen(request) ? (
          <>
            {request.state === 'consulted' && (
              <Button wide onPress={() => setChanging(true)}>
                改一改选择
              </Button>
            )}
            <Decline dossier={dossier} request={request} />
          </>
        ) : (
          toInbox
        )
      }
    >
      {isChoosing && <ChoosePermissions dossier={dossier} request={request} chosen={chosen} />}
      {!isChoosing && request.state === 'consulted' && <WaitingForProvider dossier={dossier} request={request} />}
      {request.state === 'filed' && <ConfirmInWeCom dossier={dossier} request={request} />}
      {!isOpen(request) && (
        <>
          <AnsweredNote dossier={dossier} request={request} />
          <RequestResult dossier={dossier} request={request} reader="customer" />
          <EffectiveSet dossier={dossier} title="现在生效的权限" />
        </>
      )}
    </PhonePage>
  )
}

function titleOf(request: RequestView): string {
  const count = wantedItems(request).length
  switch (request.state) {
    case 'draft':
      return `请您选择 ${count} 项权限`
    case 'consulted':
      return `您选好了 ${count} 项权限`
    case 'filed':
      return `到企业微信确认 ${count} 项权限`
    default:
      return '权限的结果'
  }
}

function Decline({ dossier, request }: RequestProps) {
  const [isOpenSheet, setOpen] = useState(false)
  const decline = useDecline()
  return (
    <>
      <Button look="quiet" wide onPress={() => setOpen(true)}>
        暂不同意
      </Button>
      <DeclineSheet
        open={isOpenSheet}
        title="暂不同意这次申请？"
        act="暂不同意"
        remarkLabel="想对服务商说的话"
        effects={[
          `${dossier.provider.name}会看到您的答复；已经生效的权限不受影响`,
          ...(request.items[0] ? [`可能的影响：${request.items[0].withoutIt}`] : []),
          ...(request.state === 'filed'
            ? ['企业微信自己发的确认消息不会因此消失，请在那条消息里点“暂不授权”']
            : ['服务商还没有在企业微信提交，您不会收到企业微信的消息']),
        ]}
        onDecline={(remark) =>
          decline.mutateAsync({
            suiteId: dossier.suiteId,
            no: request.no,
            ...(remark === '' ? {} : { remark }),
          })
        }
        onClose={() => setOpen(false)}
      />
    </>
  )
}
