/** `create_auth`: code → permanent code → authorisation info → corp token → a probe. Each step is stored as it is seen to work. */
import { decideInvitation } from '@shared/domain/invitation/decide'
import type { CorpAuth } from '@shared/domain/corp-auth/states'
import type { CallbackMessage } from '@shared/wecom/callback'
import { assertNever } from '@shared/kernel/assert-never'
import type { AppRef, CorpId, SuiteRef } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { authCodes, type AuthCodeRecord } from '../../store/collections/callback'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { invitations, type InvitationRecord } from '../../store/collections/invitation'
import { replace, type Stored, type Write } from '../../store/store'
import type { PermanentCode } from '../../wecom/client'
import type { Handled } from '../callback/handled'
import { historyWrites } from '../history/history-writes'
import { permanentCodePlace } from '../registry/credentials'
import type { Services } from '../services'
import { exchangeOnce, type Exchange } from './auth-code'
import { changeCorpAuth } from './change-corp-auth'
import { finishSetup } from './finish-setup'

/** When to look again at a code that somebody else is exchanging. */
const BUSY_MS = 5_000

/** What a code that gives nothing ends in; the notes are what `callback.get` explains to people. */
export function endOfSpent(
  deps: Pick<Services, 'clock'>,
  exchange: Exclude<Exchange, { type: 'got' | 'before' }>,
): Handled {
  switch (exchange.type) {
    case 'busy':
      return { done: false, at: deps.clock.now() + BUSY_MS, note: 'auth code is being exchanged' }
    case 'expired':
      return { done: 'failed', note: 'auth code expired before it could be exchanged' }
    case 'spent':
      // A refused code is of an install that is over, or was exchanged elsewhere: nothing is lost. One that may have worked is.
      return exchange.mayHaveWorked
        ? { done: 'failed', note: 'exchange may have worked: secret unknown' }
        : { done: true, note: 'auth code refused' }
    default:
      return assertNever(exchange, 'exchange')
  }
}

/** Installs, or carries on with an install that was begun. */
export async function handleCreateAuth(
  deps: Services,
  ref: SuiteRef,
  message: Pick<Extract<CallbackMessage, { kind: 'createAuth' }>, 'authCode' | 'at'>,
): Promise<Handled> {
  const exchange = await exchangeOnce(deps, ref, message.authCode, message.at)
  if (exchange.type !== 'got' && exchange.type !== 'before') return endOfSpent(deps, exchange)
  const app: AppRef = {
    ...ref,
    authCorpId: exchange.type === 'got' ? exchange.code.authCorpId : (exchange.authCorpId as CorpId),
  }
  if (exchange.type === 'got') await recordInstall(deps, app, message.at, exchange.code, exchange.record)
  return finishSetup(deps, app)
}

/** Does this authorisation hold this very code already? Then it is the same install, told twice (a redirect and an event). */
export async function isHeld(deps: Services, app: AppRef, permanentCode: string): Promise<boolean> {
  const held = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
  return held?.status === 'active' && deps.sealer.open(held.permanentCode, permanentCodePlace(app)) === permanentCode
}

/** One commit: authorisation, the code's end, the invitation's item, history. What is held already is not installed again. */
export async function recordInstall(
  deps: Services,
  app: AppRef,
  eventAt: number,
  code: PermanentCode,
  authCode: Stored<AuthCodeRecord>,
): Promise<void> {
  const suite = await deps.registry.suite(app)
  const invitation = code.state === undefined ? undefined : await findInvitation(deps, app, code.state)
  if (await isHeld(deps, app, code.permanentCode)) {
    await change(deps, async () => {
      const held = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
      const state = held && code.state !== undefined ? await installOfInvitation(deps, app, code.state, held) : []
      return { writes: [...(await endOfCode(deps, authCode, app)), ...state], result: undefined }
    })
    return
  }
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

/** The write that ends a code as exchanged for this corp, if it has not ended yet. */
export async function endOfCode(deps: Services, authCode: Stored<AuthCodeRecord>, app: AppRef): Promise<Write[]> {
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
