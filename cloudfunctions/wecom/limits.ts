/**
 * What keeps us inside WeCom's frequency limits and out of a retry storm: budgets per corp and per IP, pauses after 45009, and a
 * circuit per provider that opens after repeated 60020, -1 or silence.
 * @see wecom-api §2.8 (WeCom 90312), §8
 */
import { describeErrcode } from '@shared/wecom/errcodes'
import type { Clock } from '../runtime/clock'
import { WeComError } from './wecom-error'

/** Who calls what. */
export interface LimitedCall {
  readonly api: string
  readonly providerId: string
  /** The auth corp whose budget it uses, where there is one. */
  readonly corpId?: string
  /** Input of people who have not signed in: they get a small share of their own. */
  readonly isLoginCode: boolean
}

/** Calls per minute and per hour. */
export interface Budget {
  readonly perMinute: number
  readonly perHour: number
}

export interface Budgets {
  /** Per corp and API. */
  readonly corp: Budget
  /** All calls of this process. */
  readonly ip: Budget
  /** Login codes of this process. */
  readonly loginCodes: Budget
}

/** WeCom's own limits of a provider's IP (WeCom 90312); login codes may use a fiftieth. */
export const DEFAULT_BUDGETS: Budgets = {
  corp: { perMinute: 10_000, perHour: 150_000 },
  ip: { perMinute: 40_000, perHour: 1_200_000 },
  loginCodes: { perMinute: 800, perHour: 24_000 },
}

export interface Limits {
  /** Counts the call, or refuses it unsent. @throws WeComError with the errcode that made it wait */
  enter(call: LimitedCall): void
  /** What came of it. @param errcode undefined when nothing came back */
  leave(call: LimitedCall, errcode: number | undefined): void
}

interface Window {
  minute: number
  inMinute: number
  hour: number
  inHour: number
}

interface Pause {
  until: number
}

interface Circuit {
  failures: number
  opened: number
  isTrying: boolean
  openUntil: number
  errcode: number | undefined
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Failures in a row that open the circuit. */
const OPEN_AFTER = 8
const OPEN_FIRST_MS = 5000
const OPEN_MOST_MS = MINUTE
/** Most places remembered at once; older ones are forgotten first. */
const MOST = 50_000

const isTrouble = (errcode: number | undefined): boolean => errcode === undefined || errcode === -1 || errcode === 60020

function touch<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key)
  if (found) return found
  const made = make()
  map.set(key, made)
  const oldest = map.size > MOST ? map.keys().next().value : undefined
  if (oldest !== undefined) map.delete(oldest)
  return made
}

/** Milliseconds until the budget has room again; 0 after counting the call. */
function spend(window: Window, budget: Budget, now: number): number {
  const minute = Math.floor(now / MINUTE)
  const hour = Math.floor(now / HOUR)
  if (window.minute !== minute) Object.assign(window, { minute, inMinute: 0 })
  if (window.hour !== hour) Object.assign(window, { hour, inHour: 0 })
  if (window.inHour >= budget.perHour) return (hour + 1) * HOUR - now
  if (window.inMinute >= budget.perMinute) return (minute + 1) * MINUTE - now
  window.inMinute += 1
  window.inHour += 1
  return 0
}

/** Limits of one process. */
export function createLimits(clock: Clock, budgets: Budgets = DEFAULT_BUDGETS): Limits {
  const windows = new Map<string, Window>()
  const pauses = new Map<string, Pause>()
  const circuits = new Map<string, Circuit>()

  const pauseKey = (call: LimitedCall): string => `${call.providerId}|${call.corpId ?? ''}|${call.api}`
  const newWindow = (): Window => ({ minute: 0, inMinute: 0, hour: 0, inHour: 0 })
  const newCircuit = (): Circuit => ({ failures: 0, opened: 0, isTrying: false, openUntil: 0, errcode: undefined })

  const refuse = (call: LimitedCall, errcode: number | undefined, why: string, waitMs: number): never => {
    throw new WeComError(
      call.api,
      errcode,
      `not sent: ${why}`,
      describeErrcode(errcode).remedy,
      false,
      undefined,
      waitMs,
    )
  }

  const requireBudget = (call: LimitedCall, key: string, budget: Budget): void => {
    const waitMs = spend(touch(windows, key, newWindow), budget, clock.now())
    if (waitMs > 0) refuse(call, 45009, `budget of ${key.split(':')[0] ?? key} is spent`, waitMs)
  }

  return {
    enter(call) {
      const now = clock.now()
      const pause = pauses.get(pauseKey(call))
      if (pause && pause.until > now) refuse(call, 45009, 'rate limit still holds', pause.until - now)
      const circuit = circuits.get(call.providerId)
      if (circuit && circuit.openUntil > now) refuse(call, circuit.errcode, 'circuit open', circuit.openUntil - now)
      if (circuit && circuit.failures >= OPEN_AFTER) {
        // Half open: this call is the trial, the others wait for what becomes of it, but no longer than one read timeout.
        circuit.openUntil = now + OPEN_FIRST_MS
        circuit.isTrying = true
      }
      // The smallest budget first, so that a refused call uses up no other.
      if (call.isLoginCode) requireBudget(call, 'loginCodes', budgets.loginCodes)
      if (call.corpId !== undefined) requireBudget(call, `corp:${pauseKey(call)}`, budgets.corp)
      requireBudget(call, 'ip', budgets.ip)
    },
    leave(call, errcode) {
      const now = clock.now()
      if (errcode === 45009) {
        const pause = touch(pauses, pauseKey(call), () => ({ until: 0 }))
        // A minute's block ends after a minute; met again right after it, it was the hour's (WeCom 90312). Answers of calls
        // that were on their way when the pause began say nothing new.
        if (pause.until <= now) pause.until = now + (now < pause.until + MINUTE ? HOUR : MINUTE)
      }
      if (!isTrouble(errcode)) {
        circuits.delete(call.providerId)
        return
      }
      const circuit = touch(circuits, call.providerId, newCircuit)
      // Calls that were on their way when it opened do not open it further.
      if (circuit.openUntil > now && !circuit.isTrying) return
      circuit.isTrying = false
      circuit.failures += 1
      circuit.errcode = errcode
      if (circuit.failures < OPEN_AFTER) return
      circuit.opened += 1
      circuit.openUntil = now + Math.min(OPEN_FIRST_MS * 2 ** (circuit.opened - 1), OPEN_MOST_MS)
    },
  }
}
