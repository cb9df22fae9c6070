import {
  decideCorpAuth,
  type CorpAuthCommand,
  type CorpAuthDecision,
  type CorpAuthRefusal,
} from '@shared/domain/corp-auth/decide'
import type { CorpAuth } from '@shared/domain/corp-auth/states'
import type { AppRef } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { corpAuthDocId, corpAuths, type CorpAuthRecord } from '../../store/collections/corp'
import type { Sealed } from '../../store/seal'
import { put, type Stored, type Write } from '../../store/store'
import { historyWrites } from '../history/history-writes'
import type { Services } from '../services'

export type CorpAuthChange =
  { readonly ok: true; readonly auth: CorpAuthRecord } | { readonly ok: false; readonly reason: CorpAuthRefusal }

/** What else is committed with a change of an authorisation. */
export interface Beside {
  /** A new permanent code, sealed. */
  readonly permanentCode?: Sealed
  /** What was seen was seen with the code of this version; of another install or secret it says nothing. */
  readonly secretVersion?: number
  /** Writes that belong to the same commit, made from fresh reads on every run. */
  readonly also?: (next: CorpAuth) => Promise<readonly Write[]>
}

/** Loads, decides, commits the next state with its history; refusals are values. Several commands are one change. */
export async function changeCorpAuth(
  deps: Pick<Services, 'store' | 'clock'>,
  app: AppRef,
  commands: CorpAuthCommand | readonly CorpAuthCommand[],
  beside: Beside = {},
): Promise<CorpAuthChange> {
  return change<CorpAuthChange>(deps, async () => {
    const id = corpAuthDocId(app)
    const stored: Stored<CorpAuthRecord> | undefined = await deps.store.get(corpAuths, id)
    if (stored && beside.secretVersion !== undefined && stored.body.secretVersion !== beside.secretVersion) {
      return { writes: [], result: { ok: false, reason: 'olderThanInstall' } }
    }
    const decision = decideAll(stored?.body, [commands].flat(), deps.clock.now())
    if (!decision.ok) {
      return { writes: beside.also && stored ? await beside.also(stored.body) : [], result: decision }
    }
    const permanentCode = beside.permanentCode ?? stored?.body.permanentCode
    if (permanentCode === undefined) return { writes: [], result: { ok: false, reason: 'absent' } }
    const auth: CorpAuthRecord = { ...decision.next, permanentCode }
    const unchanged = stored !== undefined && JSON.stringify(auth) === JSON.stringify(stored.body)
    const writes: Write[] = unchanged ? [] : [put(corpAuths, id, stored, auth)]
    if (!unchanged) {
      writes.push(
        ...historyWrites(
          { providerId: app.providerId, kind: 'corpAuth', id, version: (stored?.version ?? 0) + 1 },
          decision.history,
          deps.clock.now(),
        ),
      )
    }
    if (beside.also) writes.push(...(await beside.also(decision.next)))
    return { writes, result: { ok: true, auth } }
  })
}

/** Several commands as one change: all of them or, where one is refused, none. */
function decideAll(state: CorpAuth | undefined, commands: readonly CorpAuthCommand[], now: number): CorpAuthDecision {
  let next = state
  const history: string[] = []
  for (const command of commands) {
    const decision = decideCorpAuth(next, command, now)
    if (!decision.ok) return decision
    next = decision.next
    history.push(...decision.history)
  }
  return next ? { ok: true, next, history } : { ok: false, reason: 'absent' }
}
