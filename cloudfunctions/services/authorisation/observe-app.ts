/** Re-reads what WeCom says of an app. `change_auth` never says what changed, so everything that can be read is read and compared. */
import type { CorpAuthCommand } from '@shared/domain/corp-auth/decide'
import type { AppRef, OpenUserId } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { WeComError } from '../../wecom/wecom-error'
import type { Handled } from '../callback/handled'
import { observePermissions } from '../permission/observe-permissions'
import { permanentCodePlace } from '../registry/credentials'
import type { Services } from '../services'
import { changeCorpAuth } from './change-corp-auth'
import { settleRangeTodo } from './range-todo'

/** Codes by which WeCom says that an authorisation, or the permanent code it is asked with, is void. */
const VOID = new Set([40084, 48004])
/** Codes seen for dissolved or banned corps. */
const GONE = new Set([301007, 2000002])
/** The secret is not the one in force: a `reset_permanent_code` with the new one is on its way, or somebody mistyped it. */
const STALE = new Set([40001, 40091])
/** A corp we do not know yet: its `create_auth` may still be on the way. */
export const UNKNOWN_CORP_MS = 30_000

/** What WeCom said by refusing; undefined for refusals that say nothing of the authorisation (addresses, limits, outages). */
export function verdictOf(error: unknown): 'void' | 'gone' | undefined {
  if (!(error instanceof WeComError) || error.errcode === undefined) return undefined
  return VOID.has(error.errcode) ? 'void' : GONE.has(error.errcode) ? 'gone' : undefined
}

/**
 * Records what a refusal said of the authorisation whose code was used.
 * @returns undefined when it says nothing: throw the error on
 */
export async function settleRefusal(
  deps: Pick<Services, 'store' | 'clock' | 'wecom'>,
  app: AppRef,
  secretVersion: number,
  error: unknown,
): Promise<Handled | undefined> {
  const verdict = verdictOf(error)
  if (verdict === undefined && error instanceof WeComError && STALE.has(error.errcode ?? 0)) {
    return { done: false, at: deps.clock.now() + UNKNOWN_CORP_MS, note: 'the secret has changed', isRare: true }
  }
  if (verdict === undefined) return undefined
  const settled = await changeCorpAuth(deps, app, {
    type: verdict === 'void' ? 'cancel' : 'suspectGone',
    secretVersion,
  })
  // Another install or a new secret came meanwhile: what was refused is not what is in force now.
  if (!settled.ok) return { done: false, at: deps.clock.now(), note: 'the authorisation changed meanwhile' }
  if (verdict === 'void') await deps.wecom.forgetTokens(app)
  return { done: true, note: verdict === 'void' ? 'authorisation is void' : 'corp looks dissolved' }
}

/** `change_auth` (WeCom 90642): range, switch, admin↔member mode or permissions; it says neither which nor what. */
export async function observeApp(deps: Services, app: AppRef): Promise<Handled> {
  const stored = await deps.store.get(corpAuths, corpAuthDocId(app))
  if (!stored) {
    return { done: false, at: deps.clock.now() + UNKNOWN_CORP_MS, note: 'corp not known yet', isRare: true }
  }
  if (stored.body.status === 'cancelled') return { done: true, note: 'cancelled before' }
  const seen: CorpAuthCommand[] = []
  const { secretVersion } = stored.body
  let isOvertaken = false
  const record = async (): Promise<void> => {
    if (seen.length === 0) return
    const changed = await changeCorpAuth(deps, app, seen.splice(0), { secretVersion })
    if (!changed.ok && changed.reason === 'olderThanInstall') isOvertaken = true
  }
  try {
    const info = await infoSeen(deps, app, deps.sealer.open(stored.body.permanentCode, permanentCodePlace(app)))
    seen.push(info)
    // A new install has a new agent number, and the next call asks by it.
    if (info.agentId !== undefined && info.agentId !== stored.body.agentId) await record()
    const agent = await deps.wecom.readAgent(app)
    seen.push({
      type: 'probed',
      ...(agent.publishStatus === undefined ? {} : { publishStatus: agent.publishStatus }),
      isClosed: agent.isClosed,
      appName: agent.name,
    })
    // A disabled app answers nothing more (50003); enabling it sends another change_auth.
    if (!agent.isClosed) seen.push(await adminsSeen(deps, app))
    await record()
    // Another install or a new secret came while we looked: look again, at that one.
    if (isOvertaken) return { done: false, at: deps.clock.now(), note: 'the authorisation changed meanwhile' }
    if (agent.isClosed) return { done: true, note: 'disabled by the customer' }
    if (stored.body.kind === 'template') await observePermissions(deps, app)
    await settleRangeTodo(deps, app)
  } catch (error) {
    // What was read before the refusal is true all the same.
    await record()
    const settled = await settleRefusal(deps, app, stored.body.secretVersion, error)
    if (!settled) throw error
    return settled
  }
  return { done: true }
}

type InfoRead = Extract<CorpAuthCommand, { type: 'infoRead' }>
type Reader = Pick<Services, 'wecom' | 'store' | 'clock'>

/** `v2/get_auth_info` → name, agent, range. */
export async function readInfo(deps: Reader, app: AppRef, permanentCode: string): Promise<void> {
  await changeCorpAuth(deps, app, await infoSeen(deps, app, permanentCode))
}

async function infoSeen(deps: Pick<Reader, 'wecom'>, app: AppRef, permanentCode: string): Promise<InfoRead> {
  const info = await deps.wecom.readAuthInfo(app, app.authCorpId, permanentCode)
  return {
    type: 'infoRead',
    corpName: info.corpName,
    ...(info.agent
      ? {
          agentId: info.agent.agentId,
          appName: info.agent.name,
          authMode: info.agent.authMode,
          range: {
            departments: info.agent.privilege.departments,
            users: info.agent.privilege.users,
            tags: info.agent.privilege.tags,
          },
        }
      : {}),
  }
}

/** `agent/get_admin_list`. Its userids are the provider-scoped ids of the account-ID upgrade, the same as open_userid (wecom-api §2.9). */
export async function readAdmins(deps: Reader, app: AppRef): Promise<void> {
  await changeCorpAuth(deps, app, await adminsSeen(deps, app))
}

async function adminsSeen(deps: Pick<Reader, 'wecom'>, app: AppRef): Promise<CorpAuthCommand> {
  const admins = await deps.wecom.readAppAdmins(app)
  return {
    type: 'adminsRead',
    admins: admins.map((admin) => ({ openUserId: admin.userId as OpenUserId, authType: admin.authType })),
  }
}

/** `change_app_admin`: who manages the app may have changed (WeCom 90376). */
export async function rereadAdmins(deps: Reader, app: AppRef): Promise<Handled> {
  const stored = await deps.store.get(corpAuths, corpAuthDocId(app))
  if (!stored) {
    return { done: false, at: deps.clock.now() + UNKNOWN_CORP_MS, note: 'corp not known yet', isRare: true }
  }
  if (stored.body.status === 'cancelled') return { done: true, note: 'cancelled before' }
  try {
    await readAdmins(deps, app)
  } catch (error) {
    const settled = await settleRefusal(deps, app, stored.body.secretVersion, error)
    if (!settled) throw error
    return settled
  }
  return { done: true }
}
