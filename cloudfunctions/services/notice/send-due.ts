/** Sends what waits in the outbox. Marked `sending` before the call, so at least once; WeCom's duplicate check catches the second. */
import { outbox, type OutboxRecord } from '../../store/collections/operation'
import { replace, type Stored } from '../../store/store'
import { WeComError } from '../../wecom/wecom-error'
import type { Services } from '../services'
import type { NoticePayload } from './queue-notice'

const LEASE_MS = 60_000
const MAX_TRIES = 6
/** The caller's IP is not on WeCom's whitelist (WeCom 90455): a person mends it, and the notice still goes out. */
const ADDRESS_REFUSED = 60020
const backOffMs = (tries: number) => Math.min(2 ** tries * 5_000, 30 * 60_000)

/** @returns how many were taken up */
export async function sendDue(deps: Services, limit: number): Promise<number> {
  const page = await deps.store.list(outbox, 'due', ['due'], { to: deps.clock.now() + 1, limit: Math.min(limit, 200) })
  let count = 0
  for (const stored of page.items) if (await sendOne(deps, stored)) count++
  return count
}

async function sendOne(deps: Services, stored: Stored<OutboxRecord>): Promise<boolean> {
  const now = deps.clock.now()
  const sending: OutboxRecord = {
    ...stored.body,
    status: 'sending',
    dueAt: now + LEASE_MS,
    tries: stored.body.tries + 1,
  }
  if (!(await deps.store.commit([replace(outbox, stored, sending)])).ok) return false
  const outcome = await attempt(deps, stored, sending)
  const current = await deps.store.get(outbox, stored.id)
  if (current) await deps.store.commit([replace(outbox, current, { ...current.body, ...outcome })])
  return true
}

async function attempt(
  deps: Services,
  stored: Stored<OutboxRecord>,
  record: OutboxRecord,
): Promise<Partial<OutboxRecord>> {
  try {
    const place = { collection: 'outbox', id: stored.id, field: 'payload' }
    const payload = JSON.parse(deps.sealer.open(record.payload, place)) as NoticePayload
    const report = await deps.wecom.sendMessage(payload.app, payload.message)
    const to = payload.message.toUsers.length
    return {
      status: 'sent',
      report: { to, invalid: report.invalidUsers.length, unlicensed: report.unlicensedUsers.length },
    }
  } catch (error) {
    deps.log.warn('notice.not.sent', { error, outbox: stored.id, tries: record.tries })
    const isPassing = error instanceof WeComError && (error.retryable || error.errcode === ADDRESS_REFUSED)
    const canRetry = isPassing && record.tries < MAX_TRIES
    // WeCom's own pause (45009: a minute, then an hour) may be longer than ours: going on earlier would only use up the tries.
    const waitMs = canRetry ? Math.max(backOffMs(record.tries), error.retryAfterMs ?? 0) : 0
    if (canRetry) return { status: 'waiting', dueAt: deps.clock.now() + waitMs }
    return { status: 'failed', report: { note: failureNote(error) } }
  }
}

const failureNote = (error: unknown): string =>
  error instanceof WeComError && error.errcode === 81013
    ? '收件人都不在可见范围内，可复制文字发到聊天里'
    : '企业微信没有接收这条消息，可复制文字发到聊天里'
