/** Opens the secrets the WeCom client needs; nobody else opens them. */
import { AppError } from '@shared/kernel/errors'
import type { AppRef } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { suiteTicketDocId, suiteTickets } from '../../store/collections/provider'
import type { SealedPlace } from '../../store/seal'
import type { CredentialSource } from '../../wecom/client'
import type { Services } from '../services'
import { providerSecretPlace, suitePlace } from './registry'

/** Where the permanent code of a corp's app is sealed. */
export const permanentCodePlace = (app: AppRef): SealedPlace => ({
  collection: 'corpAuth',
  id: `${app.providerId}|${app.authCorpId}|${app.suiteId}`,
  field: 'permanentCode',
})

/** @returns what `createWeComClient` asks for; every method throws AppError NOT_FOUND for what is not registered */
export function credentialSource(deps: Pick<Services, 'store' | 'sealer' | 'registry'>): CredentialSource {
  return {
    async provider(id) {
      const provider = await deps.registry.provider(id)
      if (!provider) throw new AppError('NOT_FOUND', `no provider ${id}`)
      return { corpId: provider.corpId, providerSecret: deps.sealer.open(provider.secret, providerSecretPlace(id)) }
    },
    async suite(ref) {
      const suite = await deps.registry.suite(ref)
      if (!suite) throw new AppError('NOT_FOUND', `no suite ${ref.suiteId} of ${ref.providerId}`)
      const ticket = await deps.store.get(suiteTickets, suiteTicketDocId(ref))
      return {
        kind: suite.kind,
        suiteSecret: deps.sealer.open(suite.secret, suitePlace(ref, 'secret')),
        ...(ticket
          ? {
              suiteTicket: {
                value: deps.sealer.open(ticket.body.ticket, suitePlace(ref, 'ticket')),
                receivedAt: ticket.body.receivedAt,
              },
            }
          : {}),
      }
    },
    async app(app) {
      const auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
      if (!auth) throw new AppError('NOT_FOUND', `no authorisation of ${app.suiteId} by that corp`)
      return {
        kind: auth.kind,
        permanentCode: deps.sealer.open(auth.permanentCode, permanentCodePlace(app)),
        ...(auth.agentId === undefined ? {} : { agentId: auth.agentId }),
        secretVersion: auth.secretVersion,
      }
    },
  }
}
