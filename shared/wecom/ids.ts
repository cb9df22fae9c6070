/**
 * WeCom's identifiers, branded so that one cannot be passed for another.
 * Ids of auth corps and members are scoped to a provider and case-sensitive (wecom-api §2.9): never lower-case or trim them.
 */
import type { Brand } from '../kernel/brand'

/** Our own short name of a provider, e.g. `yunqi`: 2-20 of a-z0-9-. The first part of every id that belongs to it. */
export type ProviderId = Brand<string, 'ProviderId'>
/** A corp as one provider sees it: the provider's own corp id, or the encrypted id of an auth corp. */
export type CorpId = Brand<string, 'CorpId'>
/** `ww…`/`wx…` of a suite, or `dk…` of a customised-app template, which is the suite id in every suite-level API (WeCom 97162). */
export type SuiteId = Brand<string, 'SuiteId'>
/** A member as one provider sees her (`open_userid`). */
export type OpenUserId = Brand<string, 'OpenUserId'>
/** The number of an app inside one auth corp. */
export type AgentId = Brand<number, 'AgentId'>

/** A suite or template of one provider. */
export interface SuiteRef {
  readonly providerId: ProviderId
  readonly suiteId: SuiteId
}

/** One app in one auth corp: what a `CorpAuth` is keyed by. */
export interface AppRef extends SuiteRef {
  readonly authCorpId: CorpId
}

/** A person is keyed (provider, corp, open_userid), never by `userid`, which may be plain or enciphered. */
export interface PersonRef {
  readonly providerId: ProviderId
  readonly corpId: CorpId
  readonly openUserId: OpenUserId
}
