import { useState } from 'react'
import type { DossierView } from '@shared/contract/permission'
import type { Me } from '@shared/contract/session'
import { Box } from '../../components/box'
import { Button } from '../../components/button'
import { Link } from '../../components/link'
import { FaultState, Loaded, StateView } from '../../components/state-view'
import { readApp } from '../../features/permission/app-at'
import { AskForm } from '../../features/permission/ask-form'
import { EffectiveSet } from '../../features/permission/effective-set'
import { FileCard } from '../../features/permission/file-card'
import { useDossier, type AppAt } from '../../features/permission/reads'
import { ReminderCard } from '../../features/permission/reminder-card'
import { RequestCard } from '../../features/permission/request-card'
import { RequestResult } from '../../features/permission/request-result'
import { isFileable, isOpen, turnForStaff } from '../../features/permission/words'
import { RequireSession } from '../../features/session/require-session'
import { StaffPage } from '../../features/shell/console'
import { useQuery } from '../../platform/navigate'
import type { Place } from '../../platform/place'

const CUSTOMERS = { place: { route: '/console/customers/index' }, words: '客户' } as const

/** The custom permissions of one app in one corp: what is in force, what is asked, whose turn it is. */
export default function PermissionPage() {
  const query = useQuery()
  const app = readApp(query)
  const here: Place = { route: '/console/permission/index', query }
  return (
    <RequireSession side="staff" here={here}>
      {(me) => (app ? <Dossier me={me} here={here} app={app} /> : <Unknown me={me} here={here} />)}
    </RequireSession>
  )
}

function Unknown({ me, here }: { me: Me; here: Place }) {
  return (
    <StaffPage me={me} here={here} title="权限" parent={CUSTOMERS}>
      <StateView
        icon="link"
        title="没认出是哪个客户的哪个应用"
        action={
          <Link look="primary" to={CUSTOMERS.place}>
            从客户列表进入
          </Link>
        }
      >
        地址里少了一段，可能是复制时被截断了。
      </StateView>
    </StaffPage>
  )
}

function Dossier({ me, here, app }: { me: Me; here: Place; app: AppAt }) {
  const reading = useDossier(app)
  const dossier = reading.data
  if (!dossier) {
    return (
      <StaffPage me={me} here={here} title="权限" parent={CUSTOMERS}>
        {reading.error ? (
          <FaultState error={reading.error} onRetry={() => void reading.refetch()} />
        ) : (
          <Loaded reading={reading} rows={6}>
            {() => null}
          </Loaded>
        )}
      </StaffPage>
    )
  }
  return (
    <StaffPage
      me={me}
      here={here}
      title={`${dossier.appName}的权限`}
      lead={`${dossier.corpName} · ${turnForStaff(dossier.request, dossier.corpName)}`}
      parent={{
        place: { route: '/console/customer/index', query: { corp: app.corpId, suite: app.suiteId } },
        words: dossier.corpName,
      }}
      aside={
        <>
          <EffectiveSet dossier={dossier} title="企业已确认权限" />
          {isOpen(dossier.request) && <ReminderCard dossier={dossier} request={dossier.request} />}
        </>
      }
    >
      <Loaded reading={reading}>{(fresh) => <Work dossier={fresh} />}</Loaded>
    </StaffPage>
  )
}

/** The request and what can be done about it; what is being written stays while the dossier changes underneath. */
function Work({ dossier }: { dossier: DossierView }) {
  const { request } = dossier
  const [isAsking, setAsking] = useState(request === undefined)
  return (
    <>
      {request && isFileable(request) && <FileCard dossier={dossier} request={request} />}
      {request && !isOpen(request) && <RequestResult dossier={dossier} request={request} />}
      {request && <RequestCard dossier={dossier} request={request} />}
      {isAsking ? (
        <AskForm dossier={dossier} onDone={() => setAsking(false)} onCancel={request && (() => setAsking(false))} />
      ) : (
        <Box>
          <Button icon="plus" onPress={() => setAsking(true)}>
            {isOpen(request) ? '用新的申请取代' : '再申请权限'}
          </Button>
        </Box>
      )}
    </>
  )
}
