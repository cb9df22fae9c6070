/** Whose turn is it: the way of one app in one corp from invitation to use, each step with its ground (product.md flow 7). */
import type { Basis } from '../basis'
import { rangeIsSet } from '../corp-auth/decide'
import { isSetUp, type CorpAuth } from '../corp-auth/states'
import type { Invitation } from '../invitation/states'
import { isOpenRequest, type Dossier } from '../permission/states'

export type TrackerStepKey =
  'invited' | 'opened' | 'authorised' | 'setUp' | 'developing' | 'permissions' | 'launched' | 'rangeSet'

/** Whom a step waits for. */
export type Turn = 'provider' | 'customer' | 'wecom'

export interface TrackerStep {
  readonly key: TrackerStepKey
  readonly state: 'done' | 'now' | 'later'
  readonly turn: Turn
  readonly at?: number
  readonly basis?: Basis
  /** Small facts the page words: counts, states. */
  readonly detail?: Readonly<Record<string, string | number>>
}

interface Sources {
  readonly invitation?: Invitation
  readonly auth?: CorpAuth
  readonly dossier?: Dossier
}

type Draft = Omit<TrackerStep, 'state'> & { readonly isDone: boolean; readonly isHidden?: boolean }

/**
 * The steps in order; the first that is not done is `now`. A permission step appears only once something was asked.
 */
export function trackerSteps({ invitation, auth, dossier }: Sources): readonly TrackerStep[] {
  const publish = auth?.publishStatus
  const request = dossier?.request
  const drafts: Draft[] = [
    {
      key: 'invited',
      turn: 'provider',
      isDone: invitation !== undefined || auth !== undefined,
      ...(invitation ? { at: invitation.createdAt, basis: 'observed' as const } : {}),
    },
    {
      key: 'opened',
      turn: 'customer',
      isDone: invitation?.opens.firstAt !== undefined || auth !== undefined,
      ...(invitation?.opens.firstAt === undefined ? {} : { at: invitation.opens.firstAt, basis: 'observed' as const }),
    },
    {
      key: 'authorised',
      turn: 'customer',
      isDone: auth?.setup.doneAt.exchanged !== undefined,
      ...(auth ? { at: auth.authEventAt, basis: 'observed' as const } : {}),
    },
    {
      key: 'setUp',
      turn: 'wecom',
      isDone: auth !== undefined && isSetUp(auth),
      ...(auth?.setup.doneAt.probed === undefined ? {} : { at: auth.setup.doneAt.probed, basis: 'observed' as const }),
    },
    {
      key: 'developing',
      turn: 'provider',
      isDone: (publish?.value ?? 0) >= 1,
      ...(auth?.developingAt === undefined ? {} : { at: auth.developingAt, basis: 'observed' as const }),
    },
    {
      key: 'permissions',
      turn: request?.state === 'consulted' ? 'provider' : 'customer',
      isDone: request !== undefined && !isOpenRequest(request),
      ...(request?.answeredAt === undefined
        ? {}
        : {
            at: request.answeredAt,
            basis: request.state === 'declined' ? ('declared' as const) : ('observed' as const),
          }),
      ...(request ? { detail: { state: request.state, count: request.items.length } } : {}),
      isHidden: request === undefined,
    },
    {
      key: 'launched',
      turn: 'provider',
      isDone: (publish?.value ?? 0) >= 2,
      ...(auth?.launchedAt === undefined ? {} : { at: auth.launchedAt, basis: 'observed' as const }),
    },
    {
      key: 'rangeSet',
      turn: 'customer',
      isDone: (publish?.value ?? 0) >= 2 && rangeIsSet(auth?.range?.value),
      ...(auth?.range && rangeIsSet(auth.range.value)
        ? {
            at: auth.rangeSetAt ?? auth.range.at,
            basis: auth.range.basis,
            detail: { users: auth.range.value.users.length, departments: auth.range.value.departments.length },
          }
        : {}),
    },
  ]
  const shown = drafts.filter((draft) => !draft.isHidden)
  const current = shown.findIndex((draft) => !draft.isDone)
  return shown.map(({ isDone, isHidden: _hidden, ...step }, i) => ({
    ...step,
    state: isDone ? 'done' : i === current ? 'now' : 'later',
  }))
}
