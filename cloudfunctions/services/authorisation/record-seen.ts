import type { CorpAuthCommand } from '@shared/domain/corp-auth/decide'
import type { AppRef } from '@shared/wecom/ids'
import type { Handled } from '../callback/handled'
import type { Services } from '../services'
import { changeCorpAuth } from './change-corp-auth'
import { UNKNOWN_CORP_MS } from './observe-app'

/** What an app's URL may tell without asking for anything (wecom-api §4.3). */
export type Seen = Extract<CorpAuthCommand, { type: 'seen' }>['signal']

/**
 * Notes it on the authorisation: first use, pauses, members who come and go, members without a licence.
 * @param at when WeCom says it happened, epoch ms
 */
export async function recordSeen(
  deps: Pick<Services, 'store' | 'clock'>,
  app: AppRef,
  signal: Seen,
  at: number,
): Promise<Handled> {
  const changed = await changeCorpAuth(deps, app, { type: 'seen', signal, at })
  if (changed.ok) return { done: true }
  if (changed.reason !== 'absent') return { done: true, note: changed.reason }
  // Its create_auth may still be on the way.
  return { done: false, at: deps.clock.now() + UNKNOWN_CORP_MS, note: 'corp not known yet', isRare: true }
}
