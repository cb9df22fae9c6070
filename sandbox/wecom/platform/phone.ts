/** Messages on members' phones: from apps, and from WeCom itself. */
import { opaque } from '../world/random'
import type { Stand } from '../world/stand'
import type { Corp, Install, Member, PermissionRequest, StoredMessage } from '../world/state'
import { isAdmin } from '../world/queries'
import { memberByWireId, memberOf } from '../world/ids'
import type { PhoneMessage } from './views'

const KEPT_PER_CORP = 500

type NewMessage = Pick<PhoneMessage, 'kind' | 'title' | 'from'> & Partial<Omit<StoredMessage, 'id' | 'at' | 'to'>>

/** Puts a message on one member's phone. */
export function deliverToPhone(stand: Stand, corp: Corp, member: Member, message: NewMessage): void {
  const list = (stand.state.messages[corp.corpId] ??= [])
  list.push({
    text: '',
    items: [],
    url: undefined,
    picUrl: undefined,
    button: undefined,
    miniProgram: undefined,
    ...message,
    id: opaque(stand.random, 16),
    at: stand.clock.now(),
    to: member.userId,
  })
  if (list.length > KEPT_PER_CORP) list.splice(0, list.length - KEPT_PER_CORP)
  stand.changed()
}

const FROM_WECOM = { name: '企业微信团队', suiteId: undefined, agentId: undefined }

/** WeCom's own message to every admin of a corp about an app of it. */
export function tellAdmins(
  stand: Stand,
  corp: Corp,
  install: Install,
  message: { kind: 'permission' | 'launch' | 'system'; title: string; text: string; request?: PermissionRequest },
): void {
  for (const admin of corp.members.filter(isAdmin)) {
    deliverToPhone(stand, corp, admin, {
      kind: message.kind,
      title: message.title,
      text: message.text,
      from: { ...FROM_WECOM, suiteId: install.suiteId, agentId: install.agentId },
      ...(message.request ? { requestId: message.request.requestId, requestSuiteId: install.suiteId } : {}),
    })
  }
}

/** `$userName=ID$` becomes the name that WeCom's client knows and the app does not (wecom-api §6.1). */
export function withNames(stand: Stand, corp: Corp, providerId: string, text: string): string {
  return text.replace(/\$(?:userName|userAlias|userAliasOrName)=([^$]+)\$/g, (whole, id: string) => {
    return memberByWireId(stand.state, stand.switches, providerId, corp, id)?.name ?? whole
  })
}

/** The chat list of a member, newest first. */
export function messagesOf(stand: Stand, corp: Corp, userId: string): PhoneMessage[] {
  const member = memberOf(corp, userId)
  const own = (stand.state.messages[corp.corpId] ?? []).filter((m) => m.to === member?.userId)
  return own.reverse().map(({ to: _to, requestId, requestSuiteId, ...message }) => {
    const install = requestSuiteId === undefined ? undefined : stand.state.installs[`${requestSuiteId}|${corp.corpId}`]
    const request = install?.app?.requests.find((r) => r.requestId === requestId)
    return {
      ...message,
      request: request && install ? { ...request, suiteId: install.suiteId, appName: install.name } : undefined,
    }
  })
}
