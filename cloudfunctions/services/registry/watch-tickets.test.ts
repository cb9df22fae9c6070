import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CorpId, OpenUserId, PersonRef, ProviderId, SuiteId } from '@shared/wecom/ids'
import { openTestServices, seedSuite, type TestServices } from '@sandbox/testing/test-services'
import { incidentDocId, incidents } from '../../store/collections/incident'
import { suiteTicketDocId, suiteTickets } from '../../store/collections/provider'
import { put } from '../../store/store'
import { setAlarmWebhook } from './change-provider'
import { suitePlace } from './registry'
import { watchTickets } from './watch-tickets'

const YUNQI = 'yunqi' as ProviderId
const BY: PersonRef = { providerId: YUNQI, corpId: 'ww5d1f0b7a93c2e846' as CorpId, openUserId: 'woOWNER' as OpenUserId }
const CRM = seedSuite('yunqi', 'template').suiteId as SuiteId
const MINUTE = 60_000

describe('watching the tickets', () => {
  let world: TestServices
  let robot: Server
  let status: number
  let heard: string[]
  beforeEach(async () => {
    world = await openTestServices()
    status = 200
    heard = []
    robot = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        heard.push(Buffer.concat(parts).toString())
        response.writeHead(status).end('{"errcode":0}')
      })
    })
    await new Promise<void>((resolve) => robot.listen(0, '127.0.0.1', resolve))
  })
  afterEach(async () => {
    await new Promise((resolve) => robot.close(resolve))
    await world.close()
  })

  const pushTicket = async (suiteId = CRM) => {
    const { store, sealer, clock } = world.services
    const ref = { providerId: YUNQI, suiteId }
    const id = suiteTicketDocId(ref)
    const now = clock.now()
    const ticket = sealer.seal('t', suitePlace(ref, 'ticket'))
    await store.commit([
      put(suiteTickets, id, await store.get(suiteTickets, id), { ticket, sentAt: now, receivedAt: now }),
    ])
  }
  const setRobot = () =>
    setAlarmWebhook(world.services, BY, { url: `http://127.0.0.1:${(robot.address() as AddressInfo).port}/send?key=1` })

  it('tells the robot once per incident, and again when the next one begins', async () => {
    await setRobot()
    await pushTicket()
    expect(await watchTickets(world.services)).toBe(0)
    world.clock.advance(26 * MINUTE)
    expect(await watchTickets(world.services)).toBe(1)
    world.clock.advance(10 * MINUTE)
    expect(await watchTickets(world.services)).toBe(0)
    expect(heard).toHaveLength(1)
    expect(JSON.parse(heard[0] ?? '')).toMatchObject({ msgtype: 'text' })
    expect(heard[0]).toContain('客户旅程 CRM')
    await pushTicket()
    await watchTickets(world.services)
    expect(await world.services.store.get(incidents, incidentDocId(YUNQI, CRM))).toBeUndefined()
    world.clock.advance(31 * MINUTE)
    expect(await watchTickets(world.services)).toBe(1)
    expect(heard).toHaveLength(2)
  })

  it('puts all suites of one incident into one message', async () => {
    await setRobot()
    await pushTicket()
    await pushTicket(seedSuite('yunqi', 'signIn').suiteId as SuiteId)
    world.clock.advance(26 * MINUTE)
    expect(await watchTickets(world.services)).toBe(2)
    expect(heard).toHaveLength(1)
  })

  it('tries a robot that refuses five times, a minute apart, and no more', async () => {
    await setRobot()
    await pushTicket()
    status = 500
    world.clock.advance(26 * MINUTE)
    for (let run = 0; run < 8; run++) {
      await watchTickets(world.services)
      await watchTickets(world.services)
      world.clock.advance(MINUTE)
    }
    expect(heard).toHaveLength(5)
  })

  it('notes the incident without a robot and tells it as soon as there is one', async () => {
    await pushTicket()
    world.clock.advance(26 * MINUTE)
    expect(await watchTickets(world.services)).toBe(0)
    expect((await world.services.store.get(incidents, incidentDocId(YUNQI, CRM)))?.body).toMatchObject({ tries: 0 })
    await setRobot()
    expect(await watchTickets(world.services)).toBe(1)
  })

  it('raises no alarm for a suite that never had a ticket', async () => {
    await setRobot()
    world.clock.advance(60 * MINUTE)
    expect(await watchTickets(world.services)).toBe(0)
    expect(heard).toEqual([])
  })
})
