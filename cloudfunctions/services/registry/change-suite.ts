/** Changes of registered suites by staff. Secrets are sealed on the way in; what comes out says only when they were set. */
import type { InputOf } from '@shared/contract/define'
import type * as contract from '@shared/contract/registry'
import type { SuiteView } from '@shared/contract/registry'
import { AppError } from '@shared/kernel/errors'
import type { PersonRef, SuiteId, SuiteRef } from '@shared/wecom/ids'
import { change } from '../../store/change'
import {
  providerDocId,
  providers,
  suiteDocId,
  suites,
  suiteTicketDocId,
  suiteTickets,
  type CallbackKeys,
  type SuiteRecord,
} from '../../store/collections/provider'
import { insert, replace, type Write } from '../../store/store'
import { historyWrites } from '../history/history-writes'
import type { Services } from '../services'
import { suitePlace } from './registry'
import { suiteView } from './suite-view'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'registry' | 'config'>

/** How long the keys before a rotation still count: WeCom may hold callbacks it signed with them for its retries. */
export const OLD_KEYS_MS = 3_600_000

/** Nothing of a foreign provider is ever told apart from nothing. */
export const noSuite = () =>
  new AppError('NOT_FOUND', 'no such suite of this provider', { userMessage: '没有找到这个应用，请刷新列表' })

/** Seals the keys of a callback URL; what was in force until now stays good for an hour. */
export function sealedKeys(
  deps: Pick<Deps, 'sealer' | 'clock'>,
  ref: SuiteRef,
  keys: { readonly token: string; readonly encodingAesKey: string },
  before?: CallbackKeys,
): CallbackKeys {
  const now = deps.clock.now()
  return {
    token: deps.sealer.seal(keys.token, suitePlace(ref, 'token')),
    encodingAesKey: deps.sealer.seal(keys.encodingAesKey, suitePlace(ref, 'encodingAesKey')),
    setAt: now,
    ...(before
      ? { previous: { token: before.token, encodingAesKey: before.encodingAesKey, until: now + OLD_KEYS_MS } }
      : {}),
  }
}

async function viewOf(deps: Deps, suite: SuiteRecord): Promise<SuiteView> {
  deps.registry.forget(suite.providerId)
  return suiteView(deps, suite, (await deps.store.get(suiteTickets, suiteTicketDocId(suite)))?.body)
}

/**
 * Registers a suite (`ww…`, `wx…`) or template (`dk…`).
 * @throws AppError CONFLICT when it is registered already, ILLEGAL_STATE for a second sign-in or web-login suite
 */
export async function addSuite(
  deps: Deps,
  by: PersonRef,
  input: InputOf<typeof contract.addSuite>,
): Promise<SuiteView> {
  const ref: SuiteRef = { providerId: by.providerId, suiteId: input.suiteId }
  const kind = input.suiteId.startsWith('dk') ? 'template' : 'suite'
  requireUseOf(kind, input.use)
  const now = deps.clock.now()
  const suite: SuiteRecord = {
    ...ref,
    kind,
    use: 'customer',
    name: input.name,
    reason: input.reason,
    secret: deps.sealer.seal(input.secret, suitePlace(ref, 'secret')),
    secretSetAt: now,
    callback: sealedKeys(deps, ref, input),
    launched: { value: input.isLaunched, basis: 'declared', at: now, by: by.openUserId },
    createdAt: now,
  }
  const id = suiteDocId(ref)
  const subject = { providerId: by.providerId, kind: 'suite', id: input.suiteId, version: 1 }
  const answer = await deps.store.commit([
    insert(suites, id, suite),
    ...historyWrites(subject, ['registered'], now, by),
  ])
  if (!answer.ok) {
    throw new AppError('CONFLICT', `suite ${input.suiteId} is registered already`, {
      userMessage: '这个应用已经登记过，请在列表里修改',
    })
  }
  deps.registry.forget(by.providerId)
  return input.use === 'customer' ? viewOf(deps, suite) : setUse(deps, by, input)
}

/**
 * One change of a suite with its history entry.
 * @param edit makes the next record from the present one; may add writes of the same commit
 * @throws AppError NOT_FOUND
 */
async function changeSuite(
  deps: Deps,
  by: PersonRef,
  suiteId: SuiteId,
  what: string,
  edit: (suite: SuiteRecord) => SuiteRecord | Promise<{ next: SuiteRecord; also: readonly Write[] }>,
): Promise<SuiteView> {
  const id = suiteDocId({ providerId: by.providerId, suiteId })
  const suite = await change(deps, async () => {
    const stored = await deps.store.get(suites, id)
    if (!stored) throw noSuite()
    const edited = await edit(stored.body)
    const { next, also } = 'next' in edited ? edited : { next: edited, also: [] }
    const subject = { providerId: by.providerId, kind: 'suite', id: suiteId, version: stored.version + 1 }
    const writes = [replace(suites, stored, next), ...historyWrites(subject, [what], deps.clock.now(), by), ...also]
    return { writes, result: next }
  })
  return viewOf(deps, suite)
}

/** Name, reason and declared launch. @throws AppError NOT_FOUND */
export const describeSuite = (deps: Deps, by: PersonRef, input: InputOf<typeof contract.describe>) =>
  changeSuite(deps, by, input.suiteId, 'described', (suite) => ({
    ...suite,
    name: input.name,
    reason: input.reason,
    ...(suite.launched.value === input.isLaunched
      ? {}
      : { launched: { value: input.isLaunched, basis: 'declared', at: deps.clock.now(), by: by.openUserId } }),
  }))

/** A new secret; every token of the old one is dropped. @throws AppError NOT_FOUND */
export async function setSuiteSecret(
  deps: Deps & Pick<Services, 'wecom'>,
  by: PersonRef,
  input: InputOf<typeof contract.setSecret>,
): Promise<SuiteView> {
  const ref = { providerId: by.providerId, suiteId: input.suiteId }
  const view = await changeSuite(deps, by, input.suiteId, 'secretSet', (suite) => ({
    ...suite,
    secret: deps.sealer.seal(input.secret, suitePlace(ref, 'secret')),
    secretSetAt: deps.clock.now(),
  }))
  await deps.wecom.forgetTokens(ref)
  return view
}

/** New keys of the callback URL; the old ones count for an hour. The same keys again change nothing. @throws AppError NOT_FOUND */
export const rotateCallbackKeys = (deps: Deps, by: PersonRef, input: InputOf<typeof contract.rotateCallbackKeys>) =>
  changeSuite(deps, by, input.suiteId, 'callbackKeysSet', (suite) => {
    const isSame =
      deps.sealer.open(suite.callback.token, suitePlace(suite, 'token')) === input.token &&
      deps.sealer.open(suite.callback.encodingAesKey, suitePlace(suite, 'encodingAesKey')) === input.encodingAesKey
    return isSame ? suite : { ...suite, callback: sealedKeys(deps, suite, input, suite.callback) }
  })

/** A template has no user side of its own: it can neither sign people in nor carry the console. */
function requireUseOf(kind: SuiteRecord['kind'], use: SuiteRecord['use']): void {
  if (kind === 'suite' || use === 'customer') return
  throw new AppError('ILLEGAL_STATE', 'a template cannot be used for sign-in', {
    userMessage: '代开发模板不能用来登录，请选一个第三方应用',
  })
}

/**
 * What a suite is for. The sign-in suite can only be handed on, never taken away; the one that had the use before becomes an ordinary one.
 * @throws AppError NOT_FOUND, ILLEGAL_STATE
 */
export const setUse = (
  deps: Deps,
  by: PersonRef,
  input: { readonly suiteId: SuiteId; readonly use: SuiteRecord['use'] },
) =>
  changeSuite(deps, by, input.suiteId, `use:${input.use}`, async (suite) => {
    requireUseOf(suite.kind, input.use)
    const provider = await deps.store.get(providers, providerDocId(by.providerId))
    if (!provider) throw noSuite()
    const isSignIn = provider.body.signInSuiteId === input.suiteId
    if (isSignIn && input.use !== 'signIn') {
      throw new AppError('ILLEGAL_STATE', 'the sign-in suite must be handed on', {
        userMessage: '这是登录用的应用，请先把另一个应用设为登录用途',
      })
    }
    const { webLoginSuiteId, ...rest } = provider.body
    const keptLogin = webLoginSuiteId === input.suiteId ? undefined : webLoginSuiteId
    const login = input.use === 'webLogin' ? input.suiteId : keptLogin
    const next = {
      ...rest,
      signInSuiteId: input.use === 'signIn' ? input.suiteId : rest.signInSuiteId,
      ...(login === undefined ? {} : { webLoginSuiteId: login }),
    }
    const before = input.use === 'signIn' ? rest.signInSuiteId : input.use === 'webLogin' ? webLoginSuiteId : undefined
    const old =
      before === undefined || before === input.suiteId
        ? undefined
        : await deps.store.get(suites, suiteDocId({ providerId: by.providerId, suiteId: before }))
    const also = [
      replace(providers, provider, next),
      ...(old ? [replace(suites, old, { ...old.body, use: 'customer' as const })] : []),
    ]
    return { next: { ...suite, use: input.use }, also }
  })
