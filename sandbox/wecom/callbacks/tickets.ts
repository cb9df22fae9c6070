/** suite_ticket: a new one every 10 minutes of the stand-in's clock, valid for 30; pushed again until the URL answers (wecom-api §2.0). */
import { opaque } from '../world/random'
import type { Stand } from '../world/stand'
import type { Suite } from '../world/state'
import type { Delivery } from './deliver'
import { pushInfo } from './events'

export const TICKET_EVERY_MS = 10 * 60_000
export const TICKET_VALID_MS = 30 * 60_000

/** Makes a new ticket; older ones stay valid for their 30 minutes. */
export function newTicket(stand: Stand, suite: Suite): void {
  const now = stand.clock.now()
  const fresh = { value: opaque(stand.random, 64), at: now }
  suite.tickets = [fresh, ...suite.tickets.filter((t) => now - t.at < TICKET_VALID_MS)]
  suite.ticketDelivered = false
  stand.changed()
}

/** Whether get_suite_token accepts this ticket now. */
export function isTicketGood(stand: Stand, suite: Suite, value: string): boolean {
  const counted = stand.switches.onlyNewestTicketCounts ? suite.tickets.slice(0, 1) : suite.tickets
  return counted.some((t) => t.value === value && stand.clock.now() - t.at < TICKET_VALID_MS)
}

/** Pushes the newest ticket once. */
export async function pushTicket(stand: Stand, suite: Suite): Promise<Delivery> {
  if (suite.tickets.length === 0) newTicket(stand, suite)
  const ticket = suite.tickets[0]?.value ?? ''
  const delivery = await pushInfo(stand, suite, 'suite_ticket', [['SuiteTicket', ticket]])
  if (delivery.delivered && suite.tickets[0]?.value === ticket) suite.ticketDelivered = true
  stand.changed()
  return delivery
}

/** A backend that is away is asked less and less often, up to every 5 s of real time, so that the log stays readable. */
const LONGEST_WAIT_MS = 5000
const waits = new WeakMap<Suite, { until: number; waitMs: number }>()

async function pushAgain(stand: Stand, suite: Suite): Promise<void> {
  const wait = waits.get(suite)
  if (wait && performance.now() < wait.until) return
  const { delivered } = await pushTicket(stand, suite)
  const waitMs = Math.min(LONGEST_WAIT_MS, (wait?.waitMs ?? 250) * 2)
  if (delivered) waits.delete(suite)
  else waits.set(suite, { until: performance.now() + waitMs, waitMs })
}

/** One beat: new tickets when 10 minutes have passed, undelivered ones again. */
export async function ticketBeat(stand: Stand): Promise<void> {
  const { state, clock } = stand
  const suites = Object.values(state.suites)
  const isRound = clock.now() - state.lastTicketRound >= TICKET_EVERY_MS || clock.now() < state.lastTicketRound
  if (isRound) {
    state.lastTicketRound = clock.now()
    for (const suite of suites) newTicket(stand, suite)
  }
  await Promise.all(
    suites.filter((s) => !s.ticketDelivered && s.callbackUrl !== '').map((suite) => pushAgain(stand, suite)),
  )
}
