/**
 * Trades single-use auth codes, once. The intent is stored before the call: after a crash or a timeout the code is tried again,
 * and if WeCom then says it is used up (40078), that it may have worked is a named state with a way out.
 */
import { createHash } from 'node:crypto'
import type { SuiteRef } from '@shared/wecom/ids'
import { authCodeDocId, authCodes, type AuthCodeRecord } from '../../store/collections/callback'
import { insert, put, type Stored } from '../../store/store'
import type { PermanentCode } from '../../wecom/client'
import { WeComError } from '../../wecom/wecom-error'
import type { Services } from '../services'

/** Used, unknown or expired codes: asking again cannot help. */
const SPENT = new Set([40078, 42003])

export type Exchange =
  | { readonly type: 'got'; readonly code: PermanentCode; readonly record: Stored<AuthCodeRecord> }
  /** Exchanged before: carry on with that corp. */
  | { readonly type: 'before'; readonly authCorpId: string }
  /** WeCom refuses it. `mayHaveWorked`: an earlier try ended without an answer, so a permanent code may exist that we never saw. */
  | { readonly type: 'spent'; readonly mayHaveWorked: boolean }

/**
 * @throws WeComError when WeCom cannot be asked now (no ticket, outage): try later
 */
export async function exchangeOnce(
  deps: Pick<Services, 'store' | 'clock' | 'wecom'>,
  ref: SuiteRef,
  authCode: string,
): Promise<Exchange> {
  const id = authCodeDocId(ref, createHash('sha256').update(authCode).digest('hex'))
  const before = await deps.store.get(authCodes, id)
  if (before?.body.status === 'exchanged') return { type: 'before', authCorpId: before.body.authCorpId ?? '' }
  if (before?.body.status === 'refused') return { type: 'spent', mayHaveWorked: false }
  if (before?.body.status === 'unknown') return { type: 'spent', mayHaveWorked: true }
  const now = deps.clock.now()
  if (!before) await deps.store.commit([insert(authCodes, id, { status: 'exchanging', at: now })])
  try {
    const code = await deps.wecom.exchangeAuthCode(ref, authCode)
    const record = await deps.store.get(authCodes, id)
    if (!record) throw new Error('an auth code record vanished')
    return { type: 'got', code, record }
  } catch (error) {
    if (!(error instanceof WeComError) || error.errcode === undefined || !SPENT.has(error.errcode)) throw error
    // `before` means an earlier try was started and its answer never stored: it may have worked.
    const mayHaveWorked = before !== undefined && error.errcode === 40078
    const status = mayHaveWorked ? 'unknown' : 'refused'
    const stored = await deps.store.get(authCodes, id)
    await deps.store.commit([put(authCodes, id, stored, { status, at: deps.clock.now(), errcode: error.errcode })])
    return { type: 'spent', mayHaveWorked }
  }
}
