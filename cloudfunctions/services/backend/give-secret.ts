/** What a provider's own backend may ask for: the ticket, a corp's token or permanent code, of its own apps only. */
import { AppError } from '@shared/kernel/errors'
import type { AppRef, SuiteRef } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { suiteDocId, suites, suiteTicketDocId, suiteTickets } from '../../store/collections/provider'
import { corpTokenId, corpTokens } from '../../wecom/token-collection'
import { permanentCodePlace } from '../registry/credentials'
import { suitePlace } from '../registry/registry'
import type { Services } from '../services'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'wecom'>

const nothing = () => new AppError('NOT_FOUND', 'nothing of that name is of this provider')

/** The newest suite_ticket. @throws AppError NOT_FOUND */
export async function giveTicket(deps: Deps, ref: SuiteRef): Promise<{ suite_ticket: string; received_at: number }> {
  if (!(await deps.store.get(suites, suiteDocId(ref)))) throw nothing()
  const ticket = (await deps.store.get(suiteTickets, suiteTicketDocId(ref)))?.body
  if (!ticket) throw nothing()
  return {
    suite_ticket: deps.sealer.open(ticket.ticket, suitePlace(ref, 'ticket')),
    received_at: Math.floor(ticket.receivedAt / 1000),
  }
}

async function liveAuth(deps: Deps, app: AppRef) {
  const auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
  if (!auth || auth.status === 'cancelled') throw nothing()
  return auth
}

/**
 * The corp access token both sides share: WeCom gives the same one while it is valid, so two that fetch for themselves would do no harm, but count twice.
 * @throws AppError NOT_FOUND; WeComError when it cannot be had now
 */
export async function giveCorpToken(deps: Deps, app: AppRef): Promise<{ access_token: string; expires_in: number }> {
  await liveAuth(deps, app)
  const token = await deps.wecom.corpAccessToken(app)
  const expiresAt = (await deps.store.get(corpTokens, corpTokenId(app)))?.body.expiresAt ?? deps.clock.now()
  return { access_token: token, expires_in: Math.max(0, Math.floor((expiresAt - deps.clock.now()) / 1000)) }
}

/** The permanent code (the secret of a customised app). @throws AppError NOT_FOUND */
export async function givePermanentCode(
  deps: Deps,
  app: AppRef,
): Promise<{ permanent_code: string; agentid?: number; generation: number }> {
  const auth = await liveAuth(deps, app)
  return {
    permanent_code: deps.sealer.open(auth.permanentCode, permanentCodePlace(app)),
    ...(auth.agentId === undefined ? {} : { agentid: auth.agentId }),
    generation: auth.generation,
  }
}
