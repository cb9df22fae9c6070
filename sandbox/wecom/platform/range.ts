/** Visible range: who enters or leaves is told to the app's URL, one event a member (WeCom 95652, 90376). */
import { pushAppEvent } from '../callbacks/events'
import { isInRange, membersInRange, partsOf } from '../world/queries'
import type { Stand } from '../world/stand'
import type { Install, Range } from '../world/state'

/** A customised app has no URL and no members before its development has begun. */
const isListening = (install: Install): boolean => install.app === undefined || install.app.publish > 0

async function inTurn(work: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const step of work) await step()
}

/** subscribe for everybody in the range of a new app; a few at a time would reorder them, so one after the other. */
export function greetRange(stand: Stand, install: Install): void {
  if (!isListening(install)) return
  const { corp } = partsOf(stand.state, install)
  void inTurn(membersInRange(corp, install.range).map((m) => () => pushAppEvent(stand, install, 'subscribe', m.userId)))
}

/** Replaces the range and tells who entered and who left. */
export function changeRange(stand: Stand, install: Install, next: Range): void {
  const { corp } = partsOf(stand.state, install)
  const before = install.range
  install.range = next
  stand.changed()
  if (!isListening(install)) return
  const events = corp.members.flatMap((m) => {
    const was = isInRange(corp, before, m)
    const is = isInRange(corp, next, m)
    if (was === is) return []
    return [() => pushAppEvent(stand, install, is ? 'subscribe' : 'unsubscribe', m.userId)]
  })
  void inTurn(events)
}
