/** Invitations on a store: what is made, what is kept of it, and many hands at once. */
import type { CorpId, OpenUserId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { openTestServices, seedSuite, type TestServices } from '@sandbox/testing/test-services'
import type { SessionRecord } from '../../store/collections/corp'
import { invitationDocId, invitations, linkDocId, links } from '../../store/collections/invitation'
import { history } from '../../store/collections/operation'
import { suiteDocId, suites } from '../../store/collections/provider'
import { replace } from '../../store/store'
import { changeInvitation } from './change-invitation'
import { createInvitation } from './create-invitation'
import { linkHash, resolveLink } from './link'
import { getInvitation, listInvitations, openInvitation } from './read-invitation'

const YUNQI = 'yunqi' as ProviderId
const QINGHE = 'qinghe' as ProviderId
const CRM = seedSuite('yunqi', 'template').suiteId as SuiteId
const SIGN_IN = seedSuite('yunqi', 'signIn').suiteId as SuiteId
const STAFF: SessionRecord = {
  person: { providerId: YUNQI, corpId: 'wwOWN' as CorpId, openUserId: 'woSU' as OpenUserId },
  side: 'staff',
  roles: ['projectManager'],
  name: '苏晴',
  createdAt: 0,
}
let test: TestServices
beforeEach(async () => {
  test = await openTestServices()
})
afterEach(() => test.close())

const create = (
  customerName = '华东零售',
  templates: readonly { suiteId: SuiteId; reason?: string }[] = [{ suiteId: CRM }],
) => createInvitation(test.services, STAFF, { customerName, templates: [...templates] })
const at = (id: string) => ({ providerId: YUNQI, id })
const record = async (id: string) => (await test.services.store.get(invitations, invitationDocId(YUNQI, id)))?.body

describe('making an invitation', () => {
  it('puts the sign-in suite first and gives each app the reason a customer reads', async () => {
    const made = await create('华东零售', [{ suiteId: CRM, reason: '跟进客户' }])
    expect(made).toMatchObject({ customerName: '华东零售', ownerName: '苏晴', phase: 'waiting', opens: { count: 0 } })
    expect(made.items.map((item) => [item.suiteId, item.kind])).toEqual([
      [SIGN_IN, 'suite'],
      [CRM, 'template'],
    ])
    expect(made.items[1]?.reason).toBe('跟进客户')
    expect((await create()).items.every((item) => item.reason.length > 0)).toBe(true)
  })

  it('refuses what cannot be authorised, naming each', async () => {
    const { store } = test.services
    const stored = await store.get(suites, suiteDocId({ providerId: YUNQI, suiteId: CRM }))
    if (!stored) throw new Error('no suite')
    const launched = { value: false, basis: 'declared', at: 0 } as const
    await store.commit([replace(suites, stored, { ...stored.body, launched })])
    const foreign = seedSuite('qinghe', 'template').suiteId as SuiteId
    const bad = [CRM, SIGN_IN, foreign, 'dknothing' as SuiteId].map((suiteId) => ({ suiteId }))
    const writes = store.counters.writes
    await expect(create('华东零售', bad)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: {
        issues: [
          { field: 'templates.0.suiteId', message: expect.stringContaining('还没有上线') },
          { field: 'templates.1.suiteId' },
          { field: 'templates.2.suiteId' },
          { field: 'templates.3.suiteId' },
        ],
      },
    })
    expect(store.counters.writes).toBe(writes)
  })

  it('keeps the token hashed and sealed, and gives WeCom another word', async () => {
    const made = await create()
    const token = made.link.slice(-26)
    const kept = await record(made.id)
    expect(JSON.stringify(kept)).not.toContain(token)
    expect(kept?.state).toMatch(/^[a-z2-7]{26}$/)
    expect(kept?.state).not.toBe(token)
    const link = await test.services.store.get(links, linkDocId(YUNQI, linkHash(token)))
    expect(link?.body).toEqual({ kind: 'invitation', targetId: made.id })
    // Staff get the same link again.
    expect((await getInvitation(test.services, YUNQI, made.id)).link).toBe(made.link)
  })
})

describe('a link token', () => {
  it('leads to its thing under its provider and kind only, each refusal alike', async () => {
    const made = await create()
    const token = made.link.slice(-26)
    expect(await resolveLink(test.services, YUNQI, token, 'invitation')).toBe(made.id)
    const refused = [
      () => resolveLink(test.services, QINGHE, token, 'invitation'),
      () => resolveLink(test.services, YUNQI, token, 'review'),
      () => resolveLink(test.services, YUNQI, 'a'.repeat(26), 'invitation'),
    ]
    for (const ask of refused) {
      const before = test.services.store.counters.reads
      await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'link token leads nowhere' })
      expect(test.services.store.counters.reads - before).toBe(1)
    }
  })
})

describe('opening', () => {
  it('is counted for every one of many people at once, with the first and the last', async () => {
    const { id } = await create()
    await Promise.all(Array.from({ length: 8 }, () => changeInvitation(test.services, at(id), { type: 'open' })))
    test.clock.advance(1000)
    await changeInvitation(test.services, at(id), { type: 'open' })
    const view = await getInvitation(test.services, YUNQI, id)
    expect(view.phase).toBe('opened')
    expect(view.opens).toEqual({
      count: 9,
      firstAt: test.clock.now() - 1000,
      lastAt: test.clock.now(),
    })
  })

  it('a revoked one says who took it back; so does every act on it', async () => {
    const { id } = await create()
    await changeInvitation(test.services, at(id), { type: 'revoke' }, STAFF.person)
    const revoked = { code: 'ILLEGAL_STATE', details: { reason: 'revoked' } }
    await expect(openInvitation(test.services, YUNQI, id)).rejects.toMatchObject({
      ...revoked,
      userMessage: expect.stringContaining('苏晴'),
    })
    await expect(changeInvitation(test.services, at(id), { type: 'open' })).rejects.toMatchObject(revoked)
    expect((await getInvitation(test.services, YUNQI, id)).phase).toBe('revoked')
  })

  it('leaves a history of who did what, once each', async () => {
    const { id } = await create()
    await changeInvitation(test.services, at(id), { type: 'skipSignInSuite' })
    await changeInvitation(test.services, at(id), { type: 'revoke' }, STAFF.person)
    await changeInvitation(test.services, at(id), { type: 'revoke' }, STAFF.person)
    const { items } = await test.services.store.list(history, 'bySubject', [YUNQI, 'invitation', id])
    expect(items.map((item) => [item.body.what, item.body.by?.openUserId])).toEqual([
      ['created', 'woSU'],
      ['signInSuiteSkipped', undefined],
      ['revoked', 'woSU'],
    ])
  })
})

describe('the list', () => {
  it('shows the newest first, found by words, of one provider, in two reads at most', async () => {
    for (const name of ['华东零售', '海川制造', '华北零售']) {
      await create(name)
      test.clock.advance(1)
    }
    const before = test.services.store.counters.reads
    const { items } = await listInvitations(test.services, YUNQI, {})
    expect(test.services.store.counters.reads - before).toBeLessThanOrEqual(2)
    expect(items.map((item) => item.customerName)).toEqual(['华北零售', '海川制造', '华东零售'])
    expect((await listInvitations(test.services, YUNQI, { search: '零售' })).items.length).toBe(2)
    expect((await listInvitations(test.services, QINGHE, {})).items).toEqual([])
  })
})
