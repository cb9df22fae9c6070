import { observed } from '../basis'
import type { CorpAuth } from '../corp-auth/states'
import type { Dossier } from '../permission/states'
import type { CorpId, OpenUserId, ProviderId, SuiteId } from '../../wecom/ids'
import { trackerSteps } from './steps'

const NOW = 1_770_000_000_000
const ids = { providerId: 'yunqi' as ProviderId, suiteId: 'dk1' as SuiteId, authCorpId: 'wp1' as CorpId }
const anAuth = (changes: Partial<CorpAuth> = {}): CorpAuth => ({
  ...ids,
  kind: 'template',
  generation: 1,
  status: 'active',
  corpName: '华东零售',
  authEventAt: NOW,
  setup: { doneAt: { authorised: NOW, exchanged: NOW, infoRead: NOW, tokenHad: NOW, probed: NOW } },
  secretVersion: 1,
  publishStatus: observed(0, NOW),
  ...changes,
})
const nowStep = (sources: Parameters<typeof trackerSteps>[0]) => trackerSteps(sources).find((s) => s.state === 'now')

describe('the tracker', () => {
  it('waits for the provider after the install, and for launch after development began', () => {
    expect(nowStep({ auth: anAuth() })).toMatchObject({ key: 'developing', turn: 'provider' })
    expect(nowStep({ auth: anAuth({ publishStatus: observed(1, NOW) }) })).toMatchObject({ key: 'launched' })
  })

  it('waits for the customer to set a range once it is launched, and for nobody when she has', () => {
    const launched = anAuth({ publishStatus: observed(2, NOW), launchedAt: NOW })
    expect(nowStep({ auth: launched })).toMatchObject({ key: 'rangeSet', turn: 'customer' })
    const ranged = { ...launched, range: observed({ departments: [], users: ['wo1', 'wo2'], tags: [] }, NOW + 1) }
    expect(nowStep({ auth: ranged })).toBeUndefined()
    expect(trackerSteps({ auth: ranged }).at(-1)).toMatchObject({
      basis: 'observed',
      at: NOW + 1,
      detail: { users: 2 },
    })
  })

  it('shows permissions only once something was asked, with whose turn it is', () => {
    expect(trackerSteps({ auth: anAuth() }).some((s) => s.key === 'permissions')).toBe(false)
    const dossier = (state: 'draft' | 'consulted' | 'filed' | 'declined'): Dossier => ({
      ...ids,
      reasons: {},
      requestCount: 1,
      request: {
        no: 1,
        state,
        items: [],
        askedAt: NOW,
        askedBy: { openUserId: 'wo' as OpenUserId, name: '苏晴' },
        before: [],
        ...(state === 'declined' ? { answeredAt: NOW } : {}),
      },
    })
    const auth = anAuth({ publishStatus: observed(1, NOW) })
    expect(nowStep({ auth, dossier: dossier('draft') })).toMatchObject({ key: 'permissions', turn: 'customer' })
    expect(nowStep({ auth, dossier: dossier('consulted') })).toMatchObject({ turn: 'provider' })
    expect(nowStep({ auth, dossier: dossier('filed') })).toMatchObject({ turn: 'customer' })
    expect(trackerSteps({ auth, dossier: dossier('declined') }).find((s) => s.key === 'permissions')).toMatchObject({
      state: 'done',
      basis: 'declared',
    })
  })

  it('never calls a step done on a wish: before an install everything is still to come', () => {
    expect(trackerSteps({}).filter((s) => s.state === 'done')).toEqual([])
  })
})
