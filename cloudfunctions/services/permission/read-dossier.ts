import type { DossierView } from '@shared/contract/permission'
import type { AppRef } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths, type CorpAuthRecord } from '../../store/collections/corp'
import { outbox } from '../../store/collections/operation'
import { dossierDocId, dossiers, type DossierRecord } from '../../store/collections/permission'
import type { DocId } from '../../store/keys'
import { WeComError } from '../../wecom/wecom-error'
import { drainFor } from '../callback/drain'
import { reminderText } from '../notice/reminder-text'
import type { Services } from '../services'
import { emptyDossier, noApp } from './change-dossier'
import { observePermissions } from './observe-permissions'

/** A set read longer ago than this is read again before it is shown. */
const FRESH_MS = 20_000

/**
 * The dossier as both sides see it: takes in what has just arrived, then what is in force unless that was read within 20 s.
 * When WeCom does not answer, the last observation is shown with its time.
 * @throws AppError NOT_FOUND
 */
export async function readDossier(deps: Services, app: AppRef): Promise<DossierView> {
  await drainFor(deps, app.providerId, [app.suiteId])
  const auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
  if (!auth) throw noApp()
  const stored = await deps.store.get(dossiers, dossierDocId(app))
  const readAt = stored?.body.effective?.at ?? 0
  if (auth.kind === 'template' && auth.status === 'active' && deps.clock.now() - readAt > FRESH_MS) {
    try {
      return await dossierView(deps, (await observePermissions(deps, app)).dossier, auth)
    } catch (error) {
      if (!(error instanceof WeComError)) throw error
      deps.log.info('permission.not.read', { error })
    }
  }
  return dossierView(deps, stored?.body ?? emptyDossier(app), auth)
}

/** What may be shown of a dossier. */
export async function dossierView(
  deps: Pick<Services, 'store' | 'registry'>,
  dossier: DossierRecord,
  auth: CorpAuthRecord,
): Promise<DossierView> {
  const provider = await deps.registry.provider(auth.providerId)
  const { request, reminder } = dossier
  const sent = reminder?.outboxId ? await deps.store.get(outbox, reminder.outboxId as DocId) : undefined
  return {
    provider: { id: auth.providerId, name: provider?.name ?? '' },
    suiteId: auth.suiteId,
    corpId: auth.authCorpId,
    corpName: auth.corpName,
    appName: auth.appName ?? '',
    ...(dossier.effective
      ? { effective: { value: [...dossier.effective.value], basis: dossier.effective.basis, at: dossier.effective.at } }
      : {}),
    ...(request
      ? {
          request: {
            no: request.no,
            state: request.state,
            items: request.items.map((item) => ({ ...item })),
            askedAt: request.askedAt,
            askedByName: request.askedBy.name,
            ...(request.chosen ? { chosen: [...request.chosen] } : {}),
            ...(request.consultedAt === undefined ? {} : { consultedAt: request.consultedAt }),
            ...(request.filedAt === undefined ? {} : { filedAt: request.filedAt }),
            ...(request.filedBy === undefined ? {} : { filedBy: request.filedBy }),
            ...(request.answeredAt === undefined ? {} : { answeredAt: request.answeredAt }),
            ...(request.declinedBy === undefined ? {} : { declinedBy: request.declinedBy }),
            ...(request.remark === undefined ? {} : { remark: request.remark }),
            before: [...request.before],
          },
        }
      : {}),
    ...(reminder ? { reminder: { at: reminder.at, ...reminderText(reminder.unreachable, sent?.body) } } : {}),
  }
}
