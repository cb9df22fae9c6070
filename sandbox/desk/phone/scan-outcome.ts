import type { ControlOutput } from '../../wecom/platform/control'
import { isLoopback, type DeskConfig } from '../config'

/** What the phone does with a scanned text. */
export type ScanOutcome =
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'notice'; readonly title: string; readonly text: string }

/**
 * Turns the answer of WeCom's scanner into what the phone shows.
 * @param answer answer of `client.scan`
 * @param config addresses of this run: only pages of our app and of the stand-in are opened, nothing leaves the machine
 */
export function scanOutcome(answer: ControlOutput<'client.scan'>, config: DeskConfig): ScanOutcome {
  switch (answer.kind) {
    case 'authorize':
    case 'install':
    case 'link':
      return openOrTell(answer.openUrl ?? answer.text, config)
    case 'foreign':
      return { kind: 'notice', title: '已停止访问', text: `企业微信不认识这个二维码：${answer.text}` }
  }
}

/**
 * Brings an address of this run to the host under which the desk itself was opened: `localhost` and `127.0.0.1` are one machine but
 * two origins, and pages of another origin cannot be photographed.
 * @returns undefined for an address that is not part of this run
 */
export function onThisDesk(url: string, config: DeskConfig): string | undefined {
  const target = parseUrl(url)
  if (!target) return undefined
  const base = [config.appBase, config.wecomBase]
    .map((text) => new URL(text))
    .find((known) => isSamePlace(known, target))
  return base ? `${base.origin}${target.pathname}${target.search}${target.hash}` : undefined
}

function openOrTell(url: string, config: DeskConfig): ScanOutcome {
  const local = onThisDesk(url, config)
  if (local !== undefined) return { kind: 'open', url: local }
  return { kind: 'notice', title: '外部网页', text: `这台桌面不访问本机以外的地址：${url}` }
}

function isSamePlace(known: URL, target: URL): boolean {
  if (known.origin === target.origin) return true
  return (
    known.port === target.port &&
    known.protocol === target.protocol &&
    isLoopback(known.hostname) &&
    isLoopback(target.hostname)
  )
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
