/** Providers and suites, read once and kept a minute: configuration is on the path of every request and changes rarely. */
import type { ProviderId, SuiteRef } from '@shared/wecom/ids'
import type { Clock } from '../../runtime/clock'
import {
  providerDocId,
  providers,
  suiteDocId,
  suites,
  type ProviderRecord,
  type SuiteRecord,
} from '../../store/collections/provider'
import type { Store } from '../../store/store'

const KEPT_MS = 60_000
/** A URL whose signatures fail re-reads its keys at most this often (architecture: Callbacks). */
const REREAD_MS = 10_000

export interface Registry {
  /** The provider, or undefined when this deployment does not serve it. */
  provider(id: ProviderId): Promise<ProviderRecord | undefined>
  /** The suite or template, or undefined. */
  suite(ref: SuiteRef): Promise<SuiteRecord | undefined>
  /** Reads the suite afresh unless that was done within 10 s: for signatures that fail after a key rotation. */
  rereadSuite(ref: SuiteRef): Promise<SuiteRecord | undefined>
  /** Forgets what is kept of a provider; called by whoever changes it in this process. */
  forget(id: ProviderId): void
}

interface Kept<T> {
  readonly value: T | undefined
  readonly at: number
}

/** One per process. */
export function createRegistry(deps: { readonly store: Store; readonly clock: Clock }): Registry {
  const keptProviders = new Map<string, Kept<ProviderRecord>>()
  const keptSuites = new Map<string, Kept<SuiteRecord>>()

  async function keep<T>(map: Map<string, Kept<T>>, key: string, maxAge: number, read: () => Promise<T | undefined>) {
    const now = deps.clock.now()
    const kept = map.get(key)
    if (kept && now - kept.at < maxAge && now >= kept.at) return kept.value
    const value = await read()
    // Unknown ids come from outside: a bounded map keeps them from filling memory.
    if (map.size > 10_000) map.clear()
    map.set(key, { value, at: now })
    return value
  }
  const readSuite = (ref: SuiteRef, maxAge: number) =>
    keep(
      keptSuites,
      `${ref.providerId}|${ref.suiteId}`,
      maxAge,
      async () => (await deps.store.get(suites, suiteDocId(ref)))?.body,
    )

  return {
    provider: (id) =>
      keep(keptProviders, id, KEPT_MS, async () => (await deps.store.get(providers, providerDocId(id)))?.body),
    suite: (ref) => readSuite(ref, KEPT_MS),
    rereadSuite: (ref) => readSuite(ref, REREAD_MS),
    forget(id) {
      keptProviders.delete(id)
      for (const key of keptSuites.keys()) if (key.startsWith(`${id}|`)) keptSuites.delete(key)
    },
  }
}

/** Where the secrets of a provider record are sealed. */
export const providerSecretPlace = (id: ProviderId) => ({ collection: 'provider', id, field: 'secret' })
/** Where the secrets of a suite record are sealed. */
export const suitePlace = (ref: SuiteRef, field: 'secret' | 'token' | 'encodingAesKey' | 'ticket') => ({
  collection: 'suite',
  id: `${ref.providerId}|${ref.suiteId}`,
  field,
})
