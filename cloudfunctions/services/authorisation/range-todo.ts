import { rangeIsSet } from '@shared/domain/corp-auth/decide'
import type { AppRef } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import type { Services } from '../services'
import { closeTodo, openTodo } from '../todo/todo-writes'

/** A launched app that nobody can see is a to-do of the customer's admin; one that somebody can see is not (S2-55, S2-60). */
export async function settleRangeTodo(
  deps: Pick<Services, 'store' | 'clock' | 'registry'>,
  app: AppRef,
): Promise<void> {
  const provider = await deps.registry.provider(app.providerId)
  await change(deps, async () => {
    const auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
    const corp = { providerId: app.providerId, corpId: app.authCorpId }
    const isLaunched = (auth?.publishStatus?.value ?? 0) >= 2
    if (!auth || !isLaunched || auth.status !== 'active' || rangeIsSet(auth.range?.value)) {
      return { writes: await closeTodo(deps, corp, 'setRange', app.suiteId), result: undefined }
    }
    const writes = await openTodo(
      deps,
      {
        ...corp,
        kind: 'setRange',
        suiteId: app.suiteId,
        subject: auth.appName ?? auth.corpName,
        askedBy: provider?.name ?? '',
        why: '应用已上线，请设置谁可以看到它。建议先选 3 到 10 人试用，再扩大',
        withoutIt: '还没有成员能在工作台看到这个应用',
        since: auth.launchedAt ?? deps.clock.now(),
        page: `/customer/tracker/index?suite=${app.suiteId}`,
      },
      app.suiteId,
    )
    return { writes, result: undefined }
  })
}
