import type { ErasureProofView } from '@shared/contract/corp'
import { AppError } from '@shared/kernel/errors'
import type { AppRef } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { erasures } from '../../store/collections/erasure'
import type { Services } from '../services'
import { GRACE_MS } from './erase-cancelled'
import { ERASURE_PLAN } from './plan'

const wordsOf = (collection: string): string => {
  const step = ERASURE_PLAN[collection]
  return step && step.do !== 'notTheirs' ? step.words : collection
}

const counts = (record: Readonly<Record<string, number>>) =>
  Object.entries(record).map(([collection, count]) => ({ what: wordsOf(collection), count }))

/** What was erased of an app in a corp, or when it will be. Two store reads. @throws AppError NOT_FOUND when nothing is known of it */
export async function readErasureProof(deps: Pick<Services, 'store'>, app: AppRef): Promise<ErasureProofView> {
  const auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
  const page = await deps.store.list(erasures, 'byApp', [app.providerId, app.authCorpId, app.suiteId], {
    order: 'desc',
    limit: 1,
  })
  const proof = page.items[0]?.body
  if (auth?.status === 'cancelled' && auth.cancelledAt !== undefined && proof?.cancelledAt !== auth.cancelledAt) {
    return {
      state: 'scheduled',
      cancelledAt: auth.cancelledAt,
      dueAt: auth.cancelledAt + GRACE_MS,
      deleted: [],
      anonymised: [],
      kept: [],
    }
  }
  if (proof) {
    return {
      state: proof.erasedAt === undefined ? 'running' : 'done',
      cancelledAt: proof.cancelledAt,
      ...(proof.erasedAt === undefined ? {} : { erasedAt: proof.erasedAt }),
      deleted: counts(proof.deleted),
      anonymised: counts(proof.anonymised),
      kept: proof.kept.map(({ collection, why }) => ({ what: wordsOf(collection), why })),
    }
  }
  if (auth) return { state: 'none', deleted: [], anonymised: [], kept: [] }
  throw new AppError('NOT_FOUND', 'neither an authorisation nor a proof', {
    userMessage: '没有找到这家企业的这个应用，也没有它的删除记录',
  })
}
