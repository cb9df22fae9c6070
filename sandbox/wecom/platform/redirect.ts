/** Redirects back to the provider: trusted domain and query. */
import type { Stand } from '../world/stand'

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Whether a page may be a redirect target: its host is the host of the provider's backend (the stand-in takes that for the
 * trusted domain of every app). Names of this machine are one host.
 */
export function isTrustedRedirect(stand: Stand, uri: string): boolean {
  if (!URL.canParse(uri)) return false
  const url = new URL(uri)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false
  const trusted = new URL(stand.callbackBase).hostname
  return url.hostname === trusted || (LOOPBACK.has(url.hostname) && LOOPBACK.has(trusted))
}

/** The URI with parameters added to its query, empty ones left out. */
export function withQuery(uri: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(uri)
  for (const [name, value] of Object.entries(parameters)) if (value !== '') url.searchParams.set(name, value)
  return url.toString()
}
