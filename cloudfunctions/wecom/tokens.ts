/**
 * Access tokens: memory, then the store (sealed), then WeCom. One fetch at a time per slot, in this process by a shared promise and
 * across processes by a lease in the slot's document. A token is fetched anew 5 minutes before its end, dropped alone when WeCom
 * refuses it, and bound to the `secretVersion` it came from, so that none outlives a reset.
 * @see wecom-api §2.0 (WeCom 97164, 96237, 90455)
 */
import type { Clock } from '../runtime/clock'
import type { Log } from '../runtime/log'
import { newId, type Random } from '../runtime/random'
import type { DocId } from '../store/keys'
import type { Sealer } from '../store/seal'
import { put, remove, replace, type Store, type Stored } from '../store/store'
import type { TokenCollection, TokenRecord } from './token-collection'
import { WeComError } from './wecom-error'

/** What WeCom gave. */
export interface FreshToken {
  readonly token: string
  readonly expiresInMs: number
}

/** One place for one token. */
export interface TokenSlot {
  readonly collection: TokenCollection
  readonly id: DocId
  /** The secret's version now, and how to fetch with that secret. Asked anew for every attempt. */
  readonly resolve: () => Promise<{ readonly secretVersion: number; readonly fetch: () => Promise<FreshToken> }>
}

export interface TokenCache {
  /** A token that should work. @throws whatever the fetch throws; WeComError later when the lease cannot be had for 30 s */
  get(slot: TokenSlot): Promise<string>
  /** WeCom refused this token: forget it, and only it, wherever it is kept. */
  drop(slot: TokenSlot, token: string): Promise<void>
  /** Forget whatever the slot holds, and void a fetch that is under way. */
  forget(place: Pick<TokenSlot, 'collection' | 'id'>): Promise<void>
}

export interface TokenDeps {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

interface Held {
  readonly token: string
  readonly expiresAt: number
  readonly refreshAt: number
  readonly secretVersion: number
}

const EARLY_MS = 5 * 60_000
/** A fetch may return the same token with little left; without this every call would fetch again. */
const SHORTEST_MS = 30_000
const LEASE_MS = 20_000
const WAIT_MS = 30_000
const MEMORY_SLOTS = 20_000

/** @param now when the fetch began */
function heldFrom(fresh: FreshToken, secretVersion: number, now: number): Held {
  const life = Math.max(0, fresh.expiresInMs)
  const useful = Math.max(life - EARLY_MS, Math.min(life / 2, SHORTEST_MS))
  return { token: fresh.token, expiresAt: now + life, refreshAt: now + useful, secretVersion }
}

/** The token cache of one process. */
export function createTokenCache(deps: TokenDeps): TokenCache {
  const { store, sealer, clock, random, log } = deps
  const memory = new Map<string, Held>()
  const flights = new Map<string, Promise<Held>>()
  /** The last refused token of a slot: a read that started before the refusal must not bring it back. */
  const refused = new Map<string, string>()

  const keyOf = (slot: Pick<TokenSlot, 'collection' | 'id'>): string => `${slot.collection.name}/${slot.id}`
  const placeOf = (slot: Pick<TokenSlot, 'collection' | 'id'>) => ({
    collection: slot.collection.name,
    id: slot.id,
    field: 'token',
  })

  const remember = (slot: TokenSlot, held: Held): void => {
    const key = keyOf(slot)
    memory.delete(key)
    memory.set(key, held)
    const oldest = memory.size > MEMORY_SLOTS ? memory.keys().next().value : undefined
    if (oldest !== undefined) memory.delete(oldest)
  }

  /** What the document holds, if it fits the secret and was not refused. */
  const heldIn = (slot: TokenSlot, doc: Stored<TokenRecord> | undefined, secretVersion: number): Held | undefined => {
    const body = doc?.body
    if (body?.token === undefined || body.secretVersion !== secretVersion) return undefined
    if (body.expiresAt === undefined || body.refreshAt === undefined || body.expiresAt <= clock.now()) return undefined
    const token = sealer.open(body.token, placeOf(slot))
    if (refused.get(keyOf(slot)) === token) return undefined
    return { token, expiresAt: body.expiresAt, refreshAt: body.refreshAt, secretVersion }
  }

  const bodyOf = (slot: TokenSlot, held: Held | undefined, secretVersion: number): TokenRecord =>
    held
      ? {
          token: sealer.seal(held.token, placeOf(slot)),
          expiresAt: held.expiresAt,
          refreshAt: held.refreshAt,
          secretVersion,
        }
      : { secretVersion }

  /** The old token for a little longer, when it still lives and WeCom only could not answer. */
  const bridge = (slot: TokenSlot, current: Held | undefined, error: unknown): Held | undefined => {
    if (!current || current.expiresAt <= clock.now()) return undefined
    if (!(error instanceof WeComError) || error.retry !== 'later') return undefined
    log.warn('wecom.keptOldCredential', { slot: keyOf(slot), errcode: error.errcode ?? null })
    return { ...current, refreshAt: clock.now() + SHORTEST_MS }
  }

  /** Fetches under the lease. Undefined when the slot was forgotten meanwhile: what came back may be from a dead secret. */
  const fetchUnder = async (
    slot: TokenSlot,
    version: number,
    current: Held | undefined,
    resolved: Awaited<ReturnType<TokenSlot['resolve']>>,
  ): Promise<Held | undefined> => {
    const leased = { id: slot.id, version, at: 0, body: bodyOf(slot, current, resolved.secretVersion) }
    const now = clock.now()
    let fresh: FreshToken
    try {
      fresh = await resolved.fetch()
    } catch (error) {
      const released = replace(slot.collection, leased, leased.body, current?.expiresAt ?? now + LEASE_MS)
      const isStillOurs = (await store.commit([released])).ok
      const old = isStillOurs ? bridge(slot, current, error) : undefined
      if (!old) throw error
      return old
    }
    const held = heldFrom(fresh, resolved.secretVersion, now)
    const body = bodyOf(slot, held, held.secretVersion)
    const stored = await store.commit([replace(slot.collection, leased, body, held.expiresAt)])
    if (!stored.ok) return undefined
    refused.delete(keyOf(slot))
    return held
  }

  /** One look at the store: a token, or undefined when it has to be looked at again. */
  const attempt = async (slot: TokenSlot): Promise<Held | undefined> => {
    const resolved = await slot.resolve()
    const doc = await store.get(slot.collection, slot.id)
    const now = clock.now()
    const current = heldIn(slot, doc, resolved.secretVersion)
    const isLeased = doc?.body.lease !== undefined && doc.body.lease.until > now
    if (current && (now < current.refreshAt || isLeased)) return current
    if (isLeased) return undefined
    const lease = { holder: newId(random), until: now + LEASE_MS }
    const body = { ...bodyOf(slot, current, resolved.secretVersion), lease }
    const expiresAt = Math.max(current?.expiresAt ?? 0, lease.until)
    const taken = await store.commit([put(slot.collection, slot.id, doc, body, expiresAt)])
    return taken.ok ? fetchUnder(slot, (doc?.version ?? 0) + 1, current, resolved) : undefined
  }

  const obtain = async (slot: TokenSlot): Promise<Held> => {
    const giveUpAt = clock.now() + WAIT_MS
    for (let pause = 20; ; pause = Math.min(pause * 2, 400)) {
      const held = await attempt(slot)
      if (held) {
        remember(slot, held)
        return held
      }
      if (clock.now() >= giveUpAt) throw new WeComError('token lease', undefined, `${keyOf(slot)} is not free`, 'later')
      await clock.sleep(pause + ((random.bytes(1)[0] ?? 0) / 255) * pause)
    }
  }

  /** The fetch under way, or a new one. */
  const fly = (slot: TokenSlot): Promise<Held> => {
    const key = keyOf(slot)
    const flight = obtain(slot).finally(() => {
      if (flights.get(key) === flight) flights.delete(key)
    })
    flights.set(key, flight)
    return flight
  }

  return {
    async get(slot) {
      const key = keyOf(slot)
      // Asked every time: a reset in another process must be seen here before the old token is used once more.
      const { secretVersion } = await slot.resolve()
      const held = memory.get(key)
      if (held && held.secretVersion === secretVersion && clock.now() < held.refreshAt) return held.token
      // Nothing is awaited where nobody flies: a second caller must not slip in between and fly as well.
      const flight = flights.get(key)
      const joined = flight && (await flight)
      // A flight that began before a reset may bring the old secret's token.
      return joined?.secretVersion === secretVersion ? joined.token : (await fly(slot)).token
    },
    async drop(slot, token) {
      const key = keyOf(slot)
      refused.set(key, token)
      if (memory.get(key)?.token === token) memory.delete(key)
      const doc = await store.get(slot.collection, slot.id)
      if (doc?.body.token === undefined || sealer.open(doc.body.token, placeOf(slot)) !== token) return
      // A lost race means that somebody has already put another one there.
      await store.commit([remove(slot.collection, doc)])
    },
    async forget(place) {
      memory.delete(keyOf(place))
      flights.delete(keyOf(place))
      for (let run = 0; run < 5; run++) {
        const doc = await store.get(place.collection, place.id)
        if (!doc || (await store.commit([remove(place.collection, doc)])).ok) return
      }
      throw new WeComError(keyOf(place), undefined, 'token slot is busy', 'later')
    },
  }
}
