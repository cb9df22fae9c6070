import * as v from 'valibot'
import { defineAction, STAFF_ACT } from './define'
import * as f from './fields'

const state = v.picklist(['new', 'claimed', 'parked', 'done', 'failed'])
/** `suite.seconds.hash`: only ever one of the caller's own provider. */
export const callbackId = v.pipe(
  v.string('缺少回调编号'),
  v.regex(/^[A-Za-z0-9_-]{4,64}\.\d{10}\.[0-9a-f]{32}$/, '回调编号的格式不对'),
)

/** One callback in a list. */
export const callbackView = v.object({
  id: v.string(),
  suiteId: f.suiteId,
  /** Our name of it, e.g. `changeAuth`, `changeContact.createUser`. */
  kind: v.string(),
  corpId: v.optional(v.string()),
  corpName: v.optional(v.string()),
  eventAt: f.moment,
  receivedAt: f.moment,
  state,
  tries: v.number(),
  /** When a waiting one is looked at again. */
  dueAt: v.optional(f.moment),
  /** Chinese: what became of it, or why it waits and what to do. */
  text: v.string(),
  canRunAgain: v.boolean(),
})
export type CallbackView = v.InferOutput<typeof callbackView>

/** One with everything but its secrets. */
export const callbackDetail = v.object({
  ...callbackView.entries,
  /** Which of the allowed ids the envelope was made out to, and what that id is. */
  receiveId: v.string(),
  receivedAs: v.picklist(['suite', 'provider', 'corp']),
  /** The decrypted body; codes, tickets and personal data are hidden. */
  body: v.string(),
  note: v.optional(v.string()),
})

export const list = defineAction({
  name: 'callback.list',
  about: 'Callbacks as they arrived, newest first, with what became of each.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: false,
  input: v.object({
    corpId: v.optional(f.corpId),
    suiteId: v.optional(f.suiteId),
    kind: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z.]{1,60}$/, '回调类型的格式不对'))),
    state: v.optional(state),
    cursor: f.cursor,
  }),
  output: v.object({
    items: v.array(callbackView),
    cursor: v.optional(v.string()),
    /** Never above 1000. */
    counts: v.object({ failed: v.number(), parked: v.number() }),
  }),
})

export const get = defineAction({
  name: 'callback.get',
  about: 'One callback with its masked body.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: false,
  input: v.object({ id: callbackId }),
  output: callbackDetail,
})

export const runAgain = defineAction({
  name: 'callback.runAgain',
  about: 'Puts a failed or parked callback back at the head of the queue.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: true,
  input: v.object({ id: callbackId }),
  output: callbackDetail,
})
