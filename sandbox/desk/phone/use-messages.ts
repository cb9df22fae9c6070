import { useCallback, useEffect, useRef, useState } from 'react'
import type { PhoneMessage } from '../../wecom/platform/views'
import { messageOf } from '../state/platform'
import type { Seat } from '../state/seat'
import { useDesk, usePolling } from '../state/use-desk'

const POLL_MS = 1500
const BANNER_MS = 6000

/**
 * Messages of whoever holds the phone, and the one that has just arrived (for the banner on top of the screen).
 * @param isHeld false asks nothing: nobody has messages
 */
export function useMessages(seat: Seat, isHeld: boolean) {
  const { platform } = useDesk()
  const [messages, setMessages] = useState<readonly PhoneMessage[]>()
  const [trouble, setTrouble] = useState<string>()
  const read = useCallback(async () => {
    if (!isHeld) return
    try {
      const answer = await platform('client.messages', { seat })
      setMessages((before) => (JSON.stringify(before) === JSON.stringify(answer.messages) ? before : answer.messages))
      setTrouble(undefined)
    } catch (cause) {
      setTrouble(messageOf(cause))
    }
  }, [platform, seat, isHeld])
  usePolling(read, POLL_MS)
  const { arrived, dismiss } = useArrived(messages)
  return { messages: messages ?? NONE, trouble, arrived, dismiss, read }
}

const NONE: readonly PhoneMessage[] = []

function useArrived(messages: readonly PhoneMessage[] | undefined) {
  const [arrived, setArrived] = useState<PhoneMessage>()
  const known = useRef<ReadonlySet<string>>(undefined)
  useEffect(() => {
    if (!messages) return
    const fresh = newest(messages, known.current)
    known.current = new Set(messages.map((message) => message.id))
    if (!fresh) return
    setArrived(fresh)
    const timer = setTimeout(() => setArrived(undefined), BANNER_MS)
    return () => clearTimeout(timer)
  }, [messages])
  return { arrived, dismiss: useCallback(() => setArrived(undefined), []) }
}

/**
 * The message to announce.
 * @param messages newest first
 * @param known ids seen so far; undefined before the first reading, which is no news
 */
export function newest(
  messages: readonly PhoneMessage[],
  known: ReadonlySet<string> | undefined,
): PhoneMessage | undefined {
  return known && messages.find((message) => !known.has(message.id))
}
