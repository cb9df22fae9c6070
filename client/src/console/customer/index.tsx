import type { CorpAppView } from '@shared/contract/corp'
import type { Me } from '@shared/contract/session'
import type { TrackerView } from '@shared/contract/tracker'
import { Box } from '../../components/box'
import { Card } from '../../components/card'
import { Facts } from '../../components/facts'
import { Link } from '../../components/link'
import { StateChip } from '../../components/state-chip'
import { FaultState, Loaded, Loading, StateView } from '../../components/state-view'
import { TimeText } from '../../components/time-text'
import { corpAppState, publishState, rangeWords } from '../../features/corp/words'
import { readApp } from '../../features/permission/app-at'
import { DossierSummary } from '../../features/permission/dossier-summary'
import { useDossier, type AppAt } from '../../features/permission/reads'
import { RequireSession } from '../../features/session/require-session'
import { StaffPage } from '../../features/shell/console'
import { NudgeCard } from '../../features/tracker/nudge-card'
import { useCorpApp, useTracker } from '../../features/tracker/reads'
import { TrackerCard } from '../../features/tracker/tracker-card'
import { nudgeText } from '../../features/tracker/words'
import { useQuery } from '../../platform/navigate'
import type { Place } from '../../platform/place'

const CUSTOMERS = { place: { route: '/console/customers/index' }, words: '客户' } as const

/** One app in one corp: how far it is, what WeCom was last seen to say, and what its permissions wait for. */
export default function CustomerPage() {
  const query = useQuery()
  const app = readApp(query)
  const here: Place = { route: '/console/customer/index', query }
  return (
    <RequireSession side="staff" here={here}>
      {(me) => (app ? <Customer me={me} here={here} app={app} /> : <Unknown me={me} here={here} />)}
    </RequireSession>
  )
}

function Unknown({ me, here }: { me: Me; here: Place }) {
  return (
    <StaffPage me={me} here={here} title="客户详情" parent={CUSTOMERS}>
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

function Customer({ me, here, app }: { me: Me; here: Place; app: AppAt }) {
  const reading = useTracker(app)
  const tracker = reading.data
  const known = useCorpApp(app, tracker)
  if (!tracker) {
    return (
      <StaffPage me={me} here={here} title="客户详情" parent={CUSTOMERS}>
        {reading.error ? (
          <FaultState error={reading.error} onRetry={() => void reading.refetch()} />
        ) : (
          <Loading rows={6} />
        )}
      </StaffPage>
    )
  }
  const nudge = nudgeText(tracker, me.provider.name)
  return (
    <StaffPage
      me={me}
      here={here}
      title={tracker.corpName}
      lead={tracker.appName}
      parent={CUSTOMERS}
      actions={known.app && <StateChip {...corpAppState(known.app)} />}
      aside={nudge && <NudgeCard text={nudge} />}
    >
      <Loaded reading={reading}>
        {(fresh) => (
          <>
            <TrackerCard tracker={fresh} reader="staff" title="进度" across />
            {known.app?.status === 'cancelled' ? (
              <Cancelled />
            ) : (
              known.app?.kind !== 'suite' && <Permissions app={app} />
            )}
            <AppFacts reading={known} tracker={fresh} />
          </>
        )}
      </Loaded>
    </StaffPage>
  )
}

/** Nothing can be asked of a customer who took the app away. */
const Cancelled = () => (
  <Card title="授权已取消" aside={<StateChip mood="stopped" word="已取消授权" />}>
    <Box>
      客户在企业微信里取消了授权，应用的权限和可见范围都不再有效，之前的评价会注明这一点。要继续合作，请重新邀请。
    </Box>
    <Box>
      <Link look="primary" icon="plus" to={{ route: '/console/invite/index' }}>
        新建邀请
      </Link>
    </Box>
  </Card>
)

function Permissions({ app }: { app: AppAt }) {
  return <Loaded reading={useDossier(app)}>{(dossier) => <DossierSummary dossier={dossier} />}</Loaded>
}

/** What was last read of the app itself, each with what it rests on. */
function AppFacts({ reading, tracker }: { reading: ReturnType<typeof useCorpApp>; tracker: TrackerView }) {
  return (
    <Card title="应用状态">
      <Loaded reading={reading}>
        {() => <Facts facts={reading.app ? knownFacts(reading.app) : [['应用', tracker.appName]]} />}
      </Loaded>
    </Card>
  )
}

const knownFacts = (app: CorpAppView) =>
  [
    ['授权', <StateChip key="auth" {...corpAppState(app)} />],
    ['开发与上线', app.publishStatus ? <StateChip key="publish" {...publishState(app.publishStatus)} /> : '尚未读到'],
    [
      '可见范围',
      app.range ? (
        <StateChip
          key="range"
          mood={rangeWords(app.range.value) === '未设置' ? 'waiting' : 'done'}
          word={rangeWords(app.range.value)}
          basis={app.range.basis}
          at={app.range.at}
        />
      ) : (
        '尚未读到'
      ),
    ],
    ['授权时间', <TimeText key="at" at={app.authorisedAt} />],
    ['安装', app.generation > 1 ? `第 ${app.generation} 次（取消后重新授权过）` : '第 1 次'],
  ] as const
