/** Reads of the world that several paths share. */
import { memberOf } from './ids'
import type { Corp, Install, Member, Provider, Range, Suite, WorldState } from './state'

export const installKey = (suiteId: string, corpId: string): string => `${suiteId}|${corpId}`

/** The authorisation of a suite by a corp, cancelled ones included. */
export const installOf = (world: WorldState, suiteId: string, corpId: string): Install | undefined =>
  world.installs[installKey(suiteId, corpId)]

/** @throws Error when the world is inconsistent: every install names a known suite and corp */
export function partsOf(world: WorldState, install: Install): { suite: Suite; corp: Corp; provider: Provider } {
  const suite = world.suites[install.suiteId]
  const corp = world.corps[install.corpId]
  const provider = suite && world.providers[suite.providerId]
  if (!suite || !corp || !provider) throw new Error(`broken world: ${install.suiteId} in ${install.corpId}`)
  return { suite, corp, provider }
}

/** A department and everything above it. */
function withAncestors(corp: Corp, departmentId: number): number[] {
  const chain: number[] = []
  let id = departmentId
  while (id !== 0 && !chain.includes(id)) {
    chain.push(id)
    id = corp.departments.find((d) => d.id === id)?.parentId ?? 0
  }
  return chain
}

/** Whether a range reaches a member: by name, or through a department or one above it. Tags hold nobody in this world. */
export function isInRange(corp: Corp, range: Range, member: Member): boolean {
  if (range.users.includes(member.userId)) return true
  return member.departments.some((d) => withAncestors(corp, d).some((id) => range.parties.includes(id)))
}

export const membersInRange = (corp: Corp, range: Range): Member[] =>
  corp.members.filter((m) => isInRange(corp, range, m))

/** Super admins and sub-admins may authorise apps and manage them; ordinary members may not. */
export const isAdmin = (member: Member): boolean => member.role !== 'member'

/** Members that may manage an installed app: admins, and who authorised it as long as she is a member. */
export function appAdmins(corp: Corp, install: Install): Member[] {
  const authoriser = memberOf(corp, install.authUserId)
  return corp.members.filter((m) => isAdmin(m) || m === authoriser)
}

/** The trial of the interface licences, from the first install of an app (WeCom 95652). */
export const TRIAL_MS = 90 * 24 * 3600 * 1000
