import type { DeskConfig } from '../config'
import { messageOf, type Fetch } from './platform'

/** The part of `Storage` a reset needs. */
export interface Clearable {
  clear(): void
}

/**
 * Starts everything anew: `POST /desk/reset` makes our store and the stand-in's world as on the first start; then goes what the browser
 * keeps for this origin, which holds nothing but the desk and the sessions of its windows.
 * @returns what did not work, in Chinese; the browser's part is cleared only when the rest was
 */
export async function resetDesk(deps: {
  fetch: Fetch
  stores: readonly Clearable[]
  config: DeskConfig
}): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }> {
  const { fetch, stores, config } = deps
  try {
    // The type is checked: a page of another origin cannot send it without asking first.
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${config.appBase}/desk/reset`, { method: 'POST', headers, body: '{}' })
    if (!answer.ok) return { ok: false, reason: '没有重置成功。请在终端结束后运行 npm start -- --reset' }
  } catch (cause) {
    return { ok: false, reason: messageOf(cause) }
  }
  for (const store of stores) store.clear()
  return { ok: true }
}
