/** A valid input of every action. Complete, or it does not compile: a new action gets a row, and with it the generated tests. */
import type { ActionName, ContractOf } from '@shared/contract'
import type { ErrorCode } from '@shared/kernel/errors'
import type { InferInput } from 'valibot'
import { PERMISSIONS, type Target } from './access-world'

export interface Sample<N extends ActionName> {
  /**
   * @param target what the input points at
   * @param caller what the caller owns, for the parts that are not under test
   */
  readonly input: (target: Target, caller: Target) => InferInput<ContractOf<N>['input']>
  /**
   * What a caller gets who points at something of others, or of nobody. `own`: the input points at nothing, the answer holds
   * the caller's things only.
   */
  readonly foreign: ErrorCode | 'own'
  /** Optional fields the input leaves out, since they would point at something this world does not hold. */
  readonly without?: readonly string[]
}

const invitationLink = (t: Target) => ({ provider: t.providerId, token: t.invitationToken })
const reviewLink = (t: Target) => ({ provider: t.providerId, token: t.reviewToken })
const app = (t: Target) => ({ corpId: t.corpId, suiteId: t.suiteId })

const KEYS = { token: 'ATokenOfACallbackUrl', encodingAesKey: 'k'.repeat(43) }
let added = 0
const CSV = 'corpid,permanent_code,agentid\nwpANADOPTEDCORP,,1000002\n'

export const SAMPLES: { readonly [N in ActionName]: Sample<N> } = {
  'session.bootstrap': { input: (t) => ({ provider: t.providerId }), foreign: 'own' },
  'session.begin': {
    input: (t) => ({ provider: t.providerId, via: 'oauth', challenge: 'a'.repeat(26) }),
    foreign: 'own',
  },
  'session.signIn': {
    input: (t) => ({
      provider: t.providerId,
      via: 'oauth',
      code: 'code',
      state: 'a'.repeat(32),
      verifier: 'b'.repeat(26),
      ownerToken: 'c'.repeat(26),
    }),
    foreign: 'own',
  },
  'session.refresh': { input: () => ({}), foreign: 'own' },
  'session.end': { input: () => ({}), foreign: 'own' },
  'registry.list': { input: () => ({}), foreign: 'own' },
  'registry.addSuite': {
    // Every call registers another one: a second time is a conflict, and no refusal.
    input: () => ({
      ...KEYS,
      suiteId: `dk${String(++added).padStart(16, '0')}`,
      use: 'customer',
      name: '门店收银',
      reason: '门店收银对账',
      secret: 's'.repeat(43),
      isLaunched: true,
    }),
    foreign: 'own',
  },
  'registry.describe': {
    input: (t) => ({ suiteId: t.suiteId, name: '客户旅程', reason: '跟进客户', isLaunched: true }),
    foreign: 'NOT_FOUND',
  },
  'registry.setUse': { input: (t) => ({ suiteId: t.suiteId, use: 'customer' }), foreign: 'NOT_FOUND' },
  'registry.setSecret': { input: (t) => ({ suiteId: t.suiteId, secret: 's'.repeat(43) }), foreign: 'NOT_FOUND' },
  'registry.setProviderSecret': { input: () => ({ secret: 's'.repeat(64) }), foreign: 'own' },
  'registry.rotateCallbackKeys': { input: (t) => ({ suiteId: t.suiteId, ...KEYS }), foreign: 'NOT_FOUND' },
  'registry.setSystemKeys': { input: () => KEYS, foreign: 'own' },
  'registry.setAlarmWebhook': { input: () => ({ url: 'https://robot.example.com/send?key=1' }), foreign: 'own' },
  'registry.simulateVerification': { input: (t) => ({ suiteId: t.suiteId }), foreign: 'NOT_FOUND' },
  'registry.checkIp': { input: app, foreign: 'NOT_FOUND' },
  'callback.list': {
    input: (t) => ({ corpId: t.corpId, suiteId: t.suiteId, kind: 'changeAuth', state: 'parked' }),
    foreign: 'own',
  },
  'callback.get': { input: (t) => ({ id: t.callbackId }), foreign: 'NOT_FOUND' },
  'callback.runAgain': { input: (t) => ({ id: t.callbackId }), foreign: 'NOT_FOUND' },
  'forward.list': { input: () => ({}), foreign: 'own' },
  'forward.set': {
    input: (t) => ({ suiteId: t.suiteId, url: 'https://crm.example.com/wecom', secret: 's'.repeat(40) }),
    foreign: 'NOT_FOUND',
  },
  'forward.remove': { input: (t) => ({ suiteId: t.suiteId }), foreign: 'NOT_FOUND' },
  'forward.dead': { input: (t) => ({ suiteId: t.suiteId }), foreign: 'own' },
  'forward.retry': { input: (t) => ({ suiteId: t.suiteId }), foreign: 'own', without: ['id'] },
  'backend.setKey': { input: () => ({ secret: 'k'.repeat(40) }), foreign: 'own' },
  'backend.removeKey': { input: () => ({}), foreign: 'own' },
  'backend.audit': { input: () => ({}), foreign: 'own' },
  'backend.examples': { input: () => ({}), foreign: 'own' },
  'adoption.dryRun': { input: (t) => ({ suiteId: t.suiteId, csv: CSV }), foreign: 'NOT_FOUND' },
  'adoption.run': { input: (t) => ({ suiteId: t.suiteId, csv: CSV }), foreign: 'NOT_FOUND' },
  'adoption.waiting': { input: (t) => ({ suiteId: t.suiteId }), foreign: 'NOT_FOUND' },
  'invitation.create': {
    input: (t) => ({
      customerName: '新客户',
      note: '备注',
      templates: [{ suiteId: t.suiteId, reason: '跟进客户' }],
    }),
    foreign: 'INVALID_INPUT',
  },
  'invitation.list': { input: () => ({ search: '客户' }), foreign: 'own' },
  'invitation.get': { input: (t) => ({ id: t.invitationId }), foreign: 'NOT_FOUND' },
  'invitation.revoke': { input: (t) => ({ id: t.invitationId }), foreign: 'NOT_FOUND' },
  'invitation.open': { input: invitationLink, foreign: 'NOT_FOUND' },
  'invitation.recordOpen': { input: invitationLink, foreign: 'NOT_FOUND' },
  'invitation.authQr': { input: invitationLink, foreign: 'NOT_FOUND' },
  'invitation.signInSuiteQr': { input: invitationLink, foreign: 'NOT_FOUND' },
  'invitation.skipSignInSuite': { input: invitationLink, foreign: 'NOT_FOUND' },
  'inbox.list': { input: () => ({}), foreign: 'own' },
  'corp.list': { input: () => ({ search: '客户' }), foreign: 'own' },
  'corp.erasureProof': { input: app, foreign: 'NOT_FOUND' },
  'permission.get': { input: app, foreign: 'NOT_FOUND' },
  'permission.ask': {
    input: (t) => ({ ...app(t), items: PERMISSIONS.map((item) => ({ ...item })), supersedes: 1 }),
    foreign: 'NOT_FOUND',
  },
  'permission.file': { input: (t) => ({ ...app(t), no: 1 }), foreign: 'NOT_FOUND' },
  'permission.recordDecline': { input: (t) => ({ ...app(t), no: 1, remark: '电话里说的' }), foreign: 'NOT_FOUND' },
  'permission.remind': { input: (t) => ({ ...app(t), no: 1 }), foreign: 'NOT_FOUND' },
  'permission.open': { input: (t) => ({ suiteId: t.suiteId }), foreign: 'NOT_FOUND' },
  'permission.choose': {
    input: (t) => ({ suiteId: t.suiteId, no: 1, chosen: ['contact:sensitive:mobile'] }),
    foreign: 'NOT_FOUND',
  },
  'permission.decline': { input: (t) => ({ suiteId: t.suiteId, no: 1, remark: '暂不' }), foreign: 'NOT_FOUND' },
  'tracker.get': { input: app, foreign: 'NOT_FOUND' },
  'tracker.own': { input: () => ({}), foreign: 'own' },
  'solution.list': { input: () => ({}), foreign: 'own' },
  'solution.get': { input: (t) => ({ id: t.solutionId }), foreign: 'NOT_FOUND' },
  'solution.save': {
    input: (t, caller) => ({
      id: t.solutionId,
      version: 2,
      name: '门店经营',
      overview: '连锁零售方案',
      text: '介绍',
      linkedApps: [caller.suiteId],
    }),
    foreign: 'NOT_FOUND',
  },
  'solution.publish': { input: (t) => ({ id: t.solutionId }), foreign: 'NOT_FOUND' },
  'solution.page': { input: (t, caller) => ({ provider: caller.providerId, id: t.solutionId }), foreign: 'NOT_FOUND' },
  'review.invite': {
    input: (t) => ({ solutionId: t.solutionId, suiteId: t.suiteId, plainCorpId: 'ww3e5a9d7c1b2f4860' }),
    foreign: 'NOT_FOUND',
  },
  'review.open': { input: reviewLink, foreign: 'NOT_FOUND' },
  'review.write': {
    input: (t) => ({ ...reviewLink(t), stars: 5, text: '上线两周，导购跟进客户的记录完整多了。', byName: '李想' }),
    foreign: 'NOT_FOUND',
  },
}
