/** The one place that decides who may call what. Absent and foreign take the same path. */
import type { ActionContract, Role } from '@shared/contract/define'
import { AppError } from '@shared/kernel/errors'
import type { ProviderId } from '@shared/wecom/ids'
import type { EdgeRequest } from '../runtime/edge'
import { resolveLink } from '../services/invitation/link'
import { loadSession, refreshSession, type LoadedSession } from '../services/session/load-session'
import type { Services } from '../services/services'
import type { Caller } from './caller'

type Deps = Pick<Services, 'store' | 'config' | 'clock' | 'registry'>

const unauthenticated = () => new AppError('UNAUTHENTICATED', 'no session', { userMessage: '登录已过期，请重新登录' })

/** @throws AppError UNAUTHENTICATED, FORBIDDEN, NOT_FOUND (link token) */
export async function requireAccess(
  deps: Deps,
  contract: ActionContract,
  request: EdgeRequest,
  input: unknown,
): Promise<Caller> {
  const base = { ip: request.ip, requestId: request.requestId }
  const bearer = /^Bearer ([\w.-]{1,200})$/.exec(request.headers['authorization'] ?? '')?.[1]
  const session = bearer === undefined ? undefined : await loadSession(deps, bearer)
  const { access } = contract
  if (access.kind === 'public') return session ? { ...base, session } : base
  if (access.kind === 'session') {
    if (!session) throw unauthenticated()
    return { ...base, session: await requireRole(deps, session, access.roles, contract.changes) }
  }
  const { provider, token } = input as { provider: ProviderId; token: string }
  const targetId = await resolveLink(deps, provider, token, access.to)
  // A session with another provider says nothing here.
  const own = session?.stored.body.person.providerId === provider ? session : undefined
  return { ...base, link: { providerId: provider, targetId, kind: access.to }, ...(own ? { session: own } : {}) }
}

/**
 * Has one of the roles. A customer's role follows from what WeCom says of her corp's apps: it is read afresh before she is refused
 * (she may have just authorised the first app) and before she changes something (she may have stopped being an admin).
 */
async function requireRole(
  deps: Deps,
  session: LoadedSession,
  roles: readonly Role[],
  changes: boolean,
): Promise<LoadedSession> {
  const has = (held: readonly Role[]) => held.some((role) => roles.includes(role))
  const { body } = session.stored
  const isAdminOnly = body.side === 'customer' && roles.includes('appAdmin') && !roles.includes('member')
  if (has(body.roles) && !(isAdminOnly && changes)) return session
  if (isAdminOnly) {
    const fresh = await refreshSession(deps, session.stored)
    if (has(fresh.session.roles)) return { ...session, stored: { ...session.stored, body: fresh.session } }
  }
  throw new AppError('FORBIDDEN', 'role not sufficient', { userMessage: refusal(session) })
}

const refusal = (session: LoadedSession): string =>
  session.stored.body.side === 'customer'
    ? '这件事需要应用管理员来办。请把页面转给公司里授权过应用的同事，或请管理员把你加为应用管理员'
    : '你的角色不能做这件事，请联系负责人调整权限'
