import { isOpenRequest, wantedKeys } from '@shared/domain/permission/states'
import type { OutputOf } from '@shared/contract/define'
import type { remind as contract } from '@shared/contract/permission'
import { AppError } from '@shared/kernel/errors'
import type { AppRef, PersonRef } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { dossierDocId, dossiers, type DossierRecord } from '../../store/collections/permission'
import { replace, type Write } from '../../store/store'
import type { MiniProgramNotice } from '../../wecom/client'
import { historyWrites } from '../history/history-writes'
import { adminsOf, NOTICE_GAP_MS, noticeWrite, reachAdmins } from '../notice/queue-notice'
import type { Services } from '../services'
import { noApp } from './change-dossier'

type Answer = OutputOf<typeof contract>

/** At most 12 汉字 in a miniprogram_notice's title and description (wecom-api §6.1). */
const short = (text: string, max: number) =>
  [...text].length > max ? `${[...text].slice(0, max - 1).join('')}…` : text

/**
 * Reminds the app's admins of an open request: at most once in four hours, through the sign-in suite's agent; where that cannot
 * be done the answer says why, with text for a chat.
 * @throws AppError NOT_FOUND, ILLEGAL_STATE when the request is not open
 */
export async function remindOfRequest(deps: Services, app: AppRef, requestNo: number, by: PersonRef): Promise<Answer> {
  return change(deps, async () => {
    const auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
    const stored = await deps.store.get(dossiers, dossierDocId(app))
    const provider = await deps.registry.provider(app.providerId)
    if (!auth || !stored || !provider) throw noApp()
    const { request, reminder } = stored.body
    if (!isOpenRequest(request) || request.no !== requestNo) {
      throw new AppError('ILLEGAL_STATE', 'reminder for a request that is not open', {
        userMessage: '这次申请已经有结果，不需要提醒',
        details: { reason: 'notOpen' },
      })
    }
    const appName = auth.appName ?? '应用'
    const page = `/customer/permission/index?suite=${app.suiteId}`
    const count = wantedKeys(request).length
    const address = `${deps.config.publicUrl}/app/#${page}&provider=${app.providerId}`
    const copyText =
      `您好，${provider.name}为「${appName}」申请了 ${count} 项权限，` +
      `请在企业微信里打开这个链接查看并确认：${address}`
    const now = deps.clock.now()
    if (reminder && reminder.unreachable === undefined && now - reminder.at < NOTICE_GAP_MS) {
      const text = '4 小时内已提醒过，过一会儿再提醒吧'
      return { writes: [], result: { outcome: 'alreadyReminded', text, copyText } satisfies Answer }
    }
    const reach = await reachAdmins(deps, { providerId: app.providerId, corpId: app.authCorpId }, adminsOf(auth))
    const note = (record: DossierRecord['reminder'], also: readonly Write[], what: string, result: Answer) => ({
      writes: [
        replace(dossiers, stored, { ...stored.body, ...(record ? { reminder: record } : {}) }),
        ...also,
        ...historyWrites(
          { providerId: app.providerId, kind: 'dossier', id: stored.id, version: stored.version + 1 },
          [what],
          now,
          by,
        ),
      ],
      result,
    })
    if (!reach.ok) {
      const result: Answer = { outcome: 'unreachable', text: `${reach.why}。可以复制下面的文字发到聊天里`, copyText }
      return note({ at: now, unreachable: reach.why }, [], 'unreachable', result)
    }
    const message: MiniProgramNotice = {
      kind: 'miniProgramNotice',
      toUsers: reach.toUsers,
      appId: provider.miniProgramAppId,
      page,
      title: '权限等你确认',
      description: short(`${appName}等你确认`.padEnd(4, '。'), 12),
      items: [
        { key: '应用', value: short(appName, 30) },
        { key: '申请方', value: short(provider.name, 30) },
        { key: '权限', value: `${count} 项` },
        { key: '不确认', value: short(request.items[0]?.withoutIt ?? '', 30) },
      ],
      duplicateCheckMs: NOTICE_GAP_MS,
    }
    const slot = Math.floor(now / NOTICE_GAP_MS)
    const queued = noticeWrite(deps, { app: reach.app, message }, `${stored.id}.${request.no}.${slot}`)
    const text = `会通过企业微信提醒 ${reach.toUsers.length} 位管理员`
    return note({ at: now, outboxId: queued.id }, [queued.write], 'reminded', { outcome: 'queued', text, copyText })
  })
}
