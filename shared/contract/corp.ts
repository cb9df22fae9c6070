import * as v from 'valibot'
import { defineAction, STAFF } from './define'
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
