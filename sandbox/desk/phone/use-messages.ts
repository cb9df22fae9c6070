import { useCallback, useEffect, useRef, useState } from 'react'
import type { PhoneMessage, SeatView } from '../../wecom/platform/views'
import { messageOf } from '../state/platform'
import type { Seat } from '../state/seat'
import { useDesk, usePolling } from '../state/use-desk'

const POLL_MS = 1500
const BANNER_MS = 6000

/** Messages of whoever holds the phone, and the one that has just arrived (for the banner on top of the screen). */
export function useMessages(seat: Seat, holder: SeatView | undefined) {
  const { platform } = useDesk()
  const [messages, setMessages] = useState<readonly PhoneMessage[]>([])
  const [trouble, setTrouble] = useState<string>()
  const who = holder && `${holder.corpId}/${holder.userId}`
  const read = useCallback(async () => {
    if (who === undefined) return setMessages([])
    try {
      const answer = await platform('client.messages', { seat })
      setMessages((before) => (JSON.stringify(before) === JSON.stringify(answer.messages) ? before : answer.messages))
      setTrouble(undefined)
    } catch (cause) {
      setTrouble(messageOf(cause))
    }
  }, [platform, seat, who])
  usePolling(read, POLL_MS)
  const { arrived, dismiss } = useArrived(messages, who)
  return { messages, trouble, arrived, dismiss, read }
}

function useArrived(messages: readonly PhoneMessage[], who: string | undefined) {
  const [arrived, setArrived] = useState<PhoneMessage>()
  const known = useRef<{ who: string | undefined; ids: ReadonlySet<string> }>({ who: undefined, ids: new Set() })
  useEffect(() => {
    const { who: before, ids } = known.current
    const fresh = messages.find((message) => !ids.has(message.id))
    known.current = { who: messages.length > 0 ? who : before, ids: new Set(messages.map((message) => message.id)) }
    // The first list after a change of hands is not news.
    if (!fresh || before !== who) return
    setArrived(fresh)
    const timer = setTimeout(() => setArrived(undefined), BANNER_MS)
    return () => clearTimeout(timer)
  }, [messages, who])
  return { arrived, dismiss: useCallback(() => setArrived(undefined), []) }
}
