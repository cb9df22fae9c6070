import type { AppRef } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import type { Handled } from '../callback/handled'
import { permanentCodePlace } from '../registry/credentials'
import type { Services } from '../services'
import { settleRefusal } from './observe-app'

/**
 * `cancel_auth` (S2-22). It may be late: one that is older than the present install is of an earlier generation, and one of the
 * same second proves nothing, so WeCom is asked whether the code still opens.
 * @param eventAt TimeStamp of the event, epoch ms
 */
export async function cancelAuth(deps: Services, app: AppRef, eventAt: number): Promise<Handled> {
  const stored = await deps.store.get(corpAuths, corpAuthDocId(app))
  if (!stored) return { done: true, note: 'corp not known' }
  if (stored.body.status === 'cancelled') return { done: true, note: 'cancelled before' }
  if (eventAt < stored.body.authEventAt) return { done: true, note: 'of an earlier install' }
  try {
    const code = deps.sealer.open(stored.body.permanentCode, permanentCodePlace(app))
    await deps.wecom.readAuthInfo(app, app.authCorpId, code)
    return { done: true, note: 'the present authorisation still opens: late' }
  } catch (error) {
    // Only WeCom's word that this code is void ends it: a refused address (60020) or an outage says nothing of the customer.
    const settled = await settleRefusal(deps, app, stored.body.secretVersion, error)
    if (!settled) throw error
    return settled.note === 'authorisation is void' ? { done: true } : settled
  }
}
