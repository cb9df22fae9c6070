import type { DeskConfig } from '../config'
import { messageOf, type Fetch, type Platform } from './platform'

/** The part of `Storage` a reset needs. */
export interface Clearable {
  clear(): void
}

/**
 * Starts the whole desk anew: the stand-in's world, our own data (`POST /desk/reset`, served by the same process as the desk), then what
 * the browser keeps for this origin, which holds nothing but the desk and the sessions of its three windows.
 * @returns what did not work, in Chinese; the browser's part is only cleared when both others were
 */
export async function resetDesk(deps: {
  platform: Platform
  fetch: Fetch
  store: Clearable
  config: DeskConfig
}): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }> {
  const { platform, fetch, store, config } = deps
  try {
    await platform('reset', {})
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${config.appBase}/desk/reset`, { method: 'POST', headers, body: '{}' })
    if (!answer.ok) return { ok: false, reason: '替身已重置，合契的数据没有：请在终端运行 npm start -- --reset' }
  } catch (cause) {
    return { ok: false, reason: messageOf(cause) }
  }
  store.clear()
  return { ok: true }
}
