/** From the world's state to what the desk may see: secrets masked. */
import { openCorpId } from '../world/ids'
import { installOf, partsOf } from '../world/queries'
import type { Stand } from '../world/stand'
import type { Corp, Install, Member, Provider, Suite } from '../world/state'
import { reviewQueue } from './review-queue'
import type { AppView, CorpView, MemberView, ProviderView, SeatView, SuiteView, WorldView } from './views'

const MEMBERS_SHOWN = 200

const masked = (secret: string): string => `${secret.slice(0, 4)}…${secret.slice(-2)}`

const showMember = (m: Member): MemberView => ({
  userId: m.userId,
  name: m.name,
  title: m.title,
  role: m.role,
  departments: m.departments,
})

export function showApp(stand: Stand, install: Install): AppView {
  const { suite, corp } = partsOf(stand.state, install)
  return {
    providerId: suite.providerId,
    suiteId: suite.suiteId,
    kind: suite.kind,
    corpId: corp.corpId,
    corpName: corp.name,
    openCorpId: openCorpId(stand.state, stand.switches, suite.providerId, corp),
    agentId: install.agentId,
    name: install.name,
    status: install.status,
    disabled: install.disabled,
    authUserId: install.authUserId,
    authAt: install.authAt,
    range: install.range,
    publish: install.app?.publish,
    review: install.app?.review,
    reviewReasons: install.app?.reviewReasons ?? [],
    permissions: install.app?.permissions ?? [],
    requests: install.app?.requests ?? [],
    callbackUrl: install.app?.callbackUrl ?? suite.dataUrl,
    homeUrl: install.homeUrl,
    whitelist: install.app?.whitelist.ips ?? [],
  }
}

const appsWhere = (stand: Stand, keep: (i: Install) => boolean): AppView[] =>
  Object.values(stand.state.installs)
    .filter(keep)
    .map((i) => showApp(stand, i))

export const showSuite = (stand: Stand, suite: Suite): SuiteView => ({
  providerId: suite.providerId,
  suiteId: suite.suiteId,
  kind: suite.kind,
  name: suite.name,
  intro: suite.intro,
  review: suite.review,
  reviewReasons: suite.reviewReasons,
  secret: masked(suite.secret),
  callbackUrl: suite.callbackUrl,
  dataUrl: suite.dataUrl,
  miniProgramAppid: suite.miniProgramAppid,
  ticketAt: suite.tickets[0]?.at ?? 0,
  ticketDelivered: suite.ticketDelivered,
  apps: appsWhere(stand, (i) => i.suiteId === suite.suiteId),
})

const showProvider = (stand: Stand, provider: Provider): ProviderView => ({
  providerId: provider.providerId,
  name: provider.name,
  corpId: provider.corpId,
  secret: masked(provider.secret),
  whitelist: provider.whitelist.ips,
  systemUrl: provider.systemUrl?.callbackUrl ?? '',
  staff: (stand.state.corps[provider.corpId]?.members ?? []).map(showMember),
  suites: Object.values(stand.state.suites)
    .filter((s) => s.providerId === provider.providerId)
    .map((s) => showSuite(stand, s)),
})

const showCorp = (stand: Stand, corp: Corp): CorpView => ({
  corpId: corp.corpId,
  name: corp.name,
  isTest: corp.isTest,
  licensed: corp.licensed,
  openCorpIds: Object.fromEntries(
    Object.keys(stand.state.providers).map((id) => [id, openCorpId(stand.state, stand.switches, id, corp)]),
  ),
  departments: corp.departments,
  memberCount: corp.members.length,
  members: corp.members.slice(0, MEMBERS_SHOWN).map(showMember),
  apps: appsWhere(stand, (i) => i.corpId === corp.corpId),
  messageCount: stand.state.messages[corp.corpId]?.length ?? 0,
})

/** Who holds a seat, or undefined. */
export function showSeat(stand: Stand, seat: string): SeatView | undefined {
  const held = stand.state.seats[seat]
  const corp = held && stand.state.corps[held.corpId]
  const member = corp?.members.find((m) => m.userId === held?.userId)
  if (!corp || !member) return undefined
  return {
    seat,
    corpId: corp.corpId,
    corpName: corp.name,
    userId: member.userId,
    name: member.name,
    role: member.role,
    providerId: corp.providerId,
  }
}

/** Customer corps only: a provider's own people are its staff. */
export const showWorld = (stand: Stand, snapshots: readonly string[]): WorldView => ({
  clock: { now: stand.clock.now(), speed: stand.clock.speed },
  callbackBase: stand.callbackBase,
  providers: Object.values(stand.state.providers).map((p) => showProvider(stand, p)),
  corps: Object.values(stand.state.corps)
    .filter((c) => c.providerId === undefined)
    .map((c) => showCorp(stand, c)),
  seats: Object.keys(stand.state.seats).flatMap((seat) => showSeat(stand, seat) ?? []),
  snapshots,
  reviews: reviewQueue(stand),
  reviewsByItself: stand.state.reviewsByItself === true,
})

/** Whether a corp has a live authorisation of a suite. */
export const isAuthorised = (stand: Stand, suiteId: string, corpId: string): boolean =>
  installOf(stand.state, suiteId, corpId)?.status === 'authorised'
