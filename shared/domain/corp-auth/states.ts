/** `CorpAuth`: one corp's authorisation of one app, through all its installs. */
import type { Known } from '../basis'
import type { AgentId, CorpId, OpenUserId, ProviderId, SuiteId } from '../../wecom/ids'

/**
 * `active`: a permanent code is held and was not refused; `cancelled`: WeCom said so, or refused the code (40084, 48004);
 * `suspectedGone`: the corp looks dissolved (301007, 2000002), to be confirmed by a person.
 */
export type CorpAuthStatus = 'active' | 'cancelled' | 'suspectedGone'

/** What happens between the push of `create_auth` and "done", in order. Each is a real call that came back. */
export const SETUP_STEPS = ['authorised', 'exchanged', 'infoRead', 'tokenHad', 'probed'] as const
export type SetupStep = (typeof SETUP_STEPS)[number]

export interface SetupFailure {
  readonly step: SetupStep
  readonly at: number
  /** WeCom's code; absent when nothing came back. */
  readonly errcode?: number
  /** Chinese: what to do. */
  readonly advice: string
  /** True when it is tried again without anybody doing anything. */
  readonly isRetried: boolean
}

/** When each step of the present generation was seen to work (epoch ms). */
export interface Setup {
  readonly doneAt: Readonly<Partial<Record<SetupStep, number>>>
  readonly failure?: SetupFailure
}

/** Visible range of the app as WeCom reports it (WeCom 90604). */
export interface VisibleRange {
  readonly departments: readonly number[]
  readonly users: readonly string[]
  readonly tags: readonly number[]
}

/** What an app's URL tells of members, without saying anything to act upon (wecom-api §4.3). */
export type MemberSignal = 'subscribe' | 'unsubscribe' | 'unlicensedNotify'

export interface CorpAuth {
  readonly providerId: ProviderId
  readonly suiteId: SuiteId
  readonly authCorpId: CorpId
  readonly kind: 'suite' | 'template'
  /** Counts installs of this app in this corp, from 1. */
  readonly generation: number
  readonly status: CorpAuthStatus
  readonly corpName: string
  readonly agentId?: AgentId
  readonly appName?: string
  /** TimeStamp of the `create_auth` that began this generation (epoch ms, whole seconds). */
  readonly authEventAt: number
  readonly authorisedBy?: { readonly openUserId: OpenUserId; readonly at: number }
  readonly authMode?: 'admin' | 'member'
  readonly range?: Known<VisibleRange>
  /** WeCom 96448: 0 authorised, 1 in development, 2 launched, 3 launched with a newer draft. */
  readonly publishStatus?: Known<0 | 1 | 2 | 3>
  readonly isClosed?: Known<boolean>
  /** `agent/get_admin_list` (auth_type 1 manages the app, 0 only sends). */
  readonly admins?: Known<readonly { readonly openUserId: OpenUserId; readonly authType: 0 | 1 }[]>
  /** When the app was first seen in development, launched, and launched with somebody in its range. */
  readonly developingAt?: number
  readonly launchedAt?: number
  readonly rangeSetAt?: number
  readonly setup: Setup
  /** From `get_permanent_code`'s state, never from the event (WeCom 98744). */
  readonly invitationId?: string
  readonly cancelledAt?: number
  /** When a member was first seen to enter the app (enter_agent), of this generation. */
  readonly firstUsedAt?: number
  /** WeCom paused the app after long disuse, or resumed it (48006 meanwhile). */
  readonly isInactive?: Known<boolean>
  /** The newest hour in which each of these was told of. */
  readonly seenAt?: Readonly<Partial<Record<MemberSignal, number>>>
  /** Raised with every new permanent code, so that no token outlives it. */
  readonly secretVersion: number
}

/** True when the probe of the present generation worked: only then is an install called done. */
export const isSetUp = (auth: CorpAuth): boolean => auth.status === 'active' && auth.setup.doneAt.probed !== undefined
