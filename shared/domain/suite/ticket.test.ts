import { isTicketAlarm, resetSecretRefusal, TICKET_ALARM_MS, TICKET_DEAD_MS, ticketState, ticketText } from './ticket'

const NOW = 1_800_000_000_000

describe('the age of a suite ticket', () => {
  it.each([
    [undefined, 'never', false],
    [0, 'fresh', false],
    [TICKET_ALARM_MS - 1, 'fresh', false],
    [TICKET_ALARM_MS, 'late', true],
    [TICKET_DEAD_MS - 1, 'late', true],
    [TICKET_DEAD_MS, 'dead', true],
  ] as const)('%s ms after its arrival is %s', (age, state, alarm) => {
    const at = age === undefined ? undefined : NOW - age
    expect(ticketState(at, NOW)).toBe(state)
    expect(isTicketAlarm(ticketState(at, NOW))).toBe(alarm)
    expect(ticketText(at, NOW).length).toBeGreaterThan(5)
  })

  it('lets the secret be reset only while the ticket is fresh, and says why not', () => {
    expect(resetSecretRefusal(NOW - 1000, NOW)).toBeUndefined()
    expect(resetSecretRefusal(NOW - TICKET_ALARM_MS, NOW)).toContain('过旧')
    expect(resetSecretRefusal(undefined, NOW)).toContain('还没有收到过')
  })
})
