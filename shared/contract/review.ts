import * as v from 'valibot'
import { REVIEW_TEXT } from '../domain/review/states'
import { defineAction, STAFF_EDIT } from './define'
import * as f from './fields'
import { reviewInvitationView, reviewView } from './solution'

/** S0-21: the provider fills in the customer's corp id. Plain ids are converted where the corp has authorised, else held unverified. */
export const invite = defineAction({
  name: 'review.invite',
  about: "Invites a customer's admin to review a solution.",
  access: { kind: 'session', roles: STAFF_EDIT },
  changes: true,
  input: v.object({
    solutionId: f.localId,
    suiteId: f.suiteId,
    plainCorpId: v.pipe(
      v.string('请填写客户的企业 ID'),
      v.trim(),
      v.regex(/^[A-Za-z0-9_-]{4,64}$/, '企业 ID 由字母和数字组成，可在客户管理后台「我的企业」底部找到'),
    ),
  }),
  output: reviewInvitationView,
})

const refusal = v.picklist([
  'expired',
  'revoked',
  'alreadyWritten',
  'wrongCorp',
  'notAdmin',
  'corpUnverified',
  'authCancelled',
])

/** Read without sign-in; with a session it also says whether this person may write. */
export const open = defineAction({
  name: 'review.open',
  about: 'What a review link asks for, and whether the caller may write it.',
  access: { kind: 'link', to: 'review' },
  changes: false,
  input: v.object({ provider: f.providerId, token: f.linkToken }),
  output: v.object({
    provider: v.object({ id: f.providerId, name: v.string() }),
    solution: v.object({ id: f.localId, name: v.string(), overview: v.string() }),
    appName: v.string(),
    expiresAt: f.moment,
    isSignedIn: v.boolean(),
    refusal: v.optional(refusal),
    /** The proof that will be recorded and shown. */
    proof: v.optional(v.picklist(['authorisingUser', 'appAdmin', 'adminLogin'])),
    corpName: v.optional(v.string()),
    /** The review that is there already. */
    review: v.optional(reviewView),
  }),
})

export const write = defineAction({
  name: 'review.write',
  about: 'Writes the review: shown at once (S0-23). Needs a session of an admin with proof of role in the named corp.',
  access: { kind: 'link', to: 'review' },
  changes: true,
  input: v.object({
    provider: f.providerId,
    token: f.linkToken,
    stars: v.picklist([1, 2, 3, 4, 5], '请选择 1 到 5 星'),
    text: f.text('评价', REVIEW_TEXT.min, REVIEW_TEXT.max),
    /** How she wants to be called; else a label. */
    byName: v.optional(f.text('称呼', 0, 20)),
  }),
  output: reviewView,
})
