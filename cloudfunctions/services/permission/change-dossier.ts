import { decidePermission, type PermissionCommand, type PermissionRefusal } from '@shared/domain/permission/decide'
import { isOpenRequest, type Dossier } from '@shared/domain/permission/states'
import { AppError } from '@shared/kernel/errors'
import type { AppRef, PersonRef } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { corpAuthDocId, corpAuths, type CorpAuthRecord } from '../../store/collections/corp'
import { dossierDocId, dossiers, type DossierRecord } from '../../store/collections/permission'
import { put, type Write } from '../../store/store'
import { historyWrites } from '../history/history-writes'
import type { Services } from '../services'
import { closeTodo, openTodo } from '../todo/todo-writes'

const REFUSED: Readonly<Record<PermissionRefusal, string>> = {
  requestOpen: '上一次申请还在等客户答复。可以等待，或明确用新的申请取代它',
  nothingNew: '这些权限都已生效，不需要再申请',
  noSuchRequest: '申请已经变了，请刷新后再看',
  notOpen: '这次申请已经有结果，不能再改',
  mustHaveLeftOut: '必需的权限不能去掉；如果不同意，请选择「暂不同意」并说明原因',
  notAsked: '选了这次没有申请的权限，请刷新后再看',
  filedAlready: '服务商已按之前的选择在企业微信提交，请到企业微信里确认或暂不授权',
  notConsulted: '客户还没有选好可选的权限，选好后再到企业微信提交',
}

/** An app that is not there, or is another corp's. */
export const noApp = () => new AppError('NOT_FOUND', 'no such app', { userMessage: '没有找到这个应用，可能已取消授权' })

export const emptyDossier = (app: AppRef): DossierRecord => ({
  providerId: app.providerId,
  suiteId: app.suiteId,
  authCorpId: app.authCorpId,
  reasons: {},
  requestCount: 0,
})

export interface DossierChange {
  readonly dossier: DossierRecord
  readonly auth: CorpAuthRecord
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

/**
 * Loads, decides, commits with history and the customer's to-do.
 * @throws AppError NOT_FOUND (no such app), ILLEGAL_STATE with the reason and the way out
 */
export async function changeDossier(
  deps: Pick<Services, 'store' | 'clock'>,
  app: AppRef,
  command: PermissionCommand,
  by?: PersonRef,
): Promise<DossierChange> {
  return change(deps, async () => {
    const auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
    if (!auth) throw noApp()
    const id = dossierDocId(app)
    const stored = await deps.store.get(dossiers, id)
    const before = stored?.body ?? emptyDossier(app)
    const now = deps.clock.now()
    const decision = decidePermission(before, command, now)
    if (!decision.ok) {
      throw new AppError('ILLEGAL_STATE', `permission: ${command.type} refused: ${decision.reason}`, {
        userMessage: REFUSED[decision.reason],
        details: { reason: decision.reason },
      })
    }
    const dossier: DossierRecord = {
      ...decision.next,
      // A reminder belongs to the request it was sent for.
      ...(before.reminder && decision.next.request?.no === before.request?.no ? { reminder: before.reminder } : {}),
    }
    const writes: Write[] = [
      put(dossiers, id, stored, dossier),
      ...historyWrites(
        { providerId: app.providerId, kind: 'dossier', id, version: (stored?.version ?? 0) + 1 },
        decision.history,
        now,
        by,
      ),
      ...(await todoOf(deps, app, auth, dossier)),
    ]
    return { writes, result: { dossier, auth, gained: decision.gained, lost: decision.lost } }
  })
}

/** While a request waits for the customer there is one entry in her inbox, and none otherwise. */
async function todoOf(
  deps: Pick<Services, 'store' | 'clock'>,
  app: AppRef,
  auth: CorpAuthRecord,
  dossier: Dossier,
): Promise<Write[]> {
  const corp = { providerId: app.providerId, corpId: app.authCorpId }
  const { request } = dossier
  if (!isOpenRequest(request) || request.state === 'consulted') {
    return closeTodo(deps, corp, 'confirmPermissions', app.suiteId)
  }
  const mustHave = request.items.filter((item) => item.isMustHave).length
  return openTodo(
    deps,
    {
      ...corp,
      kind: 'confirmPermissions',
      suiteId: app.suiteId,
      subject: auth.appName ?? auth.corpName,
      askedBy: request.askedBy.name,
      why:
        request.state === 'filed'
          ? `${request.items.length} 项权限已提交，等你在企业微信里确认`
          : `申请 ${request.items.length} 项权限，其中 ${mustHave} 项必需，请先选一选`,
      withoutIt: request.items[0]?.withoutIt ?? '',
      since: request.askedAt,
      page: `/customer/permission/index?suite=${app.suiteId}`,
    },
    app.suiteId,
  )
}
