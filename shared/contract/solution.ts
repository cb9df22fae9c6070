import * as v from 'valibot'
import { SOLUTION_NAME, SOLUTION_OVERVIEW } from '../domain/solution/states'
import { defineAction, STAFF, STAFF_EDIT } from './define'
import * as f from './fields'

/** A review as everybody sees it; the badge names the proof, never "super admin". */
export const reviewView = v.object({
  corpName: v.string(),
  byName: v.string(),
  proof: v.picklist(['authorisingUser', 'appAdmin', 'adminLogin']),
  appName: v.string(),
  stars: v.picklist([1, 2, 3, 4, 5]),
  text: v.string(),
  writtenAt: f.moment,
  isAuthCancelled: v.boolean(),
})
export type ReviewView = v.InferOutput<typeof reviewView>

export const solutionView = v.object({
  id: f.localId,
  name: v.string(),
  overview: v.string(),
  text: v.string(),
  linkedApps: v.array(v.object({ suiteId: f.suiteId, name: v.string() })),
  createdAt: f.moment,
  updatedAt: f.moment,
  published: v.optional(v.object({ at: f.moment, isSelfReviewed: v.boolean() })),
  /** Address of the promotion page. */
  page: v.string(),
  reviewCount: v.number(),
  /** 1 decimal; absent without reviews. */
  starAverage: v.optional(v.number()),
  version: v.number(),
})
export type SolutionView = v.InferOutput<typeof solutionView>

export const reviewInvitationView = v.object({
  id: f.localId,
  suiteId: f.suiteId,
  appName: v.string(),
  /** As typed by staff. */
  plainCorpId: v.string(),
  /** observed: converted by WeCom; absent: not authorised yet, held as unverified. */
  corpBasis: v.optional(f.basis),
  corpName: v.optional(v.string()),
  createdAt: f.moment,
  expiresAt: f.moment,
  writtenAt: v.optional(f.moment),
  link: v.string(),
})
export type ReviewInvitationView = v.InferOutput<typeof reviewInvitationView>

export const list = defineAction({
  name: 'solution.list',
  about: "The provider's solutions.",
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object({ cursor: f.cursor }),
  output: v.object({ items: v.array(solutionView), cursor: v.optional(v.string()) }),
})

export const get = defineAction({
  name: 'solution.get',
  about: 'One solution with its review invitations and reviews.',
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object({ id: f.localId }),
  output: v.object({
    solution: solutionView,
    invitations: v.array(reviewInvitationView),
    reviews: v.array(reviewView),
  }),
})

/** S0-11: 2-10 字; S0-14: 2-40 字; S0-28: at least one linked app. */
export const save = defineAction({
  name: 'solution.save',
  about: 'Creates a solution, or changes one at the version that was seen.',
  access: { kind: 'session', roles: STAFF_EDIT },
  changes: true,
  input: v.object({
    id: v.optional(f.localId),
    version: v.optional(v.number()),
    name: f.text('方案名称', SOLUTION_NAME.min, SOLUTION_NAME.max),
    overview: f.text('方案概述', SOLUTION_OVERVIEW.min, SOLUTION_OVERVIEW.max),
    text: f.text('方案介绍', 0, 2000),
    linkedApps: v.pipe(v.array(f.suiteId), v.minLength(1, '请至少关联一个应用'), v.maxLength(9, '最多关联 9 个应用')),
  }),
  output: solutionView,
})

export const publish = defineAction({
  name: 'solution.publish',
  about: 'Publishes our promotion page; marked self-reviewed where the deployment has no other reviewer.',
  access: { kind: 'session', roles: ['owner', 'operator'] },
  changes: true,
  input: v.object({ id: f.localId }),
  output: solutionView,
})

/** Public: what a published solution's page shows. */
export const page = defineAction({
  name: 'solution.page',
  about: 'The promotion page of a published solution with its reviews.',
  access: { kind: 'public' },
  changes: false,
  input: v.object({ provider: f.providerId, id: f.localId, cursor: f.cursor }),
  output: v.object({
    provider: v.object({ id: f.providerId, name: v.string() }),
    name: v.string(),
    overview: v.string(),
    text: v.string(),
    linkedApps: v.array(v.object({ name: v.string() })),
    publishedAt: f.moment,
    reviewCount: v.number(),
    starAverage: v.optional(v.number()),
    reviews: v.array(reviewView),
    cursor: v.optional(v.string()),
  }),
})
