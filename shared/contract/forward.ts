import * as v from 'valibot'
import { defineAction, STAFF, STAFF_ACT } from './define'
import * as f from './fields'

/** Where callbacks of a suite go, and how that is going. The address itself is never sent: it may carry a key. */
export const forwardTargetView = v.object({
  suiteId: f.suiteId,
  /** Host only. */
  host: v.string(),
  isSigned: v.boolean(),
  setAt: f.moment,
  state: v.picklist(['well', 'paused']),
  failures: v.number(),
  pausedUntil: v.optional(f.moment),
  lastOkAt: v.optional(f.moment),
  /** Never above 1000. */
  waiting: v.number(),
  dead: v.number(),
  /** Chinese. */
  text: v.string(),
})
export type ForwardTargetView = v.InferOutput<typeof forwardTargetView>

const OWNER = ['owner'] as const

export const list = defineAction({
  name: 'forward.list',
  about: 'Where callbacks are re-sent to, with what waits and what was given up.',
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object({}),
  output: v.object({ targets: v.array(forwardTargetView) }),
})

export const set = defineAction({
  name: 'forward.set',
  about: 'Re-sends every verified callback of a suite, unchanged, to the provider’s own backend.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object({
    suiteId: f.suiteId,
    url: f.outsideUrl('转发地址'),
    /** Signs what we send; absent: unsigned beyond WeCom's own signature. */
    secret: v.optional(
      v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{32,128}$/, '签名密钥应为 32-128 位字母、数字、- 或 _')),
    ),
  }),
  output: forwardTargetView,
})

export const remove = defineAction({
  name: 'forward.remove',
  about: 'Stops re-sending. What waits is kept 30 days and goes on when a target is set again.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object({ suiteId: f.suiteId }),
  output: v.object({}),
})

/** `suite.time.hash`, as listed. */
const forwardId = v.pipe(
  v.string('缺少编号'),
  v.regex(/^[A-Za-z0-9_-]{4,64}\.\d{13,16}\.[0-9a-f]{32}$/, '编号的格式不对'),
)

export const dead = defineAction({
  name: 'forward.dead',
  about: 'Callbacks that the provider’s own backend did not take.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: false,
  input: v.object({ suiteId: f.suiteId, cursor: f.cursor }),
  output: v.object({
    items: v.array(
      v.object({
        id: v.string(),
        kind: v.string(),
        corpId: v.optional(v.string()),
        receivedAt: f.moment,
        tries: v.number(),
        /** Why, in English, as the log has it. */
        note: v.string(),
      }),
    ),
    cursor: v.optional(v.string()),
  }),
})

export const retry = defineAction({
  name: 'forward.retry',
  about: 'Sends given-up callbacks again: one, or up to 200 of a suite.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: true,
  input: v.object({ suiteId: f.suiteId, id: v.optional(forwardId) }),
  output: v.object({ queued: v.number() }),
})
