import * as v from 'valibot'
import { defineAction } from './define'
import * as f from './fields'

export const todoView = v.object({
  id: v.string(),
  kind: v.picklist(['authorise', 'setRange', 'confirmPermissions', 'leaveReview', 'renewLicense', 'reauthorise']),
  subject: v.string(),
  askedBy: v.string(),
  why: v.string(),
  withoutIt: v.string(),
  since: f.moment,
  page: v.string(),
})
export type TodoView = v.InferOutput<typeof todoView>

/** Page of 20 (phone lists hold 20 rows); ≤ 2 store reads (P6). */
export const list = defineAction({
  name: 'inbox.list',
  about: 'What the caller’s corp is asked to do, oldest first.',
  access: { kind: 'session', roles: ['appAdmin'] },
  changes: false,
  input: v.object({ cursor: f.cursor }),
  output: v.object({ items: v.array(todoView), cursor: v.optional(v.string()) }),
})
