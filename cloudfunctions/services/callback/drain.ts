/** Works off stored callbacks. Claims with a lease, so any number of drainers may run; a handler may run twice and must not mind. */
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { callbacks, type CallbackRecord } from '../../store/collections/callback'
import { replace, type Stored } from '../../store/store'
import { parseCallback } from '../../wecom/callback-message'
import { parseMessageXml } from '../../wecom/callback-xml'
import { WeComError } from '../../wecom/wecom-error'
import type { Services } from '../services'
import { handlerOf } from './handlers'

/** How long a claim holds before another drainer may take over. */
const LEASE_MS = 60_000
/** What a page that waits may spend. */
const PAGE_ITEMS = 5
const PAGE_MS = 2_000
/** Given up after this many tries; about a day with the back-off below. */
const MAX_TRIES = 20
/** What waits for something else (a corp, a ticket) is given up after a day. */
const MAX_WAIT_MS = 24 * 3_600_000
/** Without a ticket nothing works, and the next one ends the wait: looked at often, since an auth code lives ten minutes only. */
const NO_TICKET = 40085
const TICKET_PAUSE_MS = 15_000
/** The caller's IP is not on WeCom's whitelist (WeCom 90455). */
const ADDRESS_REFUSED = 60020
const backOffMs = (tries: number) => Math.min(2 ** tries * 1000, 90 * 60_000)

/**
 * Takes in what has arrived for some suites of one provider: at most five callbacks and two seconds, for a page that waits.
 * @returns whether anything was worked on
 */
export async function drainFor(deps: Services, providerId: ProviderId, suiteIds: readonly SuiteId[]): Promise<boolean> {
  const now = deps.clock.now()
  const until = now + PAGE_MS
  const waiting: Stored<CallbackRecord>[] = []
  for (const suiteId of suiteIds) {
    const page = await deps.store.list(callbacks, 'bySuite', [providerId, suiteId], { to: now + 1, limit: PAGE_ITEMS })
    waiting.push(...page.items)
  }
  waiting.sort((a, b) => a.body.eventAt - b.body.eventAt)
  let worked = false
  for (const stored of waiting.slice(0, PAGE_ITEMS)) {
    if (deps.clock.now() >= until) break
    worked = (await drainOne(deps, stored)) || worked
  }
  return worked
}

/** How many callbacks are worked on side by side: most of a handler's time is waiting for WeCom. */
const SIDE_BY_SIDE = 8

/** Works off everything due, oldest first, up to `limit`. For the timer. @returns how many were worked on */
export async function drainDue(deps: Services, limit: number): Promise<number> {
  const page = await deps.store.list(callbacks, 'due', ['due'], {
    to: deps.clock.now() + 1,
    limit: Math.min(limit, 200),
  })
  let count = 0
  let next = 0
  const work = async (): Promise<void> => {
    for (let stored = page.items[next++]; stored; stored = page.items[next++]) {
      if (await drainOne(deps, stored)) count++
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  return count
}

/** Claims and handles one. False when somebody else was first. */
async function drainOne(deps: Services, stored: Stored<CallbackRecord>): Promise<boolean> {
  const now = deps.clock.now()
  const claimed: CallbackRecord = {
    ...stored.body,
    status: 'claimed',
    dueAt: now + LEASE_MS,
    tries: stored.body.tries + 1,
  }
  if (!(await deps.store.commit([replace(callbacks, stored, claimed)])).ok) return false
  const outcome = await handle(deps, stored, claimed)
  await finish(deps, { ...stored, version: stored.version + 1, body: claimed }, outcome)
  return true
}

type Outcome = Pick<CallbackRecord, 'status' | 'dueAt'> & { readonly note?: string }

async function handle(deps: Services, stored: Stored<CallbackRecord>, record: CallbackRecord): Promise<Outcome> {
  const ref = { providerId: record.providerId, suiteId: record.suiteId }
  const log = deps.log.with({ callback: stored.id, kind: record.kind })
  try {
    const xml = deps.sealer.open(record.body, { collection: 'callback', id: stored.id, field: 'body' })
    const parsed = await parseMessageXml(xml)
    const message = parsed.ok ? parseCallback(parsed.fields) : undefined
    const handler = message && handlerOf(message)
    if (!message || !handler) return { status: 'done', dueAt: record.dueAt, note: 'recorded' }
    const handled = await handler(deps, ref, message)
    if (handled.done === 'failed') return { status: 'failed', dueAt: record.dueAt, note: handled.note }
    if (handled.done) return { status: 'done', dueAt: record.dueAt, ...(handled.note ? { note: handled.note } : {}) }
    const rare = handled.isRare ? deps.clock.now() + backOffMs(record.tries) : 0
    return parkedUntil(deps, record, Math.max(handled.at, rare), handled.note)
  } catch (error) {
    log.warn('callback.handler.failed', { error, tries: record.tries })
    const note = error instanceof Error ? error.message.slice(0, 200) : 'unknown error'
    if (error instanceof WeComError && error.errcode === NO_TICKET) {
      return parkedUntil(deps, record, deps.clock.now() + TICKET_PAUSE_MS, 'waits for a suite_ticket')
    }
    // A refused address is mended by a person within the hour, and then everything that waited goes on by itself.
    const canRetry = !(error instanceof WeComError) || error.retryable || error.errcode === ADDRESS_REFUSED
    if (!canRetry || record.tries >= MAX_TRIES) return { status: 'failed', dueAt: record.dueAt, note }
    return { status: 'parked', dueAt: deps.clock.now() + backOffMs(record.tries), note }
  }
}

/** Parked, but not for ever. */
function parkedUntil(deps: Services, record: CallbackRecord, at: number, note: string): Outcome {
  if (deps.clock.now() - record.receivedAt > MAX_WAIT_MS) {
    return { status: 'failed', dueAt: record.dueAt, note: `given up after a day: ${note}` }
  }
  return { status: 'parked', dueAt: at, note }
}

/**
 * Stores the outcome; a repeat that came while it was claimed puts it back at the head of the queue instead.
 * @param claimed as this drainer stored it: read again only when somebody has changed it since
 */
async function finish(deps: Services, claimed: Stored<CallbackRecord>, outcome: Outcome): Promise<void> {
  let current: Stored<CallbackRecord> | undefined = claimed
  for (let run = 0; run < 5 && current; run++) {
    const { again, note: _old, ...rest }: CallbackRecord = current.body
    const next: CallbackRecord = again
      ? { ...rest, status: 'new', dueAt: deps.clock.now(), tries: 0 }
      : { ...rest, ...outcome }
    if ((await deps.store.commit([replace(callbacks, current, next)])).ok) return
    current = await deps.store.get(callbacks, claimed.id)
  }
  if (current) throw new Error('a drained callback lost its race five times')
}
