/** The callback browser: what arrived, what became of it, and running it once more. */
import type { InputOf, OutputOf } from '@shared/contract/define'
import type * as contract from '@shared/contract/callback'
import type { CallbackView } from '@shared/contract/callback'
import { AppError } from '@shared/kernel/errors'
import type { CorpId, PersonRef, ProviderId } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { callbackIdOf, callbackPublicId, callbacks, type CallbackRecord } from '../../store/collections/callback'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { replace, type Page, type Stored } from '../../store/store'
import { historyWrites } from '../history/history-writes'
import type { Services } from '../services'
import { callbackText } from './callback-text'
import { maskBody } from './mask-body'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'registry'>

const canRunAgain = ({ status }: CallbackRecord): boolean => status === 'failed' || status === 'parked'

const viewOf = ({ id, body }: Stored<CallbackRecord>): CallbackView => ({
  id: callbackPublicId(id),
  suiteId: body.suiteId,
  kind: body.kind,
  ...(body.corpId ? { corpId: body.corpId } : {}),
  eventAt: body.eventAt,
  receivedAt: body.receivedAt,
  state: body.status,
  tries: body.tries,
  ...(body.status === 'parked' ? { dueAt: body.dueAt } : {}),
  text: callbackText(body),
  canRunAgain: canRunAgain(body),
})

/** A page, newest first, with the numbers of what is stuck. Four store reads. */
export async function listCallbacks(
  deps: Deps,
  providerId: ProviderId,
  input: InputOf<typeof contract.list>,
): Promise<OutputOf<typeof contract.list>> {
  const page = await pageOf(deps, providerId, input)
  const [failed, parked] = await Promise.all(
    (['failed', 'parked'] as const).map((state) => deps.store.count(callbacks, 'stuck', [providerId, state])),
  )
  const names = await corpNames(deps, providerId, page.items)
  return {
    items: page.items.map((item, position) => {
      const corpName = names[position]
      return { ...viewOf(item), ...(corpName ? { corpName } : {}) }
    }),
    ...(page.cursor ? { cursor: page.cursor } : {}),
    counts: { failed: failed ?? 0, parked: parked ?? 0 },
  }
}

function pageOf(
  deps: Deps,
  providerId: ProviderId,
  input: InputOf<typeof contract.list>,
): Promise<Page<CallbackRecord>> {
  const { corpId, suiteId, kind, state, cursor } = input
  const isStuck = state === 'failed' || state === 'parked'
  const where = {
    ...(kind ? { kind } : {}),
    ...(suiteId ? { suite: suiteId } : {}),
    ...(state && (corpId || !isStuck) ? { status: state } : {}),
  }
  const options = { order: 'desc' as const, where, ...(cursor ? { cursor } : {}) }
  if (corpId) return deps.store.list(callbacks, 'byCorp', [providerId, corpId], options)
  if (isStuck) return deps.store.list(callbacks, 'stuck', [providerId, state], options)
  return deps.store.list(callbacks, 'recent', [providerId], options)
}

async function corpNames(
  deps: Deps,
  providerId: ProviderId,
  items: readonly Stored<CallbackRecord>[],
): Promise<(string | undefined)[]> {
  const apps = items.map(({ body }) =>
    body.corpId ? corpAuthDocId({ providerId, suiteId: body.suiteId, authCorpId: body.corpId as CorpId }) : undefined,
  )
  const asked = [...new Set(apps.filter((id) => id !== undefined))]
  if (asked.length === 0) return []
  const found = await deps.store.getMany(corpAuths, asked)
  const byId = new Map(asked.map((id, position) => [id, found[position]?.body.corpName]))
  return apps.map((id) => (id === undefined ? undefined : byId.get(id)))
}

const noCallback = () =>
  new AppError('NOT_FOUND', 'no such callback of this provider', {
    userMessage: '没有找到这条回调，它可能已超过 30 天的保存期',
  })

async function detailOf(deps: Deps, stored: Stored<CallbackRecord>): Promise<OutputOf<typeof contract.get>> {
  const { body } = stored
  const xml = deps.sealer.open(body.body, { collection: 'callback', id: stored.id, field: 'body' })
  const provider = await deps.registry.provider(body.providerId)
  const receivedAs =
    body.receiveId === body.suiteId ? 'suite' : body.receiveId === provider?.corpId ? 'provider' : 'corp'
  return {
    ...viewOf(stored),
    receiveId: body.receiveId,
    receivedAs,
    body: maskBody(xml),
    ...(body.note ? { note: body.note } : {}),
  }
}

/** One callback; its body without secrets and personal data. @throws AppError NOT_FOUND */
export async function getCallback(
  deps: Deps,
  providerId: ProviderId,
  id: string,
): Promise<OutputOf<typeof contract.get>> {
  const stored = await deps.store.get(callbacks, callbackIdOf(providerId, id))
  if (!stored) throw noCallback()
  return detailOf(deps, stored)
}

/** Puts a stuck one back into the queue, as if it had just come. @throws AppError NOT_FOUND, ILLEGAL_STATE when it is not stuck */
export async function runCallbackAgain(
  deps: Deps,
  by: PersonRef,
  publicId: string,
): Promise<OutputOf<typeof contract.runAgain>> {
  const id = callbackIdOf(by.providerId, publicId)
  await change(deps, async () => {
    const stored = await deps.store.get(callbacks, id)
    if (!stored) throw noCallback()
    if (!canRunAgain(stored.body)) {
      throw new AppError('ILLEGAL_STATE', `callback is ${stored.body.status}`, {
        userMessage: '这条回调不需要再运行：它已处理完，或正在处理',
      })
    }
    const { note: _note, ...rest } = stored.body
    const now = deps.clock.now()
    const subject = { providerId: by.providerId, kind: 'callback', id: publicId, version: stored.version + 1 }
    return {
      writes: [
        replace(callbacks, stored, { ...rest, status: 'new', dueAt: now, tries: 0 }),
        ...historyWrites(subject, ['runAgain'], now, by),
      ],
      result: undefined,
    }
  })
  return getCallback(deps, by.providerId, publicId)
}
