import * as v from 'valibot'
import { defineAction, STAFF, STAFF_ACT } from './define'
import * as f from './fields'

const known = <T extends v.GenericSchema>(value: T) =>
  v.object({ value, basis: f.basis, at: f.moment, by: v.optional(v.string()) })

/** One app in one corp, as staff see it. */
export const corpAppView = v.object({
  suiteId: f.suiteId,
  kind: v.picklist(['suite', 'template']),
  corpId: f.corpId,
  corpName: v.string(),
  appName: v.string(),
  generation: v.number(),
  status: v.picklist(['active', 'cancelled', 'suspectedGone']),
  isSetUp: v.boolean(),
  publishStatus: v.optional(known(v.picklist([0, 1, 2, 3]))),
  isClosed: v.optional(known(v.boolean())),
  /** Counts only: members cannot be named by a suite. */
  range: v.optional(known(v.object({ departments: v.number(), users: v.number(), tags: v.number() }))),
  authorisedAt: f.moment,
})
export type CorpAppView = v.InferOutput<typeof corpAppView>

export const list = defineAction({
  name: 'corp.list',
  about: 'Apps in customer corps, newest authorisation first.',
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object({ search: f.searchText, cursor: f.cursor }),
  output: v.object({ items: v.array(corpAppView), cursor: v.optional(v.string()) }),
})

const counted = v.array(v.object({ what: v.string(), count: v.number() }))

/** What was erased after a cancellation, in counts; `none`: the app is authorised. */
export const erasureProofView = v.object({
  state: v.picklist(['none', 'scheduled', 'running', 'done']),
  cancelledAt: v.optional(f.moment),
  dueAt: v.optional(f.moment),
  erasedAt: v.optional(f.moment),
  deleted: counted,
  anonymised: counted,
  kept: v.array(v.object({ what: v.string(), why: v.string() })),
})
export type ErasureProofView = v.InferOutput<typeof erasureProofView>

export const erasureProof = defineAction({
  name: 'corp.erasureProof',
  about: 'What was erased of an app in a corp that cancelled it, what is kept and why, or when it will be erased.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: false,
  input: v.object({ corpId: f.corpId, suiteId: f.suiteId }),
  output: erasureProofView,
})
