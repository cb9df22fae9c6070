import type { OutputOf } from '@shared/contract/define'
import type { waiting as contract } from '@shared/contract/adoption'
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { adoptions } from '../../store/collections/adoption'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { suiteDocId, suites } from '../../store/collections/provider'
import type { Services } from '../services'
import { noSuite } from '../registry/change-suite'
import { RESET_GUIDE } from './adopt-corps'

/** Customers of a suite whose secret has still to be got again; those it came for are left out. @throws AppError NOT_FOUND */
export async function listWaiting(
  deps: Pick<Services, 'store'>,
  providerId: ProviderId,
  suiteId: SuiteId,
): Promise<OutputOf<typeof contract>> {
  if (!(await deps.store.get(suites, suiteDocId({ providerId, suiteId })))) throw noSuite()
  const page = await deps.store.list(adoptions, 'waiting', [providerId, suiteId], { limit: 200 })
  const refs = page.items.map(({ body }) => corpAuthDocId({ providerId, suiteId, authCorpId: body.corpId }))
  const auths = refs.length === 0 ? [] : await deps.store.getMany(corpAuths, refs)
  return {
    items: page.items
      .filter((_, position) => auths[position]?.body.status !== 'active')
      .map(({ body }) => ({
        corpId: body.corpId,
        ...(body.agentId === undefined ? {} : { agentId: body.agentId }),
        at: body.at,
      })),
    guide: RESET_GUIDE,
  }
}
