/** Which host the stand-in writes into QR codes, and how WeCom's own scanner finds the page again. */
import type { Stand } from '../world/stand'

const REAL_HOSTS = new Set(['open.work.weixin.qq.com', 'open.weixin.qq.com', 'login.work.weixin.qq.com'])

/** `https://open.work.weixin.qq.com`, or the stand-in itself by switch. */
export const openHost = (stand: Stand): string =>
  stand.switches.qrHost === 'wecom' ? 'https://open.work.weixin.qq.com' : stand.url

/** A URL of WeCom's own hosts as path and query, or undefined when it is somebody else's. */
export function wecomPage(
  stand: Stand,
  text: string,
): { path: string; query: URLSearchParams; onStand: string } | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const isOurs = stand.url !== '' && url.origin === new URL(stand.url).origin
  if (!isOurs && !REAL_HOSTS.has(url.hostname)) return undefined
  return { path: url.pathname, query: url.searchParams, onStand: `${stand.url}${url.pathname}${url.search}${url.hash}` }
}
