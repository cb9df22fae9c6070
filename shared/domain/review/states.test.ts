import type { CorpId, ProviderId, SuiteId } from '../../wecom/ids'
import { checkReviewText } from './check-text'
import { reviewRefusal, REVIEW_INVITATION_MS, type ReviewInvitation } from './states'

const NOW = 1_770_000_000_000
const corp = 'wpCorp' as CorpId
const anInvitation = (changes: Partial<ReviewInvitation> = {}): ReviewInvitation => ({
  providerId: 'yunqi' as ProviderId,
  id: 'aaaa',
  solutionId: 'bbbb',
  suiteId: 'dk1' as SuiteId,
  plainCorpId: 'ww1',
  corp: { value: corp, basis: 'observed', at: NOW },
  createdAt: NOW,
  expiresAt: NOW + REVIEW_INVITATION_MS,
  ...changes,
})
const admin = { corpId: corp, proof: 'appAdmin' as const, hasActiveAuth: true }

describe('who may write a review', () => {
  it('is an admin with proof, in the named corp, with the app authorised', () => {
    expect(reviewRefusal(anInvitation(), admin, NOW)).toBeUndefined()
  })
  it.each([
    ['expired', anInvitation({ expiresAt: NOW }), admin],
    ['revoked', anInvitation({ revokedAt: NOW }), admin],
    ['alreadyWritten', anInvitation({ writtenAt: NOW }), admin],
    ['wrongCorp', anInvitation(), { ...admin, corpId: 'wpOther' as CorpId }],
    ['notAdmin', anInvitation(), { corpId: corp, hasActiveAuth: true }],
    ['authCancelled', anInvitation(), { ...admin, hasActiveAuth: false }],
  ] as const)('is told %s', (reason, invitation, person) => {
    expect(reviewRefusal(invitation, person, NOW)).toBe(reason)
  })
  it('cannot be said while the corp id is not converted', () => {
    const { corp: _corp, ...unverified } = anInvitation()
    expect(reviewRefusal(unverified, admin, NOW)).toBe('corpUnverified')
  })
  it('is not asked before somebody signed in', () => {
    expect(reviewRefusal(anInvitation(), undefined, NOW)).toBeUndefined()
    expect(reviewRefusal(anInvitation({ expiresAt: NOW - 1 }), undefined, NOW)).toBe('expired')
  })
})

describe("a review's text", () => {
  it.each([
    '<script>alert(1)</script> 很好用',
    '很好 <img src=x onerror=alert(1)>',
    '点击 javascript:alert(1) 查看',
    '加我 13812345678 聊',
    '发到 a.b@example.com',
    '看 https://example.com/x 这里',
    '看 www.example.com',
  ])('is refused with what was found: %s', (text) => {
    expect(checkReviewText(text).length).toBeGreaterThan(0)
  })
  it.each([
    '上线 3 周，跟进记录 <提升> 明显',
    '比分 3<5，满意度 > 90%',
    '订单号 138123456789012 已完成',
    '很好用，推荐给同行',
  ])('may say: %s', (text) => {
    expect(checkReviewText(text)).toEqual([])
  })
})
