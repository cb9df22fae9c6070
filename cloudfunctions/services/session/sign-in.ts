import type { InputOf } from '@shared/contract/define'
import type { Me, signIn as contract } from '@shared/contract/session'
import { personLabel } from '@shared/domain/person/roles'
import { AppError } from '@shared/kernel/errors'
import type { PersonRef } from '@shared/wecom/ids'
import { newToken } from '../../runtime/random'
import { people, personDocId, sessionDocId, sessions, type SessionRecord } from '../../store/collections/corp'
import type { ProviderRecord } from '../../store/collections/provider'
import { insert, put } from '../../store/store'
import type { SignedInMember } from '../../wecom/client'
import { WeComError } from '../../wecom/wecom-error'
import type { Services } from '../services'
import { stateIsOurs } from './oauth-state'
import { takeOwnerLink } from './owner-link'
import { signToken, TOKEN_MS } from './session-token'
import { whoIs, type Who } from './who-is'

const DAY = 24 * 3_600_000
/** How long a session can be renewed: a working week of staff, a month of a customer who comes rarely. */
const SESSION_MS = { staff: 7 * DAY, customer: 30 * DAY }

type Deps = Pick<Services, 'store' | 'wecom' | 'registry' | 'config' | 'clock' | 'random'>

/**
 * Trades WeCom's code for a session keyed (provider, corp, open_userid). Four store calls beside cached configuration.
 * @throws AppError UNAUTHENTICATED (foreign or expired state), FORBIDDEN (not staff of this provider), NOT_FOUND (provider, owner link);
 *   WeComError user for a used or expired code (40029)
 */
export async function signIn(deps: Deps, input: InputOf<typeof contract>): Promise<{ session: string; me: Me }> {
  const provider = await deps.registry.provider(input.provider)
  if (!provider) throw new AppError('NOT_FOUND', 'unknown provider', { userMessage: '没有找到这个服务商，请核对链接' })
  const member = await identify(deps, provider, input).catch(explainSpentCode)
  const ref: PersonRef = { providerId: provider.id, corpId: member.corpId, openUserId: member.openUserId }
  let who = await whoIs(deps, provider, ref)
  if (input.via === 'webLogin' && who.side !== 'staff') {
    throw new AppError('FORBIDDEN', 'web login by a member of another corp', {
      userMessage: `控制台只供${provider.name}的同事使用，请换用${provider.name}的企业微信身份扫码`,
    })
  }
  if (input.via === 'webLogin' && input.ownerToken !== undefined) {
    await takeOwnerLink(deps, ref, input.ownerToken)
    who = await whoIs(deps, provider, ref)
  }
  if (who.side === 'staff' && who.roles.length === 0) {
    throw new AppError('FORBIDDEN', 'member of the provider without a role', {
      // Her own id, which nobody else can read for her (names are not readable for suites).
      userMessage: `你还不是${provider.name}控制台的成员，请把你的成员标识发给负责人：${ref.openUserId}`,
    })
  }
  const now = deps.clock.now()
  const sessionId = newToken(deps.random)
  const record: SessionRecord = {
    person: ref,
    side: who.side,
    roles: who.roles,
    ...(who.proof ? { proof: who.proof } : {}),
    name: nameOf(who, ref),
    createdAt: now,
  }
  const answer = await deps.store.commit([
    put(people, personDocId(ref), who.person, {
      ...(who.person?.body ?? { openUserId: ref.openUserId, roles: [] }),
      lastSeenAt: now,
    }),
    insert(sessions, sessionDocId(provider.id, sessionId), record, now + SESSION_MS[who.side]),
  ])
  if (!answer.ok) {
    // Two sign-ins of one person at once: the second only has to store its session.
    await deps.store.commit([
      insert(sessions, sessionDocId(provider.id, sessionId), record, now + SESSION_MS[who.side]),
    ])
  }
  const session = signToken(deps.config.sessionKey, { providerId: provider.id, sessionId, expiresAt: now + TOKEN_MS })
  return { session, me: meOf(provider, ref, who) }
}

/** 40029, 42003, 42022: the code was used or is older than five minutes (WeCom 92423). */
function explainSpentCode(error: unknown): never {
  if (error instanceof WeComError && error.retry === 'user') {
    throw new AppError('UNAUTHENTICATED', error.message, {
      userMessage: '登录凭证已用过或超过 5 分钟，请重新登录',
      cause: error,
    })
  }
  throw error
}

async function identify(
  deps: Deps,
  provider: ProviderRecord,
  input: InputOf<typeof contract>,
): Promise<SignedInMember> {
  if (input.via === 'miniProgram') {
    return deps.wecom.signInMiniProgram({ providerId: provider.id, suiteId: provider.signInSuiteId }, input.code)
  }
  const ours =
    input.state !== undefined &&
    input.verifier !== undefined &&
    stateIsOurs(
      deps.config.sessionKey,
      { providerId: provider.id, way: input.via, state: input.state, verifier: input.verifier },
      deps.clock.now(),
    )
  if (!ours) {
    throw new AppError('UNAUTHENTICATED', 'state is not ours, expired, or of another browser', {
      userMessage: '登录已超时或不是从这里发起的，请重新登录',
    })
  }
  const suiteId = input.via === 'oauth' ? provider.signInSuiteId : provider.webLoginSuiteId
  if (!suiteId) throw new AppError('ILLEGAL_STATE', 'provider has no web-login suite')
  return deps.wecom.signInOAuth({ providerId: provider.id, suiteId }, input.code)
}

const nameOf = (who: Who, ref: PersonRef) =>
  personLabel(
    {
      openUserId: ref.openUserId,
      ...(who.person?.body.declaredName ? { declaredName: who.person.body.declaredName } : {}),
    },
    who.roles.includes('appAdmin') ? '管理员' : '成员',
  )

/** The caller as every page shows it. */
export const meOf = (provider: ProviderRecord, ref: PersonRef, who: Who): Me => ({
  provider: { id: provider.id, name: provider.name },
  side: who.side,
  corpId: ref.corpId,
  ...(who.corpName ? { corpName: who.corpName } : {}),
  openUserId: ref.openUserId,
  name: nameOf(who, ref),
  roles: [...who.roles],
  ...(who.proof ? { proof: who.proof } : {}),
})
