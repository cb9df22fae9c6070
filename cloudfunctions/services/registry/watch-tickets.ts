/** Looks at the age of every ticket. When the ticket dies, messages die with it: the alarm goes to the provider's group robot (issue 6). */
import { isTicketAlarm, ticketState, ticketText } from '@shared/domain/suite/ticket'
import { incidentDocId, incidents, type IncidentRecord } from '../../store/collections/incident'
import { providers, suites, suiteTicketDocId, suiteTickets } from '../../store/collections/provider'
import type { ProviderRecord, SuiteRecord } from '../../store/collections/provider'
import { put, remove, replace, type Stored, type Write } from '../../store/store'
import { postOut } from '../../wecom/outgoing'
import type { Services } from '../services'
import { providerPlace } from './registry'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'log' | 'config'>

const TELL_TRIES = 5
/** A robot answers at once or not at all; the next try waits a minute. */
const TELL_TIMEOUT_MS = 5_000
const TELL_AGAIN_MS = 60_000

/** One look at all providers. @returns how many alarms were told */
export async function watchTickets(deps: Deps): Promise<number> {
  let told = 0
  let cursor: string | undefined
  do {
    const page = await deps.store.list(providers, 'all', ['provider'], { limit: 200, ...(cursor ? { cursor } : {}) })
    for (const { body } of page.items) told += await watchProvider(deps, body)
    cursor = page.cursor
  } while (cursor !== undefined)
  return told
}

interface Alarm {
  readonly suite: SuiteRecord
  readonly receivedAt: number
  readonly incident: Stored<IncidentRecord> | undefined
}

async function watchProvider(deps: Deps, provider: ProviderRecord): Promise<number> {
  const now = deps.clock.now()
  const listed = (await deps.store.list(suites, 'byProvider', [provider.id], { limit: 200 })).items
  const tickets = await deps.store.getMany(
    suiteTickets,
    listed.map((item) => suiteTicketDocId(item.body)),
  )
  const known = await deps.store.getMany(
    incidents,
    listed.map((item) => incidentDocId(provider.id, item.body.suiteId)),
  )
  const alarms: Alarm[] = []
  for (const [position, { body: suite }] of listed.entries()) {
    const receivedAt = tickets[position]?.body.receivedAt
    const incident = known[position]
    // Never received is not an incident: the suite is still being set up, and the console says so.
    if (receivedAt === undefined) continue
    if (isTicketAlarm(ticketState(receivedAt, now))) alarms.push({ suite, receivedAt, incident })
    else if (incident) await deps.store.commit([remove(incidents, incident)])
  }
  return tell(deps, provider, alarms)
}

/** One message for all suites that have something new to tell. Claimed before it is sent, so that two processes do not tell it twice. */
async function tell(deps: Deps, provider: ProviderRecord, alarms: readonly Alarm[]): Promise<number> {
  const now = deps.clock.now()
  const due = alarms.filter(({ incident }) => {
    if (!incident) return true
    const { toldAt, tellAt, tries } = incident.body
    return provider.alarmWebhook !== undefined && toldAt === undefined && tellAt <= now && tries < TELL_TRIES
  })
  if (due.length === 0) return 0
  const hasRobot = provider.alarmWebhook !== undefined
  const claim = due.map(({ suite, receivedAt, incident }): Write => {
    const tries = (incident?.body.tries ?? 0) + (hasRobot ? 1 : 0)
    const since = incident?.body.since ?? receivedAt
    return put(incidents, incidentDocId(provider.id, suite.suiteId), incident, {
      suiteId: suite.suiteId,
      since,
      tellAt: now + (hasRobot ? TELL_AGAIN_MS : 0),
      tries,
    })
  })
  if (!(await deps.store.commit(claim)).ok) return 0
  deps.log.warn('ticket.late', { providerId: provider.id, suites: due.map(({ suite }) => suite.suiteId) })
  if (!(await sendAlarm(deps, provider, due))) return 0
  await deps.store.commit(await toldWrites(deps, provider, due))
  return due.length
}

async function sendAlarm(deps: Deps, provider: ProviderRecord, due: readonly Alarm[]): Promise<boolean> {
  if (!provider.alarmWebhook) return false
  const lines = due.map(({ suite, receivedAt }) => `「${suite.name}」${ticketText(receivedAt, deps.clock.now())}`)
  const content = [`合契提醒：${provider.name} 有 ${due.length} 个应用的推送票据异常`, ...lines].join('\n')
  const answer = await postOut({
    url: deps.sealer.open(provider.alarmWebhook.url, providerPlace(provider.id, 'alarmWebhook')),
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify({ msgtype: 'text', text: { content } })),
    timeoutMs: TELL_TIMEOUT_MS,
    allowsLoopback: deps.config.wecom.isStandIn,
  })
  const isTaken = answer.status >= 200 && answer.status < 300
  if (!isTaken) deps.log.warn('ticket.alarm.not.told', { providerId: provider.id, note: answer.note })
  return isTaken
}

async function toldWrites(deps: Deps, provider: ProviderRecord, due: readonly Alarm[]): Promise<Write[]> {
  const ids = due.map(({ suite }) => incidentDocId(provider.id, suite.suiteId))
  const fresh = await deps.store.getMany(incidents, ids)
  return fresh.flatMap((stored) =>
    stored ? [replace(incidents, stored, { ...stored.body, toldAt: deps.clock.now() })] : [],
  )
}
