/** Helpers of everything a person does in WeCom's consoles and client: who acts, on what, and the refusals they would read. */
import { memberOf } from '../world/ids'
import { installOf, isAdmin } from '../world/queries'
import type { Stand } from '../world/stand'
import type { Corp, CustomApp, Install, Member, Suite } from '../world/state'

/** A refusal in WeCom's words, shown to the person. */
export class ActRefusal extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'ActRefusal'
    this.code = code
  }
}

export function refuseAct(code: string, message: string): never {
  throw new ActRefusal(code, message)
}

export interface Person {
  readonly corp: Corp
  readonly member: Member
}

/** The member who holds a seat. @throws ActRefusal when nobody does */
export function personOnSeat(stand: Stand, seat: string): Person {
  const held = stand.state.seats[seat] ?? refuseAct('NO_SEAT', '这台手机还没有交给任何成员，请先选择成员')
  return personOf(stand, held.corpId, held.userId)
}

/** @throws ActRefusal when corp or member is unknown */
export function personOf(stand: Stand, corpId: string, userId: string): Person {
  const corp = stand.state.corps[corpId] ?? refuseAct('NO_CORP', '没有这个企业')
  const member = memberOf(corp, userId) ?? refuseAct('NO_MEMBER', '企业里没有这个成员')
  return { corp, member }
}

export function suiteNamed(stand: Stand, suiteId: string): Suite {
  return stand.state.suites[suiteId] ?? refuseAct('NO_SUITE', '没有这个应用或模板')
}

/** A live authorisation. @throws ActRefusal when the corp has not authorised the suite */
export function installNamed(stand: Stand, suiteId: string, corpId: string): Install {
  const install = installOf(stand.state, suiteId, corpId)
  if (!install || install.status === 'cancelled') refuseAct('NOT_AUTHORISED', '该企业没有授权这个应用')
  return install
}

/** A customised app. @throws ActRefusal for a standard suite */
export function customAppNamed(stand: Stand, suiteId: string, corpId: string): { install: Install; app: CustomApp } {
  const install = installNamed(stand, suiteId, corpId)
  return { install, app: install.app ?? refuseAct('NOT_CUSTOMISED', '这不是代开发应用') }
}

/** The app of the seat's corp with an admin on the seat. @throws ActRefusal for an ordinary member */
export function adminAct(stand: Stand, seat: string, suiteId: string): Person & { install: Install } {
  const person = personOnSeat(stand, seat)
  if (!isAdmin(person.member)) refuseAct('NOT_ADMIN', '仅企业管理员可以管理应用')
  return { ...person, install: installNamed(stand, suiteId, person.corp.corpId) }
}
