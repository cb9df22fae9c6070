/** How fresh a suite's ticket is, and what must not be done while it is not (WeCom 90628: pushed every 10 minutes, valid 30). */

/** Two pushes and a half were missed: somebody should look (issue 6). */
export const TICKET_ALARM_MS = 25 * 60_000
/** Older than this it buys no token. */
export const TICKET_DEAD_MS = 30 * 60_000

export type TicketState = 'never' | 'fresh' | 'late' | 'dead'

/**
 * @param receivedAt when the newest ticket came in, epoch ms; undefined: never
 * @param now epoch ms
 */
export function ticketState(receivedAt: number | undefined, now: number): TicketState {
  if (receivedAt === undefined) return 'never'
  const age = now - receivedAt
  if (age >= TICKET_DEAD_MS) return 'dead'
  return age >= TICKET_ALARM_MS ? 'late' : 'fresh'
}

/** True for a state that somebody should be told of. */
export const isTicketAlarm = (state: TicketState): boolean => state === 'late' || state === 'dead'

/** Minutes for people, never "0 分钟". */
const minutes = (ms: number): number => Math.max(1, Math.floor(ms / 60_000))

/** Chinese: what the state means and what to do about it. */
export function ticketText(receivedAt: number | undefined, now: number): string {
  const state = ticketState(receivedAt, now)
  if (receivedAt === undefined) return '还没有收到推送票据：请确认回调地址已在企业微信后台保存并通过验证'
  const age = `上一次推送票据在 ${minutes(now - receivedAt)} 分钟前`
  if (state === 'fresh') return `${age}，正常`
  if (state === 'late') return `${age}，企业微信每 10 分钟推送一次，满 30 分钟就会失效：请检查回调地址能否从外网访问`
  return `${age}，已失效：新的授权、消息和令牌都会停下。请在企业微信后台点「刷新 Ticket」，并检查回调地址`
}

/**
 * Why the secret must not be reset now, in Chinese; undefined when it may. The new secret is only worth something together with a ticket,
 * and the old one dies at once: without a fresh ticket every customer of the suite would stand still (S2-10).
 */
export function resetSecretRefusal(receivedAt: number | undefined, now: number): string | undefined {
  const state = ticketState(receivedAt, now)
  if (state === 'fresh') return undefined
  return `现在不要重置 secret：旧密钥会立即失效，而${state === 'never' ? '还没有收到过推送票据' : '推送票据已经过旧'}，重置后无法换取新令牌。请先恢复票据推送`
}
