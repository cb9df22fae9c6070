/** Registering a provider and its suites: secrets are sealed on the way in and never come out to a client. */
import type { Role } from '@shared/contract/define'
import { observed } from '@shared/domain/basis'
import type { CorpId, OpenUserId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { people, personDocId } from '../../store/collections/corp'
import { providerDocId, providers, suiteDocId, suites, type SuiteUse } from '../../store/collections/provider'
import { insert, type Write } from '../../store/store'
import { AppError } from '@shared/kernel/errors'
import type { Services } from '../services'
import { providerSecretPlace, suitePlace } from './registry'

export interface NewSuite {
  readonly suiteId: SuiteId
  readonly kind: 'suite' | 'template'
  readonly use: SuiteUse
  readonly name: string
  /** Why a customer is asked to authorise it. */
  readonly reason: string
  readonly secret: string
  /** Token and EncodingAESKey of its callback URL (WeCom 91116). */
  readonly callbackToken: string
  readonly encodingAesKey: string
  readonly isLaunched: boolean
}

export interface NewProvider {
  readonly id: ProviderId
  readonly name: string
  readonly corpId: CorpId
  readonly secret: string
  readonly miniProgramAppId: string
  readonly signInSuiteId: SuiteId
  readonly webLoginSuiteId?: SuiteId
  readonly suites: readonly NewSuite[]
  readonly staff: readonly { readonly openUserId: OpenUserId; readonly name: string; readonly roles: readonly Role[] }[]
}

/**
 * Stores a provider with its suites and first staff in one commit.
 * @throws AppError CONFLICT when the provider or one of its suites is registered already
 */
export async function registerProvider(
  deps: Pick<Services, 'store' | 'sealer' | 'clock' | 'registry'>,
  input: NewProvider,
): Promise<void> {
  const now = deps.clock.now()
  const writes: Write[] = [
    insert(providers, providerDocId(input.id), {
      id: input.id,
      name: input.name,
      corpId: input.corpId,
      secret: deps.sealer.seal(input.secret, providerSecretPlace(input.id)),
      miniProgramAppId: input.miniProgramAppId,
      signInSuiteId: input.signInSuiteId,
      ...(input.webLoginSuiteId === undefined ? {} : { webLoginSuiteId: input.webLoginSuiteId }),
      createdAt: now,
    }),
  ]
  input.suites.forEach((suite, position) => {
    const ref = { providerId: input.id, suiteId: suite.suiteId }
    writes.push(
      insert(suites, suiteDocId(ref), {
        ...ref,
        kind: suite.kind,
        use: suite.use,
        name: suite.name,
        reason: suite.reason,
        secret: deps.sealer.seal(suite.secret, suitePlace(ref, 'secret')),
        callback: {
          token: deps.sealer.seal(suite.callbackToken, suitePlace(ref, 'token')),
          encodingAesKey: deps.sealer.seal(suite.encodingAesKey, suitePlace(ref, 'encodingAesKey')),
          setAt: now,
        },
        launched: observed(suite.isLaunched, now),
        // Registered together: one millisecond apart keeps the order in which they were given.
        createdAt: now + position,
      }),
    )
  })
  for (const person of input.staff) {
    writes.push(
      insert(people, personDocId({ providerId: input.id, corpId: input.corpId, openUserId: person.openUserId }), {
        openUserId: person.openUserId,
        declaredName: person.name,
        roles: person.roles,
      }),
    )
  }
  const answer = await deps.store.commit(writes)
  if (!answer.ok) {
    throw new AppError('CONFLICT', `provider ${input.id} or one of its suites is registered already`, {
      userMessage: '这个服务商或其中一个应用已经登记过',
    })
  }
  deps.registry.forget(input.id)
}
