/** From the seed to a fresh world. */
import type { Corp, Member, Suite, WorldState } from './state'
import type { Seed, SeedCorp, SeedMember, SeedProvider, SeedSuite } from './seed'

const FIRST_AGENT_ID = 1_000_002

const memberFrom = (m: SeedMember): Member => ({ ...m, departments: [...m.departments] })

const corpFrom = (c: SeedCorp): Corp => ({
  corpId: c.corpId,
  name: c.name,
  industry: c.industry,
  isTest: c.isTest,
  licensed: c.licensed,
  nextAgentId: FIRST_AGENT_ID,
  departments: c.departments.map((d) => ({ ...d })),
  members: c.members.map(memberFrom),
})

const ownCorpFrom = (p: SeedProvider): Corp => ({
  corpId: p.corpId,
  name: p.name,
  industry: 'IT服务',
  isTest: false,
  licensed: true,
  providerId: p.providerId,
  nextAgentId: FIRST_AGENT_ID,
  departments: [{ id: 1, name: p.name, parentId: 0 }],
  members: p.staff.map(memberFrom),
})

const suiteFrom = (providerId: string, s: SeedSuite): Suite => ({
  suiteId: s.suiteId,
  providerId,
  kind: s.kind,
  name: s.name,
  intro: s.intro,
  secret: s.secret,
  token: s.token,
  encodingAesKey: s.encodingAesKey,
  callbackUrl: `{base}${s.callbackPath}`,
  dataUrl: s.dataPath === '' ? '' : `{base}${s.dataPath}`,
  miniProgramAppid: s.miniProgramAppid,
  review: 'launched',
  reviewReasons: [],
  tickets: [],
  ticketDelivered: false,
})

/** A world in which nothing has happened yet. @param now epoch ms of the outer clock */
export function createWorld(seed: Seed, now: number): WorldState {
  const corps = [...seed.providers.map(ownCorpFrom), ...seed.corps.map(corpFrom)]
  const suites = seed.providers.flatMap((p) => p.suites.map((s) => suiteFrom(p.providerId, s)))
  return {
    version: 1,
    idSeed: seed.idSeed,
    clock: { base: now, stand: now, speed: 1 },
    providers: Object.fromEntries(
      seed.providers.map((p) => [
        p.providerId,
        {
          providerId: p.providerId,
          name: p.name,
          corpId: p.corpId,
          secret: p.providerSecret,
          whitelist: { ips: [], before: [], at: 0 },
        },
      ]),
    ),
    suites: Object.fromEntries(suites.map((s) => [s.suiteId, s])),
    corps: Object.fromEntries(corps.map((c) => [c.corpId, c])),
    installs: {},
    tokens: {},
    currentTokens: {},
    codes: {},
    seats: {},
    messages: {},
    faults: [],
    lastTicketRound: 0,
    counter: 0,
  }
}
