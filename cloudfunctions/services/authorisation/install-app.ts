/** `create_auth`: code → permanent code → authorisation info → corp token → a probe. Each step is stored as it is seen to work. */
import { decideInvitation } from '@shared/domain/invitation/decide'
import type { CorpAuth } from '@shared/domain/corp-auth/states'
import type { CallbackMessage } from '@shared/wecom/callback'
import type { AppRef, CorpId, SuiteRef } from '@shared/wecom/ids'
import { authCodes, type AuthCodeRecord } from '../../store/collections/callback'
import { invitations, type InvitationRecord } from '../../store/collections/invitation'
import { replace, type Stored, type Write } from '../../store/store'
import type { PermanentCode } from '../../wecom/client'
import type { Handled } from '../callback/drain'
import { historyWrites } from '../history/history-writes'
import { permanentCodePlace } from '../registry/credentials'
import type { Services } from '../services'
import { exchangeOnce } from './auth-code'
import { changeCorpAuth } from './change-corp-auth'
import { finishSetup } from './finish-setup'

/** An auth code lives ten minutes (WeCom 97175). */
const AUTH_CODE_MS = 10 * 60_000

/** Installs, or carries on with an install that was begun. */
export async function handleCreateAuth(
  deps: Services,
  ref: SuiteRef,
  message: Extract<CallbackMessage, { kind: 'createAuth' }>,
): Promise<Handled> {
  if (deps.clock.now() > message.at + AUTH_CODE_MS * 6) return { done: true, note: 'auth code long expired' }
  const exchange = await exchangeOnce(deps, ref, message.authCode)
  if (exchange.type === 'spent') {
    return {
      done: true,
      note: exchange.mayHaveWorked ? 'exchange may have worked: secret unknown' : 'auth code refused',
    }
  }
  const app: AppRef = {
    ...ref,
    authCorpId: exchange.type === 'got' ? exchange.code.authCorpId : (exchange.authCorpId as CorpId),
  }
  if (exchange.type === 'got') await recordInstall(deps, app, message.at, exchange.code, exchange.record)
  return finishSetup(deps, app)
}

/** One commit: authorisation, the code's end, the invitation's item, history. */
async function recordInstall(
  deps: Services,
  app: AppRef,
  eventAt: number,
  code: PermanentCode,
  authCode: Stored<AuthCodeRecord>,
): Promise<void> {
  const suite = await deps.registry.suite(app)
  const invitation = code.state === undefined ? undefined : await findInvitation(deps, app, code.state)
  await changeCorpAuth(
    deps,
    app,
    {
      type: 'install',
      ...app,
      kind: suite?.kind ?? 'template',
      corpName: code.corpName,
      authEventAt: eventAt,
      ...(code.authUser?.openUserId ? { authorisedBy: code.authUser.openUserId } : {}),
      ...(invitation ? { invitationId: invitation.body.id } : {}),
    },
    {
      permanentCode: deps.sealer.seal(code.permanentCode, permanentCodePlace(app)),
      also: async (next) => [
        ...(await endOfCode(deps, authCode, app)),
        ...(code.state === undefined ? [] : await installOfInvitation(deps, app, code.state, next)),
      ],
    },
  )
  await deps.wecom.forgetTokens(app)
}

async function endOfCode(deps: Services, authCode: Stored<AuthCodeRecord>, app: AppRef): Promise<Write[]> {
  const fresh = await deps.store.get(authCodes, authCode.id)
  if (!fresh || fresh.body.status === 'exchanged') return []
  return [replace(authCodes, fresh, { status: 'exchanged', at: deps.clock.now(), authCorpId: app.authCorpId })]
}

async function findInvitation(
  deps: Services,
  ref: SuiteRef,
  state: string,
): Promise<Stored<InvitationRecord> | undefined> {
  const page = await deps.store.list(invitations, 'byState', [ref.providerId, state], { limit: 1 })
  return page.items[0]
}

async function installOfInvitation(deps: Services, app: AppRef, state: string, auth: CorpAuth): Promise<Write[]> {
  const stored = await findInvitation(deps, app, state)
  if (!stored) return []
  const now = deps.clock.now()
  const decision = decideInvitation(
    stored.body,
    { type: 'recordInstall', suiteId: app.suiteId, authCorpId: app.authCorpId, generation: auth.generation },
    now,
  )
  if (!decision.ok) return []
  return [
    replace(invitations, stored, { ...decision.next, linkToken: stored.body.linkToken }),
    ...historyWrites(
      { providerId: app.providerId, kind: 'invitation', id: stored.body.id, version: stored.version + 1 },
      decision.history,
      now,
    ),
  ]
}
