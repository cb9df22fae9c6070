/**
 * Trades single-use auth codes, once. The intent is stored before the call: after a crash or a timeout the code is tried again,
 * and if WeCom then says it is used up (40078), that it may have worked is a named state with a way out.
 */
import { createHash } from 'node:crypto'
import { assertNever } from '@shared/kernel/assert-never'
import type { SuiteRef } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { authCodeDocId, authCodes, type AuthCodeRecord } from '../../store/collections/callback'
import type { DocId } from '../../store/keys'
import { put, type Stored } from '../../store/store'
import type { PermanentCode } from '../../wecom/client'
import { WeComError } from '../../wecom/wecom-error'
import type { Services } from '../services'

/** Used, unknown or expired codes: asking again cannot help. */
const SPENT = new Set([40078, 42003])

export type Exchange =
  | { readonly type: 'got'; readonly code: PermanentCode; readonly record: Stored<AuthCodeRecord> }
  /** Exchanged before: carry on with that corp. */
  | { readonly type: 'before'; readonly authCorpId: string }
  /** Somebody is exchanging it right now, or has just crashed: look again in a moment. */
  | { readonly type: 'busy' }
  /** WeCom refuses it. `mayHaveWorked`: an earlier try ended without an answer, so a permanent code may exist that we never saw. */
  | { readonly type: 'spent'; readonly mayHaveWorked: boolean }
  /** It died before it could be exchanged (ten minutes without a ticket or an answer). */
  | { readonly type: 'expired' }

/** An auth code lives ten minutes (WeCom 97175); WeCom's clock and ours may differ by a little. */
const AUTH_CODE_MS = 12 * 60_000
/** How long a call can be under way: the client gives up earlier. */
const FLIGHT_MS = 20_000

type Deps = Pick<Services, 'store' | 'clock' | 'wecom'>

/** What is known of a code without asking. */
function settled({ status, authCorpId }: AuthCodeRecord): Exchange | undefined {
  switch (status) {
    case 'exchanged':
      return { type: 'before', authCorpId: authCorpId ?? '' }
    case 'refused':
      return { type: 'spent', mayHaveWorked: false }
    case 'unknown':
      return { type: 'spent', mayHaveWorked: true }
    case 'expired':
      return { type: 'expired' }
    case 'exchanging':
      return undefined
    default:
      return assertNever(status, 'auth code status')
  }
}

/**
 * @param issuedAt when WeCom told of the code, epoch ms
 * @throws WeComError when WeCom cannot be asked now (no ticket, outage): try later
 */
export async function exchangeOnce(deps: Deps, ref: SuiteRef, authCode: string, issuedAt: number): Promise<Exchange> {
  const id = authCodeDocId(ref, createHash('sha256').update(authCode).digest('hex'))
  const before = await deps.store.get(authCodes, id)
  const known = before && settled(before.body)
  if (known) return known
  const now = deps.clock.now()
  const mayHaveWorked = before?.body.isInFlight === true
  if (mayHaveWorked && now - before.body.at < FLIGHT_MS) return { type: 'busy' }
  // One that may have worked is asked for even when it is old: only WeCom can say what became of it.
  if (!mayHaveWorked && now > issuedAt + AUTH_CODE_MS) return note(deps, id, { status: 'expired', at: now })
  const flight: AuthCodeRecord = { status: 'exchanging', at: now, isInFlight: true }
  if (!(await deps.store.commit([put(authCodes, id, before, flight)])).ok) return { type: 'busy' }
  try {
    const code = await deps.wecom.exchangeAuthCode(ref, authCode)
    const record = await deps.store.get(authCodes, id)
    if (!record) throw new Error('an auth code record vanished')
    return { type: 'got', code, record }
  } catch (error) {
    if (!(error instanceof WeComError)) throw error
    const { errcode } = error
    if (errcode !== undefined && SPENT.has(errcode)) {
      const isLost = mayHaveWorked && errcode === 40078
      return note(deps, id, { status: isLost ? 'unknown' : 'refused', at: now, errcode })
    }
    // Answered, or never sent: this try had no effect. What an earlier one may have done stays in question.
    const hadNoEffect = errcode !== undefined || !error.mayHaveTakenEffect || !EXCHANGE.test(error.api)
    if (hadNoEffect && !mayHaveWorked) await note(deps, id, { status: 'exchanging', at: now })
    // Otherwise it stays in flight, as of long ago: the next try need not wait for this one.
    else await note(deps, id, { status: 'exchanging', at: now - FLIGHT_MS, isInFlight: true })
    throw error
  }
}

/** Only this call spends the code; the tokens it needs are fetched by others. */
const EXCHANGE = /get_permanent_code$/

/** Stores what became of a code, unless somebody has exchanged it meanwhile. */
async function note(deps: Deps, id: DocId, record: AuthCodeRecord): Promise<Exchange> {
  return change(deps, async () => {
    const stored = await deps.store.get(authCodes, id)
    if (stored?.body.status === 'exchanged') return { writes: [], result: settled(stored.body) ?? { type: 'busy' } }
    return { writes: [put(authCodes, id, stored, record)], result: settled(record) ?? { type: 'busy' } }
  })
}
