/**
 * Ids as a provider sees them (WeCom 97104): `wp…` for corps, `wo…` for members, the same for all apps of one provider, different for
 * another, case-sensitive. They depend only on the seed, so that a restart or a second laptop shows the same ones.
 */
import { createHmac } from 'node:crypto'
import type { Switches } from './switches'
import type { Corp, Member, WorldState } from './state'

type IdWorld = Pick<WorldState, 'idSeed' | 'corps'>

const scoped = (idSeed: string, kind: string, parts: readonly string[], length: number): string =>
  createHmac('sha256', idSeed)
    .update([kind, ...parts].join('|'))
    .digest('base64')
    .replace(/[+/=]/g, 'A')
    .slice(0, length)

const encipheredCorpId = (idSeed: string, providerId: string, corpId: string) =>
  `wp${scoped(idSeed, 'provider', [providerId], 8)}${scoped(idSeed, 'corp', [providerId, corpId], 22)}`

const encipheredUserId = (idSeed: string, providerId: string, corpId: string, userId: string) =>
  `wo${scoped(idSeed, 'provider', [providerId], 8)}${scoped(idSeed, 'user', [providerId, corpId, userId.toLowerCase()], 22)}`

/** The corp id a provider gets from every API and callback. */
export function openCorpId(world: IdWorld, switches: Switches, providerId: string, corp: Corp): string {
  if (switches.ownCorpPlain && corp.providerId === providerId) return corp.corpId
  return encipheredCorpId(world.idSeed, providerId, corp.corpId)
}

/** `open_userid`: always enciphered. */
export function openUserId(world: IdWorld, providerId: string, corp: Corp, userId: string): string {
  return encipheredUserId(world.idSeed, providerId, corp.corpId, userId)
}

/** `userid` as the provider gets it: enciphered, except for its own staff (switch ownCorpPlain). */
export function wireUserId(world: IdWorld, switches: Switches, providerId: string, corp: Corp, userId: string): string {
  if (switches.ownCorpPlain && corp.providerId === providerId) return userId
  return openUserId(world, providerId, corp, userId)
}

const corpIndexes = new WeakMap<WorldState['corps'], Map<string, Map<string, Corp>>>()
const memberIndexes = new WeakMap<
  Corp,
  { count: number; plain: Map<string, Member>; open: Map<string, Map<string, Member>> }
>()

/** The corp behind an id of this provider; an id of another provider, a plain id or another case finds nothing. */
export function corpByOpenId(world: IdWorld, switches: Switches, providerId: string, id: string): Corp | undefined {
  const own = world.corps[id]
  if (own) return openCorpId(world, switches, providerId, own) === id ? own : undefined
  let byProvider = corpIndexes.get(world.corps)
  if (!byProvider) {
    byProvider = new Map<string, Map<string, Corp>>()
    corpIndexes.set(world.corps, byProvider)
  }
  let index = byProvider.get(providerId)
  const found = index?.get(id)
  if (found) return found
  if (!index || index.size !== Object.keys(world.corps).length) {
    index = new Map(
      Object.values(world.corps).map((corp) => [encipheredCorpId(world.idSeed, providerId, corp.corpId), corp]),
    )
    byProvider.set(providerId, index)
  }
  return index.get(id)
}

function memberIndex(corp: Corp) {
  const known = memberIndexes.get(corp)
  if (known && known.count === corp.members.length) return known
  const fresh = {
    count: corp.members.length,
    plain: new Map(corp.members.map((m) => [m.userId.toLowerCase(), m])),
    open: new Map<string, Map<string, Member>>(),
  }
  memberIndexes.set(corp, fresh)
  return fresh
}

/** A member by her plain id, which is not case-sensitive. */
export const memberOf = (corp: Corp, userId: string): Member | undefined =>
  memberIndex(corp).plain.get(userId.toLowerCase())

/** The member behind a `userid` sent by this provider: enciphered, exact case; plain only where the provider gets plain ids. */
export function memberByWireId(
  world: IdWorld,
  switches: Switches,
  providerId: string,
  corp: Corp,
  id: string,
): Member | undefined {
  if (switches.ownCorpPlain && corp.providerId === providerId) return memberOf(corp, id)
  const { open } = memberIndex(corp)
  let index = open.get(providerId)
  if (!index) {
    index = new Map(corp.members.map((m) => [openUserId(world, providerId, corp, m.userId), m]))
    open.set(providerId, index)
  }
  return index.get(id)
}
