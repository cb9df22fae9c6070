import type { PhoneMessage } from '../../wecom/platform/views'

/** One line of the chat list: everything one sender said. */
export interface Chat {
  /** Name of the app, or of WeCom itself. */
  readonly name: string
  /** Newest first. */
  readonly messages: readonly PhoneMessage[]
  /** Messages that came after the chat was last opened. */
  readonly unread: number
}

/** Chat name → epoch ms of the newest message seen. */
export type SeenAt = Readonly<Record<string, number>>

/**
 * Sorts messages into chats, the one with the newest message first.
 * @param messages newest first, as `client.messages` gives them
 * @param seen when each chat was last read
 */
export function chatsOf(messages: readonly PhoneMessage[], seen: SeenAt): readonly Chat[] {
  const byName = new Map<string, PhoneMessage[]>()
  for (const message of messages) {
    const chat = byName.get(message.from.name)
    if (chat) chat.push(message)
    else byName.set(message.from.name, [message])
  }
  return [...byName].map(([name, list]) => ({
    name,
    messages: list,
    unread: list.filter((message) => message.at > (seen[name] ?? 0)).length,
  }))
}

/** What the chat list shows of a message. */
export function previewOf(message: PhoneMessage): string {
  return message.title || message.text.replace(/<[^>]*>/g, ' ').trim() || '[消息]'
}

/** `parse` of stored reading times. */
export function asSeenAt(raw: unknown): SeenAt | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined
  const entries = Object.entries(raw).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  return Object.fromEntries(entries)
}
