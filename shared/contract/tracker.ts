import * as v from 'valibot'
import { defineAction, STAFF } from './define'
import * as f from './fields'

export const trackerStep = v.object({
  key: v.picklist(['invited', 'opened', 'authorised', 'setUp', 'developing', 'permissions', 'launched', 'rangeSet']),
  state: v.picklist(['done', 'now', 'later']),
  turn: v.picklist(['provider', 'customer', 'wecom']),
  at: v.optional(f.moment),
  basis: v.optional(f.basis),
  detail: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
})
export type TrackerStepView = v.InferOutput<typeof trackerStep>

export const trackerView = v.object({
  corpId: f.corpId,
  corpName: v.string(),
  suiteId: f.suiteId,
  appName: v.string(),
  steps: v.array(trackerStep),
})
export type TrackerView = v.InferOutput<typeof trackerView>

export const get = defineAction({
  name: 'tracker.get',
  about:
    'Whose turn it is for one app in one corp, each step with its ground; re-read from WeCom when older than 20 s.',
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object({ corpId: f.corpId, suiteId: f.suiteId }),
  output: trackerView,
})

export const own = defineAction({
  name: 'tracker.own',
  about: "The same for the caller's own corp: all its apps.",
  access: { kind: 'session', roles: ['appAdmin'] },
  changes: false,
  input: v.object({}),
  output: v.object({ apps: v.array(trackerView) }),
})
