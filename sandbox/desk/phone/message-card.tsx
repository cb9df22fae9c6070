import { useState, type ReactNode } from 'react'
import type { PhoneMessage } from '../../wecom/platform/views'
import { Avatar, Chip, type Tone } from '../ui/pieces'
import { Icon } from '../ui/icons'
import { PermissionSheet } from './permission-sheet'
import { textParts } from './text-parts'
import { usePhone } from './use-phone'

/** One message in a chat, in the shape WeCom gives its kind; a tap does what the message is for. */
export function MessageCard(props: { message: PhoneMessage; onAnswered: () => Promise<void> }): ReactNode {
  const { message, onAnswered } = props
  return (
    <div className="message">
      <Avatar name={message.from.name} square />
      <div className="message-body">{bodyOf(message, onAnswered)}</div>
    </div>
  )
}

function bodyOf(message: PhoneMessage, onAnswered: () => Promise<void>): ReactNode {
  switch (message.kind) {
    case 'permission':
      return <PermissionCard message={message} onAnswered={onAnswered} />
    case 'miniprogram_notice':
      return <NoticeCard message={message} />
    case 'launch':
      return <LaunchCard message={message} />
    case 'textcard':
    case 'news':
    case 'template_card':
      return <LinkCard message={message} />
    case 'text':
    case 'system':
      return <Bubble message={message} />
  }
}

function Bubble(props: { message: PhoneMessage }): ReactNode {
  return (
    <div className="bubble">
      {props.message.title && <strong>{props.message.title}</strong>}
      <RichText content={props.message.text} />
    </div>
  )
}

function RichText(props: { content: string }): ReactNode {
  const { openWeb } = usePhone()
  return (
    <p className="rich">
      {textParts(props.content).map((part, index) =>
        part.kind === 'text' ? (
          <span key={index}>{part.text}</span>
        ) : (
          <button key={index} type="button" className="link" onClick={() => openWeb(part.url)}>
            {part.text}
          </button>
        ),
      )}
    </p>
  )
}

function LinkCard(props: { message: PhoneMessage }): ReactNode {
  const { message } = props
  const { openWeb, openMiniProgram } = usePhone()
  const open = () => {
    if (message.miniProgram) openMiniProgram(message.miniProgram)
    else if (message.url) openWeb(message.url)
  }
  return (
    <button type="button" className="card" onClick={open}>
      <strong>{message.title}</strong>
      {message.text && (
        <span className="card-text">
          {textParts(message.text)
            .map((part) => part.text)
            .join('')}
        </span>
      )}
      <Rows items={message.items} />
      <CardFoot text={message.button ?? '详情'} />
    </button>
  )
}

function NoticeCard(props: { message: PhoneMessage }): ReactNode {
  const { message } = props
  const { openMiniProgram } = usePhone()
  const target = message.miniProgram
  const content = (
    <>
      <span className="card-from">{message.from.name}</span>
      <strong>{message.title}</strong>
      {message.text && <span className="card-text">{message.text}</span>}
      <Rows items={message.items} />
      {target && <CardFoot text={message.button ?? '进入小程序'} />}
    </>
  )
  if (!target) return <div className="card">{content}</div>
  return (
    <button type="button" className="card" onClick={() => openMiniProgram(target)}>
      {content}
    </button>
  )
}

function LaunchCard(props: { message: PhoneMessage }): ReactNode {
  const { message } = props
  const { openAppSettings } = usePhone()
  const suiteId = message.from.suiteId
  return (
    <div className="card">
      <strong>{message.title}</strong>
      {message.text && <span className="card-text">{message.text}</span>}
      <Rows items={message.items} />
      {suiteId !== undefined && (
        <button type="button" className="card-action" onClick={() => openAppSettings(suiteId)}>
          {message.button ?? '设置可见范围'}
          <Icon name="next" size={16} />
        </button>
      )}
    </div>
  )
}

const REQUEST_STATE: Readonly<Record<NonNullable<PhoneMessage['request']>['status'], readonly [string, Tone]>> = {
  open: ['待确认', 'waiting'],
  agreed: ['已同意', 'done'],
  declined: ['暂不授权', 'stopped'],
  replaced: ['已被新的申请替换', 'stopped'],
}

function PermissionCard(props: { message: PhoneMessage; onAnswered: () => Promise<void> }): ReactNode {
  const { message, onAnswered } = props
  const [open, setOpen] = useState(false)
  const request = message.request
  if (!request) return <Bubble message={message} />
  const [word, tone] = REQUEST_STATE[request.status]
  return (
    <div className="card">
      <span className="card-line">
        <strong>{message.title}</strong>
        <Chip tone={tone}>{word}</Chip>
      </span>
      {message.text && <span className="card-text">{message.text}</span>}
      <Rows items={message.items} />
      <button type="button" className="card-action" onClick={() => setOpen(true)}>
        {request.status === 'open' ? '查看并确认' : '查看详情'}
        <Icon name="next" size={16} />
      </button>
      {open && <PermissionSheet request={request} onAnswered={onAnswered} onClose={() => setOpen(false)} />}
    </div>
  )
}

function Rows(props: { items: PhoneMessage['items'] }): ReactNode {
  if (props.items.length === 0) return null
  return (
    <span className="card-rows">
      {props.items.map((item, index) => (
        <span key={index} className="card-row">
          <span>{item.key}</span>
          <span>{item.value}</span>
        </span>
      ))}
    </span>
  )
}

function CardFoot(props: { text: string }): ReactNode {
  return (
    <span className="card-foot">
      {props.text}
      <Icon name="next" size={16} />
    </span>
  )
}
