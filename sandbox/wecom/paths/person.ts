/** What a sign-in code says about its person, and the rules for spending one (wecom-api §5.1). */
import { memberOf, openCorpId, openUserId, wireUserId } from '../world/ids'
import { readCode, spendCode } from '../world/issue'
import type { Stand } from '../world/stand'
import { refuse } from './route'

/** Spends an OAuth or wx.qy.login code of this suite. @throws Refusal 40029, 42022 by reuse, 42003 by age */
export function spendSignInCode(stand: Stand, kind: 'oauth' | 'js', code: string | undefined, suiteId: string) {
  const read = readCode(stand, kind, code ?? '')
  if (read.fate === 'unknown' || read.subject.suiteId !== suiteId || read.fate === 'used') refuse(40029, 'invalid code')
  if (read.fate === 'expired') refuse(42003, 'code expired')
  spendCode(stand, read.entry)
  return read.subject
}

/** corpid, userid and open_userid of a member as one provider sees them; never a name. */
export function personIds(stand: Stand, providerId: string, corpId: string, userId: string) {
  const corp = stand.state.corps[corpId]
  const member = corp && memberOf(corp, userId)
  if (!corp || !member) refuse(40029, 'invalid code')
  return {
    corpid: openCorpId(stand.state, stand.switches, providerId, corp),
    userid: wireUserId(stand.state, stand.switches, providerId, corp, member.userId),
    open_userid: openUserId(stand.state, providerId, corp, member.userId),
  }
}
