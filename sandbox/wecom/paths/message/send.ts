import { createHash } from 'node:crypto'
import { deliverToPhone, withNames } from '../../platform/phone'
import { memberByWireId } from '../../world/ids'
import { digits } from '../../world/random'
import { isInRange, membersInRange, partsOf } from '../../world/queries'
import type { Stand } from '../../world/stand'
import type { Install, Member } from '../../world/state'
import { requireOwnAgent } from '../agent/own-agent'
import { type ApiCall, refuse, type Route, text } from '../route'
import { faceOf, type MessageFace } from './kinds'
import { isDuplicate, takeMessageBudget } from './limits'

const MOST_USERS = 1000
const MOST_PARTIES = 100

interface Receivers {
  readonly members: Member[]
  readonly invalidUsers: string[]
  readonly invalidParties: string[]
  readonly invalidTags: string[]
}

const pieces = (list: string): string[] => [...new Set(list.split('|').filter(Boolean))]

function receiversOf(stand: Stand, call: ApiCall, install: Install): Receivers {
  const { corp, suite } = partsOf(stand.state, install)
  const inRange = () => membersInRange(corp, install.range)
  if (text(call, 'touser') === '@all')
    return { members: inRange(), invalidUsers: [], invalidParties: [], invalidTags: [] }
  const users = pieces(text(call, 'touser'))
  const parties = pieces(text(call, 'toparty'))
  const tags = pieces(text(call, 'totag'))
  if (users.length + parties.length + tags.length === 0) refuse(82001, 'invalid touser, toparty, totag, all are empty')
  if (users.length > MOST_USERS) refuse(40032, 'invalid userid list length')
  if (parties.length > MOST_PARTIES || tags.length > MOST_PARTIES)
    refuse(40058, 'invalid Request Parameter: toparty, totag')
  const members = new Set<Member>()
  const invalidUsers: string[] = []
  for (const id of users) {
    const member = memberByWireId(stand.state, stand.switches, suite.providerId, corp, id)
    if (member && isInRange(corp, install.range, member)) members.add(member)
    else invalidUsers.push(id.toLowerCase())
  }
  const invalidParties: string[] = []
  for (const id of parties) {
    const reached = inRange().filter((m) => isInRange(corp, { users: [], parties: [Number(id)], tags: [] }, m))
    if (!corp.departments.some((d) => String(d.id) === id) || reached.length === 0) invalidParties.push(id)
    for (const m of reached) members.add(m)
  }
  return { members: [...members], invalidUsers, invalidParties, invalidTags: tags }
}

/** Names in place of ids, only when the app asked for it. */
function translated(stand: Stand, call: ApiCall, install: Install, face: MessageFace): MessageFace {
  if (call.body['enable_id_trans'] !== 1) return face
  const { corp, suite } = partsOf(stand.state, install)
  const named = (words: string) => withNames(stand, corp, suite.providerId, words)
  const items = face.items.map((i) => ({ key: i.key, value: named(i.value) }))
  return { ...face, title: named(face.title), text: named(face.text), items }
}

/** Sends an app message; who cannot get it is listed, all invalid is 81013 (WeCom 90236, 90372). */
export const messageSend: Route = {
  method: 'POST',
  path: '/cgi-bin/message/send',
  doc: '90236',
  token: 'corp',
  handle(stand, call, install) {
    const { corp, suite } = partsOf(stand.state, install)
    const isNotice = text(call, 'msgtype') === 'miniprogram_notice'
    if (isNotice && text(call, 'touser') === '@all') refuse(40035, 'invalid parameter: touser')
    if (!isNotice) requireOwnAgent(install, call.body['agentid'])
    const face = translated(stand, call, install, faceOf(call.body, suite.miniProgramAppid))
    const receivers = receiversOf(stand, call, install)
    if (receivers.members.length === 0) refuse(81013, 'user & party & tag all invalid')
    const licensed = receivers.members.filter(() => corp.licensed)
    const unlicensed = receivers.members.filter(() => !corp.licensed)
    const print = createHash('sha256').update(JSON.stringify(face)).digest('hex')
    const interval = Number(call.body['duplicate_check_interval'] ?? 1800)
    const isChecked = call.body['enable_duplicate_check'] === 1
    for (const member of licensed) {
      if (isChecked && isDuplicate(stand, install, member.userId, print, Math.min(interval, 4 * 3600) * 1000)) continue
      if (!takeMessageBudget(stand, install, member.userId)) continue
      deliverToPhone(stand, corp, member, {
        ...face,
        from: { name: install.name, suiteId: install.suiteId, agentId: install.agentId },
      })
    }
    const wireId = new Map(
      pieces(text(call, 'touser')).map((id) => [
        memberByWireId(stand.state, stand.switches, suite.providerId, corp, id),
        id,
      ]),
    )
    return {
      invaliduser: receivers.invalidUsers.join('|'),
      invalidparty: receivers.invalidParties.join('|'),
      invalidtag: receivers.invalidTags.join('|'),
      unlicenseduser: unlicensed
        .map((m) => (wireId.get(m) ?? '').toLowerCase())
        .filter(Boolean)
        .join('|'),
      msgid: digits(stand.random, 20),
    }
  },
}
