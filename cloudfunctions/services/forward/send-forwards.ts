/**
 * Re-sends callbacks to the providers' own backends: unchanged, at least once, in order as long as it goes well. Each target has a sender of its own,
 * so that one that is slow, down or answers nonsense holds up nobody else.
 */
import { randomBytes } from 'node:crypto'
import { AppError } from '@shared/kernel/errors'
import { forwards, forwardTargets, type ForwardRecord, type ForwardTargetRecord } from '../../store/collections/forward'
import { remove, replace, type Stored } from '../../store/store'
import { postOut, type OutgoingAnswer } from '../../wecom/outgoing'
import { signCall } from '../backend/sign-call'
import type { Services } from '../services'
import { rawPlace, type RawCallback } from './queue-forward'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'log' | 'config'>

const TIMEOUT_MS = 5_000
/** No new one is begun after this much of a tick. */
const TICK_MS = 2_000
const PORTION = 20
const LEASE_MS = 30_000
/** Given up after a day … */
const MAX_AGE_MS = 24 * 3_600_000
/** … or when the target itself refused it (4xx) this often. */
const MAX_REFUSALS = 6
const pauseMs = (failures: number) => Math.min(5_000 * 2 ** (failures - 1), 10 * 60_000)

/** Where a target's address and secret are sealed. */
export const targetPlace = (
  ref: { readonly providerId: string; readonly suiteId: string },
  field: 'url' | 'secret',
) => ({
  collection: 'forwardTarget',
  id: `${ref.providerId}|${ref.suiteId}`,
  field,
})

/** Sends what is due to every target that is not paused. @returns how many were taken */
export async function sendForwards(deps: Deps): Promise<number> {
  let taken = 0
  let cursor: string | undefined
  do {
    const page = await deps.store.list(forwardTargets, 'all', ['target'], { limit: 200, ...(cursor ? { cursor } : {}) })
    const now = deps.clock.now()
    const ready = page.items.filter(({ body }) => body.pausedUntil <= now && body.leaseUntil <= now)
    taken += (await Promise.all(ready.map((target) => sendTo(deps, target)))).reduce((sum, n) => sum + n, 0)
    cursor = page.cursor
  } while (cursor !== undefined)
  return taken
}

async function sendTo(deps: Deps, target: Stored<ForwardTargetRecord>): Promise<number> {
  const { providerId, suiteId } = target.body
  const started = deps.clock.now()
  const page = await deps.store.list(forwards, 'queue', [providerId, suiteId], { to: started + 1, limit: PORTION })
  if (page.items.length === 0) return 0
  const leased = { ...target.body, leaseUntil: started + LEASE_MS }
  if (!(await deps.store.commit([replace(forwardTargets, target, leased)])).ok) return 0
  let taken = 0
  let failure: string | undefined
  for (const stored of page.items) {
    if (deps.clock.now() - started >= TICK_MS) break
    const answer = await send(deps, target.body, stored)
    if (answer.status >= 200 && answer.status < 300) {
      await deps.store.commit([remove(forwards, stored)])
      taken++
      continue
    }
    await postpone(deps, stored, answer)
    // What the target refuses need not hold up what comes after it; a target that does not answer does.
    if (!isRefusal(answer)) {
      failure = answer.note
      break
    }
  }
  await settle(deps, target, taken, failure)
  return taken
}

const isRefusal = ({ status }: OutgoingAnswer): boolean => status >= 400 && status < 500 && status !== 429

async function send(deps: Deps, target: ForwardTargetRecord, stored: Stored<ForwardRecord>): Promise<OutgoingAnswer> {
  const raw = JSON.parse(deps.sealer.open(stored.body.raw, rawPlace(stored.id))) as RawCallback
  const base = deps.sealer
    .open(target.url, targetPlace(target, 'url'))
    .replaceAll('$CORPID$', encodeURIComponent(raw.corpId ?? ''))
  const query = Object.entries(raw.query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const url = `${base}${base.includes('?') ? '&' : '?'}${query.join('&')}`
  const body = Buffer.from(raw.body, 'base64')
  const headers: Record<string, string> = { 'content-type': 'text/xml; charset=utf-8' }
  if (target.secret) {
    const secret = deps.sealer.open(target.secret, targetPlace(target, 'secret'))
    const timestamp = String(Math.floor(deps.clock.now() / 1000))
    const nonce = randomBytes(12).toString('hex')
    const signed = { method: 'POST', path: new URL(url).pathname, timestamp, nonce, body }
    Object.assign(headers, {
      'x-accord-timestamp': timestamp,
      'x-accord-nonce': nonce,
      'x-accord-signature': signCall(secret, signed),
    })
  }
  return postOut({ url, headers, body, timeoutMs: TIMEOUT_MS, allowsLoopback: deps.config.wecom.isStandIn })
}

/** Later again, or given up into the dead-letter list. */
async function postpone(deps: Deps, stored: Stored<ForwardRecord>, answer: OutgoingAnswer): Promise<void> {
  const now = deps.clock.now()
  const tries = stored.body.tries + 1
  const isDead = now - stored.body.receivedAt > MAX_AGE_MS || (isRefusal(answer) && tries >= MAX_REFUSALS)
  const next: ForwardRecord = {
    ...stored.body,
    tries,
    note: answer.note,
    // Of a target that does not answer, the oldest stays the first: the target as a whole is paused.
    ...(isDead ? { status: 'dead' } : isRefusal(answer) ? { dueAt: now + pauseMs(tries) } : {}),
  }
  await deps.store.commit([replace(forwards, stored, next)])
  if (isDead) deps.log.warn('forward.given.up', { forward: stored.id, note: answer.note })
}

/** Gives the lease back and keeps how it went. */
async function settle(deps: Deps, target: Stored<ForwardTargetRecord>, taken: number, failure?: string): Promise<void> {
  const now = deps.clock.now()
  for (let run = 0; run < 5; run++) {
    const fresh = await deps.store.get(forwardTargets, target.id)
    // Removed or set anew meanwhile: that one begins with a clean record.
    if (!fresh || fresh.body.setAt !== target.body.setAt) return
    const failures = failure === undefined ? 0 : fresh.body.failures + 1
    const { lastNote: _old, ...rest } = fresh.body
    const next: ForwardTargetRecord = {
      ...rest,
      leaseUntil: 0,
      failures,
      pausedUntil: failures === 0 ? 0 : now + pauseMs(failures),
      ...(taken > 0 ? { lastOkAt: now } : {}),
      ...(failure === undefined ? {} : { lastNote: failure }),
    }
    if ((await deps.store.commit([replace(forwardTargets, fresh, next)])).ok) return
  }
  throw new AppError('CONFLICT', 'a forward target lost its race five times')
}
