/** What may happen to a permission dossier. Pure; what WeCom says outranks what we recorded. */
import { assertNever } from '../../kernel/assert-never'
import type { OpenUserId } from '../../wecom/ids'
import { observed } from '../basis'
import { isOpenRequest, wantedKeys, type AskedPermission, type Dossier, type PermissionRequest } from './states'

export type PermissionCommand =
  | {
      readonly type: 'ask'
      readonly items: readonly AskedPermission[]
      readonly by: { readonly openUserId: OpenUserId; readonly name: string }
      /** The open request whose place it takes, if one is open: taken openly, never by accident. */
      readonly supersedes?: number
    }
  | { readonly type: 'choose'; readonly no: number; readonly chosen: readonly string[]; readonly by: OpenUserId }
  | { readonly type: 'file'; readonly no: number; readonly by: string }
  | { readonly type: 'decline'; readonly no: number; readonly by: string; readonly remark?: string }
  /** `agent/get_permissions` was read. */
  | { readonly type: 'observe'; readonly keys: readonly string[] }

export type PermissionRefusal =
  | 'requestOpen'
  | 'nothingNew'
  | 'noSuchRequest'
  | 'notOpen'
  | 'mustHaveLeftOut'
  | 'notAsked'
  | 'filedAlready'
  | 'notConsulted'

export type PermissionDecision =
  | {
      readonly ok: true
      readonly next: Dossier
      readonly history: readonly string[]
      /** Keys gained and lost against the last observation. */
      readonly gained: readonly string[]
      readonly lost: readonly string[]
    }
  | { readonly ok: false; readonly reason: PermissionRefusal }

const yes = (next: Dossier, history: readonly string[], gained: readonly string[] = [], lost: readonly string[] = []) =>
  ({ ok: true, next, history, gained, lost }) as const
const no = (reason: PermissionRefusal) => ({ ok: false, reason }) as const

/** @param now epoch ms */
export function decidePermission(state: Dossier, command: PermissionCommand, now: number): PermissionDecision {
  switch (command.type) {
    case 'ask':
      return ask(state, command, now)
    case 'observe':
      return observe(state, command.keys, now)
    case 'choose': {
      const request = state.request
      if (request?.no !== command.no) return no('noSuchRequest')
      if (request.state === 'filed') return no('filedAlready')
      if (!isOpenRequest(request)) return no('notOpen')
      const chosen = new Set(command.chosen)
      if (command.chosen.some((key) => !request.items.some((item) => item.key === key))) return no('notAsked')
      if (request.items.some((item) => item.isMustHave && !chosen.has(item.key))) return no('mustHaveLeftOut')
      const next: PermissionRequest = {
        ...request,
        state: 'consulted',
        chosen: request.items.map((item) => item.key).filter((key) => chosen.has(key)),
        consultedAt: now,
        consultedBy: command.by,
      }
      return yes({ ...state, request: next }, ['consulted'])
    }
    case 'file': {
      const request = state.request
      if (request?.no !== command.no) return no('noSuchRequest')
      if (request.state === 'filed') return no('filedAlready')
      if (!isOpenRequest(request)) return no('notOpen')
      // Without optional items there is nothing to choose: it may be filed at once.
      if (request.state === 'draft' && request.items.some((item) => !item.isMustHave)) return no('notConsulted')
      return yes({ ...state, request: { ...request, state: 'filed', filedAt: now, filedBy: command.by } }, ['filed'])
    }
    case 'decline': {
      const request = state.request
      if (request?.no !== command.no) return no('noSuchRequest')
      if (!isOpenRequest(request)) return no('notOpen')
      const next: PermissionRequest = {
        ...request,
        state: 'declined',
        answeredAt: now,
        declinedBy: command.by,
        ...(command.remark ? { remark: command.remark } : {}),
      }
      return yes({ ...state, request: next }, ['declined'])
    }
    default:
      return assertNever(command, 'permission command')
  }
}

function ask(state: Dossier, command: Extract<PermissionCommand, { type: 'ask' }>, now: number): PermissionDecision {
  if (isOpenRequest(state.request) && state.request.no !== command.supersedes) return no('requestOpen')
  const inForce = new Set(state.effective?.value ?? [])
  if (command.items.every((item) => inForce.has(item.key))) return no('nothingNew')
  const number = state.requestCount + 1
  const request: PermissionRequest = {
    no: number,
    state: 'draft',
    items: command.items,
    askedAt: now,
    askedBy: command.by,
    before: [...inForce],
  }
  const reasons = { ...state.reasons, ...Object.fromEntries(command.items.map((item) => [item.key, item])) }
  const history = isOpenRequest(state.request) ? [`superseded:${state.request.no}`, 'asked'] : ['asked']
  return yes({ ...state, request, reasons, requestCount: number }, history)
}

function observe(state: Dossier, keys: readonly string[], now: number): PermissionDecision {
  const sorted = [...new Set(keys)].sort()
  const known = state.effective?.value ?? []
  const gained = sorted.filter((key) => !known.includes(key))
  const lost = known.filter((key) => !sorted.includes(key))
  const history = [...gained.map((key) => `gained:${key}`), ...lost.map((key) => `lost:${key}`)]
  const answered = answer(state.request, sorted, now)
  const effective = observed(sorted, now)
  if (!answered) return yes({ ...state, effective }, history, gained, lost)
  return yes({ ...state, effective, request: answered }, [...history, answered.state], gained, lost)
}

/** What an observation makes of the request: agreed when all that is wanted is in force, partly when some of it came. */
function answer(
  request: PermissionRequest | undefined,
  keys: readonly string[],
  now: number,
): PermissionRequest | undefined {
  if (!request || request.state === 'superseded' || request.state === 'agreed') return undefined
  const wanted = wantedKeys(request)
  const inForce = wanted.filter((key) => keys.includes(key))
  if (inForce.length === wanted.length) return { ...request, state: 'agreed', answeredAt: now }
  const isNew = inForce.some((key) => !request.before.includes(key))
  if (!isNew || request.state === 'partly' || request.state === 'declined') return undefined
  return { ...request, state: 'partly', answeredAt: now }
}
