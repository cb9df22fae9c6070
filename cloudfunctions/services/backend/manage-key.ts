/** The key of the provider's own backend, and what that backend asked for. */
import type { InputOf, OutputOf } from '@shared/contract/define'
import type * as contract from '@shared/contract/backend'
import type { PersonRef, ProviderId } from '@shared/wecom/ids'
import { audits } from '../../store/collections/audit'
import { changeProvider } from '../registry/change-provider'
import { OLD_KEYS_MS } from '../registry/change-suite'
import { providerPlace } from '../registry/registry'
import type { Services } from '../services'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'registry' | 'config'>

/** A new key; the one before counts for an hour, so that the backend can be changed over without a gap. */
export const setBackendKey = (deps: Deps, by: PersonRef, input: InputOf<typeof contract.setKey>) =>
  changeProvider(deps, by, 'backendKeySet', (provider) => {
    const now = deps.clock.now()
    const before = provider.backendKey
    return {
      ...provider,
      backendKey: {
        secret: deps.sealer.seal(input.secret, providerPlace(provider.id, 'backendKey')),
        setAt: now,
        ...(before ? { previous: { secret: before.secret, until: now + OLD_KEYS_MS } } : {}),
      },
    }
  })

/** Nothing is given any more, from now on. */
export const removeBackendKey = (deps: Deps, by: PersonRef) =>
  changeProvider(deps, by, 'backendKeyRemoved', ({ backendKey: _gone, ...rest }) => rest)

/** What was asked for, newest first. */
export async function listAudit(
  deps: Pick<Services, 'store'>,
  providerId: ProviderId,
  input: InputOf<typeof contract.audit>,
): Promise<OutputOf<typeof contract.audit>> {
  const page = await deps.store.list(audits, 'recent', [providerId], {
    order: 'desc',
    ...(input.cursor ? { cursor: input.cursor } : {}),
  })
  return {
    items: page.items.map(({ body }) => ({
      what: body.what,
      suiteId: body.suiteId,
      ...(body.corpId ? { corpId: body.corpId } : {}),
      at: body.at,
      ip: body.ip,
    })),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  }
}
