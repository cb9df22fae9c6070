/** What may happen to a `CorpAuth`. Pure; order of events is never assumed. */
import { assertNever } from '../../kernel/assert-never'
import type { AgentId, CorpId, OpenUserId, ProviderId, SuiteId } from '../../wecom/ids'
import { observed } from '../basis'
import {
  SETUP_STEPS,
  type CorpAuth,
  type MemberSignal,
  type SetupFailure,
  type SetupStep,
  type VisibleRange,
} from './states'

export type CorpAuthCommand =
  /** A permanent code was obtained for a `create_auth` of `authEventAt`. */
  | {
      readonly type: 'install'
      readonly providerId: ProviderId
      readonly suiteId: SuiteId
      readonly authCorpId: CorpId
      readonly kind: 'suite' | 'template'
      readonly corpName: string
      readonly authEventAt: number
      readonly authorisedBy?: OpenUserId
      readonly invitationId?: string
    }
  /** `get_auth_info` was read. */
  | {
      readonly type: 'infoRead'
      readonly corpName: string
      readonly agentId?: AgentId
      readonly appName?: string
      readonly authMode?: 'admin' | 'member'
      readonly range?: VisibleRange
    }
  | { readonly type: 'tokenHad' }
  /** `agent/get` answered. */
  | {
      readonly type: 'probed'
      readonly publishStatus?: 0 | 1 | 2 | 3
      readonly isClosed: boolean
      readonly appName?: string
    }
  | { readonly type: 'adminsRead'; readonly admins: readonly { openUserId: OpenUserId; authType: 0 | 1 }[] }
  | { readonly type: 'setupFailed'; readonly failure: Omit<SetupFailure, 'at'> }
  /**
   * WeCom refuses the permanent code, or `cancel_auth` was confirmed by a re-read. `secretVersion`: of the code that was refused; the
   * refusal of an old code says nothing of a newer one.
   */
  | { readonly type: 'cancel'; readonly secretVersion?: number }
  | { readonly type: 'suspectGone'; readonly secretVersion?: number }
  /** WeCom was asked again, and this very code opens: the refusal before was a mistake. */
  | { readonly type: 'reopen'; readonly secretVersion: number }
  /** `reset_permanent_code` was exchanged: same install, new secret. WeCom gave it, so the authorisation is alive. */
  | { readonly type: 'secretReset' }
  /** An app's URL told of something at `at` (epoch ms, whole seconds). Order does not matter: each keeps its first or its newest. */
  | {
      readonly type: 'seen'
      readonly signal: MemberSignal | 'enterAgent' | 'closeInactive' | 'reopenInactive'
      readonly at: number
    }

export type CorpAuthRefusal = 'absent' | 'olderThanInstall' | 'notActive'

export type CorpAuthDecision =
  | { readonly ok: true; readonly next: CorpAuth; readonly history: readonly string[] }
  | { readonly ok: false; readonly reason: CorpAuthRefusal }

/** The step that comes after those done, or undefined when all are. */
export const nextSetupStep = (auth: CorpAuth): SetupStep | undefined =>
  SETUP_STEPS.find((step) => auth.setup.doneAt[step] === undefined)

/**
 * @param state undefined before the first install
 * @param now   epoch ms
 * @returns the next state and the history entries it earns, or why nothing changes
 */
export function decideCorpAuth(state: CorpAuth | undefined, command: CorpAuthCommand, now: number): CorpAuthDecision {
  if (command.type === 'install') return install(state, command, now)
  if (!state) return { ok: false, reason: 'absent' }
  // A code that WeCom still exchanges outranks our belief that the authorisation is gone.
  const isPastCancel = command.type === 'cancel' || command.type === 'secretReset' || command.type === 'reopen'
  if (state.status === 'cancelled' && !isPastCancel) return { ok: false, reason: 'notActive' }
  switch (command.type) {
    case 'infoRead': {
      const next: CorpAuth = {
        ...step(state, 'infoRead', now),
        corpName: command.corpName || state.corpName,
        ...(command.agentId === undefined ? {} : { agentId: command.agentId }),
        ...(command.appName === undefined ? {} : { appName: command.appName }),
        ...(command.authMode === undefined ? {} : { authMode: command.authMode }),
        ...(command.range === undefined ? {} : { range: observed(command.range, now) }),
      }
      return {
        ok: true,
        next: withMilestones(next, now),
        history: sameRange(state.range?.value, command.range) ? [] : ['rangeChanged'],
      }
    }
    case 'tokenHad':
      return { ok: true, next: step(state, 'tokenHad', now), history: [] }
    case 'probed': {
      const next: CorpAuth = {
        ...step(state, 'probed', now),
        ...(command.publishStatus === undefined ? {} : { publishStatus: observed(command.publishStatus, now) }),
        isClosed: observed(command.isClosed, now),
        ...(command.appName === undefined ? {} : { appName: command.appName }),
      }
      const history: string[] = []
      if (state.setup.doneAt.probed === undefined) history.push('setUp')
      if (command.publishStatus !== undefined && state.publishStatus?.value !== command.publishStatus)
        history.push(`publishStatus:${command.publishStatus}`)
      if (state.isClosed && state.isClosed.value !== command.isClosed)
        history.push(command.isClosed ? 'disabled' : 'enabled')
      return { ok: true, next: withMilestones(next, now), history }
    }
    case 'adminsRead':
      return { ok: true, next: { ...state, admins: observed(command.admins, now) }, history: [] }
    case 'setupFailed':
      return {
        ok: true,
        next: { ...state, setup: { ...state.setup, failure: { ...command.failure, at: now } } },
        history: [`setupFailed:${command.failure.step}`],
      }
    case 'cancel':
      if (command.secretVersion !== undefined && command.secretVersion !== state.secretVersion) {
        return { ok: false, reason: 'olderThanInstall' }
      }
      if (state.status === 'cancelled') return { ok: true, next: state, history: [] }
      return { ok: true, next: { ...state, status: 'cancelled', cancelledAt: now }, history: ['cancelled'] }
    case 'suspectGone':
      if (command.secretVersion !== undefined && command.secretVersion !== state.secretVersion) {
        return { ok: false, reason: 'olderThanInstall' }
      }
      if (state.status === 'suspectedGone') return { ok: true, next: state, history: [] }
      return { ok: true, next: { ...state, status: 'suspectedGone' }, history: ['suspectedGone'] }
    case 'reopen': {
      if (command.secretVersion !== state.secretVersion) return { ok: false, reason: 'olderThanInstall' }
      if (state.status === 'active') return { ok: true, next: state, history: [] }
      const { cancelledAt: _mistake, ...rest } = state
      return { ok: true, next: { ...rest, status: 'active' }, history: ['reopened'] }
    }
    case 'secretReset': {
      const { cancelledAt: _gone, ...rest } = state
      // A failure of the old secret says nothing of the new one.
      const { failure: _old, ...setup } = rest.setup
      return {
        ok: true,
        next: { ...rest, setup, status: 'active', secretVersion: state.secretVersion + 1 },
        history: ['secretReset'],
      }
    }
    case 'seen':
      return seen(state, command)
    default:
      return assertNever(command, 'corp auth command')
  }
}

/** Notes the moment at which a state of WeCom was first seen in this generation; looking again does not move it. */
function withMilestones(auth: CorpAuth, now: number): CorpAuth {
  const status = auth.publishStatus?.value ?? 0
  const isVisible = status >= 2 && rangeIsSet(auth.range?.value)
  return {
    ...auth,
    ...(status >= 1 && auth.developingAt === undefined ? { developingAt: now } : {}),
    ...(status >= 2 && auth.launchedAt === undefined ? { launchedAt: now } : {}),
    ...(isVisible && auth.rangeSetAt === undefined ? { rangeSetAt: now } : {}),
  }
}

type Install = Extract<CorpAuthCommand, { type: 'install' }>

function install(state: CorpAuth | undefined, command: Install, now: number): CorpAuthDecision {
  if (state && state.authEventAt > command.authEventAt) return { ok: false, reason: 'olderThanInstall' }
  const next: CorpAuth = {
    providerId: command.providerId,
    suiteId: command.suiteId,
    authCorpId: command.authCorpId,
    kind: command.kind,
    generation: (state?.generation ?? 0) + 1,
    status: 'active',
    corpName: command.corpName,
    authEventAt: command.authEventAt,
    ...(command.authorisedBy === undefined
      ? {}
      : { authorisedBy: { openUserId: command.authorisedBy, at: command.authEventAt } }),
    ...(command.invitationId === undefined ? {} : { invitationId: command.invitationId }),
    setup: { doneAt: { authorised: command.authEventAt, exchanged: now } },
    secretVersion: (state?.secretVersion ?? 0) + 1,
  }
  return { ok: true, next, history: [state ? 'reinstalled' : 'installed'] }
}

/** Members come and go by the thousand: one note an hour is enough to know that it happens. */
const SIGNAL_STEP_MS = 3_600_000

function seen(state: CorpAuth, { signal, at }: Extract<CorpAuthCommand, { type: 'seen' }>): CorpAuthDecision {
  if (at < state.authEventAt) return { ok: false, reason: 'olderThanInstall' }
  switch (signal) {
    case 'enterAgent': {
      if (state.firstUsedAt !== undefined && state.firstUsedAt <= at) return { ok: true, next: state, history: [] }
      const history = state.firstUsedAt === undefined ? ['firstUsed'] : []
      return { ok: true, next: { ...state, firstUsedAt: at }, history }
    }
    case 'closeInactive':
    case 'reopenInactive': {
      const value = signal === 'closeInactive'
      const known = state.isInactive
      // Of two in one second the resumption counts: a paused app says so again with every refused call.
      if (known && (known.at > at || (known.at === at && value))) return { ok: true, next: state, history: [] }
      const next = { ...state, isInactive: observed(value, at) }
      return { ok: true, next, history: known?.value === value ? [] : [value ? 'pausedForDisuse' : 'resumed'] }
    }
    case 'subscribe':
    case 'unsubscribe':
    case 'unlicensedNotify': {
      const hour = Math.floor(at / SIGNAL_STEP_MS) * SIGNAL_STEP_MS
      if ((state.seenAt?.[signal] ?? -1) >= hour) return { ok: true, next: state, history: [] }
      return { ok: true, next: { ...state, seenAt: { ...state.seenAt, [signal]: hour } }, history: [] }
    }
    default:
      return assertNever(signal, 'signal')
  }
}

/** Marks a step done (first time only) and forgets a failure at it. */
function step(auth: CorpAuth, done: SetupStep, now: number): CorpAuth {
  const { failure, ...setup } = auth.setup
  const doneAt = { ...setup.doneAt, [done]: setup.doneAt[done] ?? now }
  return { ...auth, setup: { doneAt, ...(failure && failure.step !== done ? { failure } : {}) } }
}

/** True when two ranges name the same members, departments and tags, in whatever order. */
export function sameRange(a: VisibleRange | undefined, b: VisibleRange | undefined): boolean {
  if (!a || !b) return a === b
  const key = (r: VisibleRange) => JSON.stringify([[...r.departments].sort(), [...r.users].sort(), [...r.tags].sort()])
  return key(a) === key(b)
}

/** True when at least one member, department or tag can see the app. */
export const rangeIsSet = (range: VisibleRange | undefined): boolean =>
  range !== undefined && range.departments.length + range.users.length + range.tags.length > 0
