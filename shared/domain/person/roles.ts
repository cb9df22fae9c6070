/** Who a customer's member is to us, and on what proof. No API says "super admin" (wecom-api §5.2). */
import type { OpenUserId } from '../../wecom/ids'
import type { CorpAuth } from '../corp-auth/states'

/**
 * 授权人 authorised an app; 应用管理员 stands in `agent/get_admin_list` with auth_type 1; 后台登录 came from the legacy web login
 * with usertype 1 or 2 (creator, system admin).
 */
export type RoleProof = 'authorisingUser' | 'appAdmin' | 'adminLogin'

/**
 * The strongest proof that a member may act for the corp, from its active authorisations; undefined: none.
 */
export function roleProof(auths: readonly CorpAuth[], openUserId: OpenUserId): RoleProof | undefined {
  const active = auths.filter((auth) => auth.status === 'active')
  if (active.some((auth) => auth.authorisedBy?.openUserId === openUserId)) return 'authorisingUser'
  const manages = (auth: CorpAuth) =>
    auth.admins?.value.some((admin) => admin.openUserId === openUserId && admin.authType === 1) ?? false
  return active.some(manages) ? 'appAdmin' : undefined
}

/** How a person is called where no name was declared: 管理员 ··3f2a (product.md "People"). */
export const personLabel = (person: { openUserId: string; declaredName?: string }, what = '管理员'): string =>
  person.declaredName ?? `${what} ··${person.openUserId.slice(-4)}`
