import * as v from 'valibot'
import { defineAction, STAFF } from './define'
import * as f from './fields'

/** A suite or template as staff see it. Secrets are never sent, only when they were set. */
export const suiteView = v.object({
  suiteId: f.suiteId,
  kind: v.picklist(['suite', 'template']),
  use: v.picklist(['signIn', 'webLogin', 'customer']),
  name: v.string(),
  reason: v.string(),
  launched: v.object({ value: v.boolean(), basis: f.basis, at: f.moment }),
  secretSetAt: f.moment,
  /** When the newest suite_ticket arrived; absent: never. Older than 25 min is an alarm, than 30 min dead. */
  ticketAt: v.optional(f.moment),
  callbackUrl: v.string(),
})
export type SuiteView = v.InferOutput<typeof suiteView>

export const list = defineAction({
  name: 'registry.list',
  about: 'The provider’s suites and templates with their tickets.',
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object({}),
  output: v.object({ suites: v.array(suiteView) }),
})
