/** Messages to a customer's admins: through the sign-in suite's agent in their corp, or an honest "cannot be reached" with text to copy. */
import { isSetUp } from '@shared/domain/corp-auth/states'
import { rangeIsSet } from '@shared/domain/corp-auth/decide'
import type { AppRef, CorpId, OpenUserId, ProviderId } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths, type CorpAuthRecord } from '../../store/collections/corp'
import { outbox, outboxDocId } from '../../store/collections/operation'
import type { DocId } from '../../store/keys'
import { insert, type Write } from '../../store/store'
import type { MiniProgramNotice } from '../../wecom/client'
import type { Services } from '../services'

/** No member gets the same notice twice within four hours (R2); also the most WeCom's own duplicate check covers. */
export const NOTICE_GAP_MS = 4 * 3_600_000

/** Payload of an outbox entry of kind `notice`. */
export interface NoticePayload {
  readonly app: AppRef
  readonly message: MiniProgramNotice
}

export type Reach =
  | { readonly ok: true; readonly app: AppRef; readonly toUsers: readonly OpenUserId[] }
  | { readonly ok: false; readonly why: string }

/** Can these people be reached in WeCom? The sign-in suite must be installed, working and visible to somebody. */
export async function reachAdmins(
  deps: Pick<Services, 'store' | 'registry'>,
  corp: { readonly providerId: ProviderId; readonly corpId: CorpId },
  admins: readonly OpenUserId[],
): Promise<Reach> {
  const provider = await deps.registry.provider(corp.providerId)
  if (!provider) return { ok: false, why: '服务商信息不完整' }
  const app: AppRef = { providerId: corp.providerId, suiteId: provider.signInSuiteId, authCorpId: corp.corpId }
  const auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
  if (!auth || auth.status !== 'active') return { ok: false, why: '这家企业没有安装服务台应用，企业微信里发不到' }
  if (!isSetUp(auth)) return { ok: false, why: '服务台应用还没有安装完成，企业微信里暂时发不到' }
  if (!rangeIsSet(auth.range?.value)) return { ok: false, why: '服务台应用的可见范围是空的，没有人能收到' }
  if (admins.length === 0) return { ok: false, why: '还没有读到这个应用的管理员' }
  return { ok: true, app, toUsers: admins }
}

/** Admins of an app who may act: the authorising user and everybody with auth_type 1. */
export function adminsOf(auth: CorpAuthRecord): readonly OpenUserId[] {
  const ids = (auth.admins?.value ?? []).filter((admin) => admin.authType === 1).map((admin) => admin.openUserId)
  return [...new Set([...(auth.authorisedBy ? [auth.authorisedBy.openUserId] : []), ...ids])]
}

/**
 * The write that sends a notice, to be committed with its cause.
 * @param cause deterministic: the same cause makes the same outbox id, so it is sent once
 */
export function noticeWrite(
  deps: Pick<Services, 'sealer' | 'clock'>,
  payload: NoticePayload,
  cause: string,
): { readonly id: DocId; readonly write: Write } {
  const { providerId } = payload.app
  const id = outboxDocId(providerId, 'notice', cause)
  const now = deps.clock.now()
  return {
    id,
    write: insert(outbox, id, {
      providerId,
      kind: 'notice',
      payload: deps.sealer.seal(JSON.stringify(payload), { collection: 'outbox', id, field: 'payload' }),
      status: 'waiting',
      dueAt: now,
      tries: 0,
    }),
  }
}
