import type { ReactNode } from 'react'
import { asOneOf, usePersisted } from '../state/persisted'
import { sayClockExact, sayExact, sayWeekday } from '../state/say-time'
import { useDesk } from '../state/use-desk'
import { useNow } from '../state/use-now'
import { Icon } from '../ui/icons'
import { Empty } from '../ui/pieces'
import { Tabs } from '../ui/tabs'
import { ClockTab } from './clock-tab'
import { CustomerTab } from './customer-tab'
import { FaultsTab } from './faults-tab'
import { HoldersTab } from './holders-tab'
import { LogTab } from './log-tab'
import { PANEL_TABS, type PanelTab } from './panel-tabs'
import { ProviderTab } from './provider-tab'
import { ResetTab } from './reset-tab'
import { ReviewTab } from './review-tab'
import { waitingForReview } from './waiting-for-review'

const asPanelTab = asOneOf(PANEL_TABS)

/** Which tab is open; kept over a reload. */
export function usePanelTab(): readonly [PanelTab, (tab: PanelTab) => void] {
  return usePersisted<PanelTab>('panel/tab', 'provider', asPanelTab)
}

/** The third world: WeCom's consoles, reviewers, clock and faults. Looks like none of the other two, because no product has it. */
export function Panel(props: { tab: PanelTab; onTab: (tab: PanelTab) => void; onFold: () => void }): ReactNode {
  const { tab, onTab, onFold } = props
  const { world, trouble } = useDesk()
  const waiting = world ? waitingForReview(world).length : 0
  return (
    <aside className="panel" aria-label="企业微信侧">
      <header className="panel-head">
        <div>
          <h2>企业微信侧</h2>
          <span className="standin">替身 · 仅在本机</span>
        </div>
        <PanelClock />
        <button type="button" className="icon-button" aria-label="收起企业微信侧" onClick={onFold}>
          <Icon name="fold" size={18} />
        </button>
      </header>
      {trouble !== undefined && (
        <p className="panel-trouble" role="alert">
          {trouble}
        </p>
      )}
      <Tabs
        label="企业微信侧"
        className="panel"
        current={tab}
        onChoose={onTab}
        tabs={[
          { id: 'holders', label: '谁拿手机' },
          { id: 'provider', label: '服务商后台' },
          { id: 'review', label: '审核团队', badge: waiting },
          { id: 'customer', label: '客户后台' },
          { id: 'clock', label: '时钟' },
          { id: 'faults', label: '故障' },
          { id: 'log', label: '日志' },
          { id: 'reset', label: '重置' },
        ]}
      >
        {world ? <TabBody tab={tab} /> : <Empty title={trouble === undefined ? '正在连接替身' : '没有连上替身'} />}
      </Tabs>
    </aside>
  )
}

function TabBody(props: { tab: PanelTab }): ReactNode {
  switch (props.tab) {
    case 'holders':
      return <HoldersTab />
    case 'provider':
      return <ProviderTab />
    case 'review':
      return <ReviewTab />
    case 'customer':
      return <CustomerTab />
    case 'clock':
      return <ClockTab />
    case 'faults':
      return <FaultsTab />
    case 'log':
      return <LogTab />
    case 'reset':
      return <ResetTab />
  }
}

function PanelClock(): ReactNode {
  const now = useNow()
  if (now === undefined) return <span className="panel-clock">--:--:--</span>
  return (
    <time className="panel-clock" title={`${sayExact(now)} ${sayWeekday(now)}`}>
      {sayExact(now).slice(5, 10)} {sayClockExact(now)}
    </time>
  )
}
