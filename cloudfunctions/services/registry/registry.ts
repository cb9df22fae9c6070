/** Providers and suites, read once and kept a minute: configuration is on the path of every request and changes rarely. */
import type { ProviderId, SuiteId, SuiteRef } from '@shared/wecom/ids'
import type { Clock } from '../../runtime/clock'
import {
  providerDocId,
  providers,
  suiteDocId,
  suites,
  type CallbackKeys,
  type ProviderRecord,
  type SuiteRecord,
} from '../../store/collections/provider'
import type { Store } from '../../store/store'

const KEPT_MS = 60_000
/** A URL whose signatures fail re-reads its keys at most this often (architecture: Callbacks). */
const REREAD_MS = 10_000

/** Stands where a suite id stands in the address of a provider's system-event URL (wecom-api §4.1b). */
export const SYSTEM_URL = 'system' as SuiteId

/** What receiving a callback needs to know of its URL. */
export interface CallbackUrl {
  readonly keys: CallbackKeys
  /** Is it re-sent to the provider's own backend? */
  readonly isForwarded: boolean
}

export interface Registry {
  /** The provider, or undefined when this deployment does not serve it. */
  provider(id: ProviderId): Promise<ProviderRecord | undefined>
  /** The suite or template, or undefined. */
  suite(ref: SuiteRef): Promise<SuiteRecord | undefined>
  /** The keys of a callback URL: of a suite, a template, or (suite id `system`) of the provider's system events. */
  callbackUrl(ref: SuiteRef): Promise<CallbackUrl | undefined>
  /** The same read afresh unless that was done within 10 s: for signatures that fail after a key rotation. */
  rereadCallbackUrl(ref: SuiteRef): Promise<CallbackUrl | undefined>
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

  const readProvider = (id: ProviderId, maxAge: number) =>
    keep(keptProviders, id, maxAge, async () => (await deps.store.get(providers, providerDocId(id)))?.body)
  async function readUrl(ref: SuiteRef, maxAge: number): Promise<CallbackUrl | undefined> {
    if (ref.suiteId === SYSTEM_URL) {
      const keys = (await readProvider(ref.providerId, maxAge))?.systemCallback
      return keys && { keys, isForwarded: false }
    }
    const suite = await readSuite(ref, maxAge)
    return suite && { keys: suite.callback, isForwarded: suite.forwards === true }
  }

  return {
    provider: (id) => readProvider(id, KEPT_MS),
    suite: (ref) => readSuite(ref, KEPT_MS),
    callbackUrl: (ref) => readUrl(ref, KEPT_MS),
    rereadCallbackUrl: (ref) => readUrl(ref, REREAD_MS),
    forget(id) {
      keptProviders.delete(id)
      for (const key of keptSuites.keys()) if (key.startsWith(`${id}|`)) keptSuites.delete(key)
    },
  }
}

/** Where the secrets of a provider record are sealed. */
export const providerSecretPlace = (id: ProviderId) => ({ collection: 'provider', id, field: 'secret' })
/** Where the provider's other secrets are sealed. */
export const providerPlace = (id: ProviderId, field: 'alarmWebhook' | 'backendKey') => ({
  collection: 'provider',
  id,
  field,
})
/** Where the secrets of a suite record are sealed. */
export const suitePlace = (ref: SuiteRef, field: 'secret' | 'token' | 'encodingAesKey' | 'ticket') => ({
  collection: 'suite',
  id: `${ref.providerId}|${ref.suiteId}`,
  field,
})
