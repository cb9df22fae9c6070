import { useEffect, type ReactNode } from 'react'
import type { SeatView } from '../../wecom/platform/views'
import { asOneOf, usePersisted } from '../state/persisted'
import type { Seat } from '../state/seat'
import { Icon } from '../ui/icons'
import { Tabs } from '../ui/tabs'
import { asSeenAt, chatsOf } from './chats'
import { ChatsTab } from './chats-tab'
import { MeTab } from './me-tab'
import type { useMessages } from './use-messages'
import { WorkbenchTab } from './workbench-tab'

const TABS = ['chats', 'bench', 'me'] as const
type TabId = (typeof TABS)[number]
const asTab = asOneOf(TABS)

/** WeCom's own three tabs, for whoever holds the phone. */
export function PhoneHome(props: {
  seat: Seat
  holder: SeatView
  mail: ReturnType<typeof useMessages>
  /** Name of the open chat. */
  chat: string | undefined
  onChat: (name: string | undefined) => void
}): ReactNode {
  const { seat, holder, mail, chat, onChat } = props
  const [tab, setTab] = usePersisted<TabId>(`phone/${seat}/tab`, 'chats', asTab)
  const [seen, setSeen] = usePersisted(`seen/${seat}/${holder.corpId}/${holder.userId}`, {}, asSeenAt)
  const unread = chatsOf(mail.messages, seen).reduce((sum, line) => sum + line.unread, 0)
  // The banner of a new message opens its chat, wherever the person was.
  useEffect(() => {
    if (chat !== undefined) setTab('chats')
  }, [chat, setTab])
  return (
    <Tabs
      label="企业微信"
      className="wecom"
      at="bottom"
      current={tab}
      onChoose={(next) => {
        setTab(next)
        onChat(undefined)
      }}
      tabs={[
        { id: 'chats', label: '消息', icon: <Icon name="chat" />, badge: unread },
        { id: 'bench', label: '工作台', icon: <Icon name="grid" /> },
        { id: 'me', label: '我', icon: <Icon name="person" /> },
      ]}
    >
      {tab === 'chats' && (
        <ChatsTab
          messages={mail.messages}
          trouble={mail.trouble}
          open={chat}
          onOpen={onChat}
          seen={seen}
          onSeen={setSeen}
          onAnswered={mail.read}
        />
      )}
      {tab === 'bench' && <WorkbenchTab />}
      {tab === 'me' && <MeTab />}
    </Tabs>
  )
}
