/**
 * Access tokens at rest: sealed, shared by every process of a deployment, with the lease that keeps refreshes single-flight.
 * Provider and suite tokens belong to the provider, corp tokens to the corp, so that erasing a corp erases its tokens.
 */
import type { AppRef, ProviderId, SuiteRef } from '@shared/wecom/ids'
import { docId, type DocId } from '../store/keys'
import type { Sealed } from '../store/seal'
import type { CollectionDef } from '../store/store'

/** One slot. Without `token` it only carries a lease, or remembers nothing. Times in epoch ms. */
export interface TokenRecord {
  readonly token?: Sealed
  readonly expiresAt?: number
  /** From here on somebody should fetch it anew. */
  readonly refreshAt?: number
  /** The `secretVersion` it was fetched with; another one makes it worthless. 0 for provider and suite tokens. */
  readonly secretVersion: number
  /** Who is fetching right now. */
  readonly lease?: { readonly holder: string; readonly until: number }
}

export type TokenCollection = CollectionDef<TokenRecord, never>

export const providerTokens: TokenCollection = {
  name: 'providerToken',
  owner: 'provider',
  about: 'Access tokens of a provider and its suites, sealed, at most two hours old.',
  format: 1,
  indexes: {},
  keepDays: 1,
  erasure: 'delete',
}

export const corpTokens: TokenCollection = {
  name: 'corpToken',
  owner: 'corp',
  about: 'Access token of one app in one corp, sealed, at most two hours old.',
  format: 1,
  indexes: {},
  keepDays: 1,
  erasure: 'delete',
}

export const providerTokenId = (providerId: ProviderId): DocId => docId(providerId, 'provider')
export const suiteTokenId = (ref: SuiteRef): DocId => docId(ref.providerId, 'suite', ref.suiteId)
export const corpTokenId = (app: AppRef): DocId => docId(app.providerId, app.authCorpId, app.suiteId)
