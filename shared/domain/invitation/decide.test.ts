import type { CorpId, OpenUserId, ProviderId, SuiteId } from '../../wecom/ids'
import { authQrIsStale, decideInvitation, type InvitationCommand } from './decide'
import { AUTH_QR_MARGIN_MS, AUTH_QR_MS, invitationPhase, type Invitation } from './states'

const NOW = 1_770_000_000_000
const SIGN_IN = 'ww-sign-in' as SuiteId
const CRM = 'dk-crm' as SuiteId
const PATROL = 'dk-patrol' as SuiteId

const anInvitation = (changes: Partial<Invitation> = {}): Invitation => ({
  providerId: 'yunqi' as ProviderId,
  id: 'aaaabbbb',
  state: 's'.repeat(26),
  customerName: '华东零售',
  owner: { openUserId: 'woStaff' as OpenUserId, name: '苏晴' },
  items: [
    { suiteId: SIGN_IN, kind: 'suite', name: '服务台', reason: '登录' },
    { suiteId: CRM, kind: 'template', name: 'CRM', reason: '跟进' },
    { suiteId: PATROL, kind: 'template', name: '巡检', reason: '巡店' },
  ],
  createdAt: NOW,
  opens: { count: 0 },
  ...changes,
})
const install = (suiteId: SuiteId): InvitationCommand => ({
  type: 'recordInstall',
  suiteId,
  authCorpId: 'wpCorp' as CorpId,
  generation: 1,
})
const next = (state: Invitation, command: InvitationCommand): Invitation => {
  const decision = decideInvitation(state, command, NOW)
  if (!decision.ok) throw new Error(decision.reason)
  return decision.next
}

describe('an invitation', () => {
  it('counts who opened it and tells the history only of the first time', () => {
    const first = decideInvitation(anInvitation(), { type: 'open' }, NOW)
    expect(first.ok && first.history).toEqual(['opened'])
    const second = first.ok ? decideInvitation(first.next, { type: 'open', by: 'wo1' as OpenUserId }, NOW + 1) : first
    expect(second.ok && second.next.opens).toEqual({ count: 2, firstAt: NOW, lastAt: NOW + 1, lastBy: 'wo1' })
    expect(second.ok && second.history).toEqual([])
  })

  it('walks from waiting over opened and installing to done, when every template works', () => {
    let state = anInvitation()
    expect(invitationPhase(state, new Set())).toBe('waiting')
    state = next(state, { type: 'open' })
    expect(invitationPhase(state, new Set())).toBe('opened')
    state = next(state, install(SIGN_IN))
    expect(invitationPhase(state, new Set([SIGN_IN]))).toBe('opened')
    state = next(state, install(CRM))
    expect(invitationPhase(state, new Set([CRM]))).toBe('installing')
    state = next(state, install(PATROL))
    expect(invitationPhase(state, new Set([CRM]))).toBe('installing')
    // The sign-in suite may be left out.
    expect(invitationPhase(state, new Set([CRM, PATROL]))).toBe('done')
  })

  it('records what WeCom did even after it was revoked, and nothing else', () => {
    const revoked = next(anInvitation(), { type: 'revoke' })
    expect(decideInvitation(revoked, { type: 'open' }, NOW)).toEqual({ ok: false, reason: 'revoked' })
    expect(decideInvitation(revoked, { type: 'skipSignInSuite' }, NOW)).toEqual({ ok: false, reason: 'revoked' })
    expect(next(revoked, install(CRM)).items[1]?.install).toMatchObject({ generation: 1 })
    expect(invitationPhase(revoked, new Set())).toBe('revoked')
  })

  it('does not record an app it did not ask for', () => {
    expect(decideInvitation(anInvitation(), install('dk-other' as SuiteId), NOW)).toEqual({
      ok: false,
      reason: 'unknownItem',
    })
  })

  it('lets the sign-in suite be skipped only while it is not installed', () => {
    expect(next(anInvitation(), { type: 'skipSignInSuite' }).items[0]?.skippedAt).toBe(NOW)
    const installed = next(anInvitation(), install(SIGN_IN))
    expect(decideInvitation(installed, { type: 'skipSignInSuite' }, NOW)).toEqual({ ok: false, reason: 'notSkippable' })
  })

  it('calls its WeCom QR stale a day before the ten days end', () => {
    expect(authQrIsStale(anInvitation(), NOW)).toBe(true)
    const fresh = anInvitation({ authQr: { url: 'u', createdAt: NOW, expiresAt: NOW + AUTH_QR_MS } })
    expect(authQrIsStale(fresh, NOW)).toBe(false)
    expect(authQrIsStale(fresh, NOW + AUTH_QR_MS - AUTH_QR_MARGIN_MS)).toBe(false)
    expect(authQrIsStale(fresh, NOW + AUTH_QR_MS - AUTH_QR_MARGIN_MS + 1)).toBe(true)
  })
})
