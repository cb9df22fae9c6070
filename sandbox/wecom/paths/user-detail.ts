/** user_ticket and the sensitive fields behind it (WeCom 91121, 91122, 96443): nothing without the member's own consent. */
import { createHash } from 'node:crypto'
import { memberOf } from '../world/ids'
import { CODE_MS, issueCode, readCode } from '../world/issue'
import { installOf, isInRange } from '../world/queries'
import type { Stand } from '../world/stand'
import type { CodeSubject, Install } from '../world/state'
import { type ApiCall, type JsonObject, refuse, text } from './route'

/** Who signed in; scope and consents come with OAuth codes only. */
interface SignedIn {
  readonly suiteId: string
  readonly corpId: string
  readonly userId: string
  readonly scope?: string
  readonly consents?: string[]
}
type TicketSubject = Extract<CodeSubject, { kind: 'userTicket' }>

/** Field of `auth/getuserdetail` → the permission a customised app needs for it. */
export const DETAIL_PERMISSIONS: Readonly<Record<string, string>> = {
  gender: 'contact:sensitive:gender',
  avatar: 'contact:sensitive:avatar',
  qr_code: 'contact:sensitive:qrcode',
  mobile: 'contact:sensitive:mobile',
  email: 'contact:sensitive:email',
  biz_mail: 'contact:sensitive:biz_mail',
  address: 'contact:sensitive:address',
}

const TICKET_SCOPES = new Set(['snsapi_userinfo', 'snsapi_privateinfo'])

/** `user_ticket` and `expires_in` s for a code of another scope than base, when the app reaches the member; else nothing. */
export function userTicket(stand: Stand, subject: SignedIn): JsonObject {
  const install = installOf(stand.state, subject.suiteId, subject.corpId)
  const corp = stand.state.corps[subject.corpId]
  const member = corp && memberOf(corp, subject.userId)
  if (!TICKET_SCOPES.has(subject.scope ?? '') || install?.status !== 'authorised' || !corp || !member) return {}
  if (!isInRange(corp, install.range, member)) return {}
  const { suiteId, corpId, userId, consents = [] } = subject
  const ticket = issueCode(stand, { kind: 'userTicket', suiteId, corpId, userId, consents })
  return { user_ticket: ticket, expires_in: CODE_MS.userTicket / 1000 }
}

/** What a ticket of this suite stands for. @throws Refusal 84014 by age, 84015 for any other fault */
export function readUserTicket(
  stand: Stand,
  call: ApiCall,
  suiteId: string,
): { subject: TicketSubject; install: Install } {
  const read = readCode(stand, 'userTicket', text(call, 'user_ticket'))
  if (read.fate === 'unknown' || read.subject.suiteId !== suiteId) refuse(84015, 'invalid user_ticket')
  if (read.fate === 'expired') refuse(84014, 'user_ticket expired')
  const install = installOf(stand.state, suiteId, read.subject.corpId)
  if (install?.status !== 'authorised') refuse(84015, 'invalid user_ticket')
  return { subject: read.subject, install }
}

/** Invented particulars of a member, the same each time. */
function particulars(userId: string, corpId: string): Readonly<Record<string, string>> {
  const hex = createHash('sha256').update(`${corpId}|${userId}`).digest('hex')
  const number = String(parseInt(hex.slice(0, 12), 16))
    .padStart(8, '0')
    .slice(-8)
  return {
    gender: Number(number) % 2 === 0 ? '1' : '2',
    avatar: `https://wework.qpic.cn/bizmail/${hex.slice(0, 24)}/0`,
    qr_code: `https://open.work.weixin.qq.com/wwopen/userQRCode?vcode=vc${hex.slice(0, 16)}`,
    mobile: `199${number}`,
    email: `${userId}@mail.example`,
    biz_mail: `${userId}@corp.example`,
    address: `示例路 ${Number(number) % 900} 号`,
  }
}

/** The fields out of `allowed` that the member agreed to give; the others are absent. */
export function sensitiveFields({ corpId, userId, consents }: TicketSubject, allowed: readonly string[]): JsonObject {
  const known = particulars(userId, corpId)
  return Object.fromEntries(allowed.flatMap((field) => (consents.includes(field) ? [[field, known[field]]] : [])))
}
