import type { TrackerView } from '@shared/contract/tracker'
import { Box } from '../../components/box'
import { Link } from '../../components/link'
import { PhonePage } from '../../components/page-frame/phone'
import { EmptyState, Loaded } from '../../components/state-view'
import { RequireSession } from '../../features/session/require-session'
import { RangeAdvice } from '../../features/tracker/range-advice'
import { useOwnTrackers } from '../../features/tracker/reads'
import { TrackerCard } from '../../features/tracker/tracker-card'
import { currentStep } from '../../features/tracker/words'
import { useQuery } from '../../platform/navigate'
import type { Place } from '../../platform/place'

const INBOX = { route: '/customer/inbox/index' } as const

/** How far each of her company's apps is, and what helps with what waits for her. */
export default function TrackerPage() {
  const query = useQuery()
  const here: Place = { route: '/customer/tracker/index', query }
  return (
    <RequireSession side="customer" here={here}>
      {(me) => (
        <PhonePage
          title="应用进度"
          eyebrow={me.corpName}
          lead="每一步都写明依据和时间：已观察的是从企业微信读到的。"
          parent={INBOX}
        >
          <Trackers first={query.suite} />
        </PhonePage>
      )}
    </RequireSession>
  )
}

function Trackers({ first }: { first: string | undefined }) {
  const reading = useOwnTrackers()
  return (
    <Loaded reading={reading} rows={6}>
      {({ apps }) =>
        apps.length === 0 ? (
          <EmptyState
            icon="apps"
            title="还没有授权过应用"
            action={
              <Link look="primary" icon="scan" to={{ route: '/pages/scan/index' }}>
                打开一份邀请
              </Link>
            }
          >
            打开服务商发来的邀请并授权后，每个应用走到哪一步、轮到谁，都会显示在这里。
          </EmptyState>
        ) : (
          inOrder(apps, first).map((tracker) => <App key={tracker.suiteId} tracker={tracker} />)
        )
      }
    </Loaded>
  )
}

/** The app she came for stands first, then those that wait for her. */
function inOrder(apps: readonly TrackerView[], first: string | undefined): readonly TrackerView[] {
  const rank = (tracker: TrackerView) =>
    tracker.suiteId === first ? 0 : currentStep(tracker)?.turn === 'customer' ? 1 : 2
  return [...apps].sort((a, b) => rank(a) - rank(b))
}

function App({ tracker }: { tracker: TrackerView }) {
  const step = currentStep(tracker)
  return (
    <TrackerCard tracker={tracker} reader="customer" title={tracker.appName}>
      {step?.key === 'rangeSet' && <RangeAdvice appName={tracker.appName} />}
      {step?.key === 'permissions' && (
        <Box>
          <Link look="primary" wide to={{ route: '/customer/permission/index', query: { suite: tracker.suiteId } }}>
            看申请的权限
          </Link>
        </Box>
      )}
    </TrackerCard>
  )
}
