import { useEffect, useState, type ReactNode } from 'react'
import type { PhoneMessage } from '../../wecom/platform/views'
import { sayWhen } from '../state/say-time'
import { useNow } from '../state/use-now'
import { Icon } from '../ui/icons'
import { Avatar, Empty } from '../ui/pieces'
import { chatsOf, previewOf, type Chat, type SeenAt } from './chats'
import { MessageCard } from './message-card'
import { PictureSheet } from './picture-sheet'
import { snapshotFrom, type Snapshot } from './read-pixels'
import { usePhone } from './use-phone'
import { usePictures } from './use-pictures'
import type { Picture } from './album'

/** The chat in which pictures arrive that were forwarded from a phone of this desk. */
const FILE_HELPER = '文件传输助手'
/** Without a reading of the stand-in's clock nothing is called recent. */
const NO_TIME = 0

/** 消息: chats with the apps, WeCom's own notices, and forwarded pictures. */
export function ChatsTab(props: {
  messages: readonly PhoneMessage[]
  trouble: string | undefined
  open: string | undefined
  onOpen: (name: string | undefined) => void
  seen: SeenAt
  onSeen: (seen: SeenAt) => void
  onAnswered: () => Promise<void>
}): ReactNode {
  const { messages, trouble, open, onOpen, seen, onSeen, onAnswered } = props
  const { seat } = usePhone()
  const now = useNow(20_000) ?? NO_TIME
  const { pictures } = usePictures(seat, 'chat')
  const chats = chatsOf(messages, seen)
  const current = chats.find((chat) => chat.name === open)
  const newestAt = current?.messages[0]?.at
  // Whatever arrives while its chat is open counts as read.
  useEffect(() => {
    if (open !== undefined && newestAt !== undefined && seen[open] !== newestAt) onSeen({ ...seen, [open]: newestAt })
  }, [open, newestAt, seen, onSeen])
  if (open === FILE_HELPER) return <PictureChat pictures={pictures} now={now} onBack={() => onOpen(undefined)} />
  if (current) return <Conversation chat={current} now={now} onBack={() => onOpen(undefined)} onAnswered={onAnswered} />
  return (
    <div className="screen">
      <ScreenTitle title="消息" />
      {trouble !== undefined && <p className="notice">{trouble}</p>}
      {chats.length === 0 && pictures.length === 0 && (
        <Empty title="还没有消息">应用发来的提醒、权限申请和上线通知都会到这里。</Empty>
      )}
      <ul className="rows">
        {chats.map((chat) => (
          <li key={chat.name}>
            <button type="button" className="row-button" onClick={() => onOpen(chat.name)}>
              <Avatar name={chat.name} square />
              <span className="row-main">
                <b>{chat.name}</b>
                <span>{chat.messages[0] && previewOf(chat.messages[0])}</span>
              </span>
              <span className="row-side">
                <time>{chat.messages[0] && sayWhen(chat.messages[0].at, now)}</time>
                {chat.unread > 0 && (
                  <span className="badge">
                    {chat.unread}
                    <span className="unseen"> 条未读</span>
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
        {pictures[0] && (
          <li>
            <button type="button" className="row-button" onClick={() => onOpen(FILE_HELPER)}>
              <Avatar name={FILE_HELPER} square tone={3} />
              <span className="row-main">
                <b>{FILE_HELPER}</b>
                <span>[图片] {pictures[0].name}</span>
              </span>
              <span className="row-side">
                <time>{sayWhen(pictures[0].savedAt, now)}</time>
              </span>
            </button>
          </li>
        )}
      </ul>
    </div>
  )
}

/** Title line of a screen, with a way back where there is one. */
export function ScreenTitle(props: { title: string; onBack?: () => void; aside?: ReactNode }): ReactNode {
  return (
    <div className="screen-title">
      {props.onBack && (
        <button type="button" className="icon-button" aria-label="返回" onClick={props.onBack}>
          <Icon name="back" />
        </button>
      )}
      <h2>{props.title}</h2>
      {props.aside}
    </div>
  )
}

function Conversation(props: {
  chat: Chat
  now: number
  onBack: () => void
  onAnswered: () => Promise<void>
}): ReactNode {
  const { chat, now, onBack, onAnswered } = props
  return (
    <div className="screen screen-chat">
      <ScreenTitle title={chat.name} onBack={onBack} />
      <ol className="talk">
        {[...chat.messages].reverse().map((message) => (
          <li key={message.id}>
            <time className="talk-time">{sayWhen(message.at, now)}</time>
            <MessageCard message={message} onAnswered={onAnswered} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function PictureChat(props: { pictures: readonly Picture[]; now: number; onBack: () => void }): ReactNode {
  const { pictures, now, onBack } = props
  const [held, setHeld] = useState<{ name: string; snapshot: Snapshot }>()
  const hold = async (picture: Picture) => {
    const snapshot = await snapshotFrom(picture.dataUrl)
    if (snapshot) setHeld({ name: picture.name, snapshot })
  }
  return (
    <div className="screen screen-chat">
      <ScreenTitle title={FILE_HELPER} onBack={onBack} />
      <ol className="talk">
        {[...pictures].reverse().map((picture) => (
          <li key={picture.id}>
            <time className="talk-time">{sayWhen(picture.savedAt, now)}</time>
            <div className="message message-own">
              <button type="button" className="sent-picture" onClick={() => void hold(picture)}>
                <img src={picture.dataUrl} alt={picture.name} />
              </button>
            </div>
          </li>
        ))}
      </ol>
      {held && (
        <PictureSheet picture={held.snapshot} name={held.name} now={now} canScan onClose={() => setHeld(undefined)} />
      )}
    </div>
  )
}
