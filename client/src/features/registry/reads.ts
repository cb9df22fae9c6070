import { list, type SuiteView } from '@shared/contract/registry'
import { useRead } from '../../platform/query'

/** The provider's suites and templates with their tickets. */
export const useRegistry = () => useRead(list, {})

/** A ticket lives 30 minutes and comes every 10; older than this and something is wrong (S1: alarm at 25). */
const TICKET_ALARM_MS = 25 * 60_000

export type TicketHealth = 'never' | 'late' | 'fresh'

/** Whether WeCom's pushes reach us for this suite. */
export function ticketHealth(suite: Pick<SuiteView, 'ticketAt'>, now: number): TicketHealth {
  if (suite.ticketAt === undefined) return 'never'
  return now - suite.ticketAt > TICKET_ALARM_MS ? 'late' : 'fresh'
}

/** What a suite is for. */
export function purposeWords(use: string): string {
  const words: Readonly<Record<string, string>> = { signIn: '登录与消息', webLogin: '网页登录', customer: '客户应用' }
  return words[use] ?? use
}
