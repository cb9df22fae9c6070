import type { CorpAppView } from '@shared/contract/corp'
import { isSetUp, type CorpAuth } from '@shared/domain/corp-auth/states'
import type { ProviderId } from '@shared/wecom/ids'
import { corpAuths } from '../../store/collections/corp'
import type { Services } from '../services'

/** Apps in customer corps, newest authorisation first; one store read. */
export async function listCorpApps(
  deps: Pick<Services, 'store'>,
  providerId: ProviderId,
  input: { readonly search?: string | undefined; readonly cursor?: string | undefined },
): Promise<{ items: CorpAppView[]; cursor?: string }> {
  const page = await deps.store.list(corpAuths, 'fleet', [providerId], {
    order: 'desc',
    ...(input.search ? { contains: input.search } : {}),
    ...(input.cursor ? { cursor: input.cursor } : {}),
  })
  return { items: page.items.map((item) => corpAppView(item.body)), ...(page.cursor ? { cursor: page.cursor } : {}) }
}

/** Counts instead of ids where WeCom gives ids of members: a suite cannot name them. */
export const corpAppView = (auth: CorpAuth): CorpAppView => ({
  suiteId: auth.suiteId,
  kind: auth.kind,
  corpId: auth.authCorpId,
  corpName: auth.corpName,
  appName: auth.appName ?? '',
  generation: auth.generation,
  status: auth.status,
  isSetUp: isSetUp(auth),
  ...(auth.publishStatus ? { publishStatus: { ...auth.publishStatus } } : {}),
  ...(auth.isClosed ? { isClosed: { ...auth.isClosed } } : {}),
  ...(auth.range
    ? {
        range: {
          ...auth.range,
          value: {
            departments: auth.range.value.departments.length,
            users: auth.range.value.users.length,
            tags: auth.range.value.tags.length,
          },
        },
      }
    : {}),
  authorisedAt: auth.authEventAt,
})
