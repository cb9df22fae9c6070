/** A small world for tests that call every action: one target of each kind, for two providers and two corps, on a real store. */
import type { Role } from '@shared/contract/define'
import { observed } from '@shared/domain/basis'
import type { AskedPermission } from '@shared/domain/permission/states'
import type { CorpId, OpenUserId, PersonRef, ProviderId, SuiteId } from '@shared/wecom/ids'
import { openTestServices, seedSuite, type TestServices } from '@sandbox/testing/test-services'
import { SEED } from '@sandbox/wecom/world/seed'
import { manualClock } from '../../runtime/clock'
import { newToken } from '../../runtime/random'
import { changeInvitation } from '../../services/invitation/change-invitation'
import { createInvitation } from '../../services/invitation/create-invitation'
import { linkWrite } from '../../services/invitation/link'
import { changeDossier } from '../../services/permission/change-dossier'
import { permanentCodePlace } from '../../services/registry/credentials'
import { reviewTokenPlace } from '../../services/review/review-invitation-view'
import type { Services } from '../../services/services'
import { signToken, TOKEN_MS } from '../../services/session/session-token'
import { publishSolution, saveSolution } from '../../services/solution/save-solution'
import { callbackDocId, callbackPublicId, callbacks } from '../../store/collections/callback'
import {
  corpAuthDocId,
  corpAuths,
  sessionDocId,
  sessions,
  type CorpAuthRecord,
  type SessionRecord,
} from '../../store/collections/corp'
import { reviewInvitationDocId, reviewInvitations } from '../../store/collections/solution'
import { insert } from '../../store/store'
import type { EdgeRequest } from '../../runtime/edge'
import { apiEdge } from '../edge'

/** Everything an input can point at. */
export interface Target {
  readonly providerId: ProviderId
  readonly corpId: CorpId
  readonly suiteId: SuiteId
  readonly invitationId: string
  readonly invitationToken: string
  readonly solutionId: string
  readonly reviewToken: string
  readonly callbackId: string
}

export interface World extends TestServices {
  /** Provider yunqi and corp A: what callers of this world own. */
  readonly own: Target
  /** Corp B, another customer of the same provider, with another app. */
  readonly otherCorp: Target
  /** Provider qinghe with a customer of its own. */
  readonly foreign: Target
  /** Well-formed names of nothing. */
  readonly absent: Target
  /** A bearer token of somebody with this role, at home in the given target. */
  session(role: Role, at?: Target): Promise<string>
}

const ADMIN = 'woADMINOFTHISCORP' as OpenUserId
const STAFF_SIDE: readonly Role[] = ['owner', 'projectManager', 'solutionEditor', 'support', 'viewer', 'operator']

export const PERMISSIONS: readonly AskedPermission[] = [
  {
    key: 'contact:sensitive:mobile',
    reason: '给导购自动补全手机号',
    feature: '客户跟进',
    isMustHave: true,
    withoutIt: '导购要手工录入手机号',
  },
  {
    key: 'calendar:base:base',
    reason: '把回访写进日程提醒',
    feature: '回访提醒',
    isMustHave: false,
    withoutIt: '回访不会出现在日程里',
  },
]

const templatesOf = (providerId: string): readonly SuiteId[] =>
  (SEED.providers.find((p) => p.providerId === providerId)?.suites ?? [])
    .filter((suite) => suite.kind === 'template')
    .map((suite) => suite.suiteId as SuiteId)

/** Opens services on a store of their own; WeCom does not answer there, and nobody waits for it. */
export async function openWorld(): Promise<World> {
  const test = await openTestServices({ clock: { ...manualClock(), sleep: () => Promise.resolve() } })
  const { services } = test
  const [crm, patrol] = templatesOf('yunqi')
  if (!crm || !patrol) throw new Error('the seed has no templates')
  const own = await furnish(services, 'yunqi', 'wpOWNCORPAAAAAAAA', crm, '客户甲')
  const otherCorp = await furnish(services, 'yunqi', 'wpOTHERCORPBBBBBB', patrol, '客户乙')
  const foreign = await furnish(
    services,
    'qinghe',
    'wpFOREIGNCORPCCCC',
    seedSuite('qinghe', 'template').suiteId as SuiteId,
    '客户丙',
  )
  const absent: Target = {
    providerId: own.providerId,
    corpId: 'wpABSENTCORPDDDDD' as CorpId,
    suiteId: 'dk00000000000absent' as SuiteId,
    invitationId: 'absentabsentabse',
    invitationToken: 'a'.repeat(26),
    solutionId: 'absentabsentabse',
    reviewToken: 'b'.repeat(26),
    callbackId: `dk00000000000absent.1767578400.${'0'.repeat(32)}`,
  }
  return {
    ...test,
    own,
    otherCorp,
    foreign,
    absent,
    session: (role, at = own) => openSession(services, role, at),
  }
}

/** Stores a session and signs its token, as a sign-in would. */
async function openSession(services: Services, role: Role, at: Target): Promise<string> {
  const isStaff = STAFF_SIDE.includes(role)
  const provider = await services.registry.provider(at.providerId)
  const openUserId = (role === 'appAdmin' ? ADMIN : `wo${role.toUpperCase()}`) as OpenUserId
  const record: SessionRecord = {
    person: { providerId: at.providerId, corpId: isStaff && provider ? provider.corpId : at.corpId, openUserId },
    side: isStaff ? 'staff' : 'customer',
    roles: role === 'appAdmin' ? ['appAdmin', 'member'] : [role],
    name: isStaff ? '同事' : '管理员',
    createdAt: services.clock.now(),
  }
  const sessionId = newToken(services.random)
  const now = services.clock.now()
  await services.store.commit([insert(sessions, sessionDocId(at.providerId, sessionId), record, now + 7 * 86_400_000)])
  return signToken(services.config.sessionKey, { providerId: at.providerId, sessionId, expiresAt: now + TOKEN_MS })
}

/** One invitation, one installed app with an open permission request, one published solution with a review link. */
async function furnish(
  services: Services,
  provider: string,
  corp: string,
  suiteId: SuiteId,
  customerName: string,
): Promise<Target> {
  const [providerId, corpId] = [provider as ProviderId, corp as CorpId]
  const now = services.clock.now()
  const person: PersonRef = { providerId, corpId: 'wwstaff' as CorpId, openUserId: 'woSTAFF' as OpenUserId }
  const staff: SessionRecord = { person, side: 'staff', roles: ['owner'], name: '同事', createdAt: now }
  const made = await createInvitation(services, staff, { customerName, templates: [{ suiteId }] })
  const authQr = { url: 'https://open.work.weixin.qq.com/x', createdAt: now, expiresAt: now + 864_000_000 }
  await changeInvitation(services, { providerId, id: made.id }, { type: 'renewAuthQr', authQr })

  const app = { providerId, suiteId, authCorpId: corpId }
  const doneAt = { authorised: now, exchanged: now, infoRead: now, tokenHad: now, probed: now }
  const auth: CorpAuthRecord = {
    ...app,
    kind: 'template',
    generation: 1,
    status: 'active',
    corpName: customerName,
    appName: '应用',
    authEventAt: now,
    authorisedBy: { openUserId: ADMIN, at: now },
    isClosed: observed(false, now),
    setup: { doneAt },
    secretVersion: 1,
    permanentCode: services.sealer.seal('permanent', permanentCodePlace(app)),
  }
  await services.store.commit([insert(corpAuths, corpAuthDocId(app), auth)])
  await changeDossier(services, app, { type: 'observe', keys: [] })
  const by = { openUserId: person.openUserId, name: '同事' }
  await changeDossier(services, app, { type: 'ask', items: PERMISSIONS, by }, person)

  const solution = await saveSolution(services, person, {
    name: '门店经营',
    overview: `${customerName}的企业微信方案`,
    text: '',
    linkedApps: [suiteId],
  })
  await publishSolution(services, person, solution.id, false)
  const reviewToken = newToken(services.random)
  const review = { providerId, id: `review${solution.id}`.slice(0, 16) }
  await services.store.commit([
    insert(reviewInvitations, reviewInvitationDocId(providerId, review.id), {
      ...review,
      solutionId: solution.id,
      suiteId,
      plainCorpId: 'ww0000000000000000',
      corp: observed(corpId, now),
      createdAt: now,
      expiresAt: now + 30 * 86_400_000,
      linkToken: services.sealer.seal(reviewToken, reviewTokenPlace(review)),
    }),
    linkWrite(providerId, reviewToken, { kind: 'review', targetId: review.id }),
  ])
  const callback = callbackDocId(app, '1767578400', 'a'.repeat(32))
  await services.store.commit([
    insert(callbacks, callback, {
      providerId,
      suiteId,
      kind: 'changeAuth',
      corpId,
      receiveId: suiteId,
      eventAt: now,
      receivedAt: now,
      body: services.sealer.seal('<xml></xml>', { collection: 'callback', id: callback, field: 'body' }),
      status: 'failed',
      dueAt: now,
      tries: 20,
    }),
  ])
  return {
    providerId,
    corpId,
    suiteId,
    callbackId: callbackPublicId(callback),
    invitationId: made.id,
    invitationToken: made.link.slice(-26),
    solutionId: solution.id,
    reviewToken,
  }
}

/** What came back from one call, and what it cost the store. */
export interface Called {
  readonly status: number
  /** `ok`, or the code of the refusal. */
  readonly code: string
  /** The whole answer but for the request id. */
  readonly text: string
  readonly fields: readonly string[]
  readonly reads: number
  readonly writes: number
}

/** Calls an action through the edge. */
export async function call(world: World, action: string, input: unknown, token?: string): Promise<Called> {
  return send(world, action, JSON.stringify({ input, client: '0.1.0' }), token)
}

/** Calls an action with a body of one's own. */
export async function send(world: World, action: string, body: string, token?: string): Promise<Called> {
  const { services } = world
  const request: EdgeRequest = {
    method: 'POST',
    path: `/api/${action}`,
    query: {},
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: Buffer.from(body),
    ip: '127.0.0.1',
    requestId: 'request',
  }
  const before = { ...services.store.counters }
  const answer = await apiEdge(request, services)
  const text = String(answer.body)
  const parsed = JSON.parse(text) as {
    ok: boolean
    error?: { code: string; details?: { issues?: { field: string }[] } }
  }
  return {
    status: answer.status,
    code: parsed.ok ? 'ok' : (parsed.error?.code ?? ''),
    text,
    fields: parsed.error?.details?.issues?.map((issue) => issue.field) ?? [],
    reads: services.store.counters.reads - before.reads,
    writes: services.store.counters.writes - before.writes,
  }
}
