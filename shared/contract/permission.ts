import * as v from 'valibot'
import { defineAction, STAFF, STAFF_ACT } from './define'
import * as f from './fields'

/** `contact:sensitive:mobile` … (WeCom 99052). Unknown keys are carried as they are. */
const key = v.pipe(v.string(), v.regex(/^[a-z0-9_]+(?::[a-z0-9_]+){1,3}$/, '权限标识的格式不对'), v.maxLength(100))

const asked = v.object({
  key,
  reason: v.string(),
  feature: v.string(),
  isMustHave: v.boolean(),
  withoutIt: v.string(),
})
export type AskedView = v.InferOutput<typeof asked>

export const requestView = v.object({
  no: v.number(),
  state: v.picklist(['draft', 'consulted', 'filed', 'agreed', 'partly', 'declined', 'superseded']),
  items: v.array(asked),
  askedAt: f.moment,
  askedByName: v.string(),
  chosen: v.optional(v.array(key)),
  consultedAt: v.optional(f.moment),
  /** Staff said that it was saved in WeCom's console (declared). */
  filedAt: v.optional(f.moment),
  filedBy: v.optional(v.string()),
  answeredAt: v.optional(f.moment),
  declinedBy: v.optional(v.string()),
  remark: v.optional(v.string()),
  before: v.array(key),
})
export type RequestView = v.InferOutput<typeof requestView>

/** Everything both sides may know of an app's permissions. */
export const dossierView = v.object({
  provider: v.object({ id: f.providerId, name: v.string() }),
  suiteId: f.suiteId,
  corpId: f.corpId,
  corpName: v.string(),
  appName: v.string(),
  /** From agent/get_permissions, with the time it was read. */
  effective: v.optional(v.object({ value: v.array(key), basis: f.basis, at: f.moment })),
  request: v.optional(requestView),
  /** What happened to the reminder of this request, newest only. */
  reminder: v.optional(
    v.object({
      at: f.moment,
      state: v.picklist(['waiting', 'sent', 'partly', 'unreachable', 'failed']),
      /** Chinese: what came of it. */
      text: v.string(),
    }),
  ),
})
export type DossierView = v.InferOutput<typeof dossierView>

const app = { corpId: f.corpId, suiteId: f.suiteId }

export const get = defineAction({
  name: 'permission.get',
  about: 'The permission dossier of one app, re-read from WeCom when older than 20 s.',
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object(app),
  output: dossierView,
})

export const ask = defineAction({
  name: 'permission.ask',
  about: 'Asks the customer for custom permissions, each with its reason.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: true,
  input: v.object({
    ...app,
    items: v.pipe(
      v.array(
        v.object({
          key,
          reason: f.text('理由', 4, 80),
          feature: f.text('需要它的功能', 2, 30),
          isMustHave: v.boolean(),
          withoutIt: f.text('没有它会怎样', 4, 80),
        }),
      ),
      v.minLength(1, '请至少选择一项权限'),
      v.maxLength(30, '一次最多申请 30 项权限'),
      v.check((list) => new Set(list.map((i) => i.key)).size === list.length, '同一项权限只能申请一次'),
    ),
    /** The number of the open request it openly replaces. */
    supersedes: v.optional(v.number()),
  }),
  output: dossierView,
})

export const file = defineAction({
  name: 'permission.file',
  about: "Declares that exactly the chosen set was saved in WeCom's console (no API files it).",
  access: { kind: 'session', roles: STAFF_ACT },
  changes: true,
  input: v.object({ ...app, no: v.number() }),
  output: dossierView,
})

export const recordDecline = defineAction({
  name: 'permission.recordDecline',
  about: 'Staff declare that the customer declined (told by phone or chat).',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: true,
  input: v.object({ ...app, no: v.number(), remark: v.optional(f.text('说明', 0, 200)) }),
  output: dossierView,
})

export const remind = defineAction({
  name: 'permission.remind',
  about: 'Reminds the app admins through WeCom; says so when they cannot be reached, with text to copy.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: true,
  input: v.object({ ...app, no: v.number() }),
  output: v.object({
    outcome: v.picklist(['queued', 'alreadyReminded', 'unreachable']),
    /** Chinese: who, how, or why not. */
    text: v.string(),
    /** For a chat, when WeCom cannot be used. */
    copyText: v.string(),
  }),
})

export const open = defineAction({
  name: 'permission.open',
  about: "An admin's view of what is asked of her corp's app; takes in what just arrived.",
  access: { kind: 'session', roles: ['appAdmin'] },
  changes: false,
  input: v.object({ suiteId: f.suiteId }),
  output: dossierView,
})

export const choose = defineAction({
  name: 'permission.choose',
  about: 'The admin ticks the optional ones she wants, before the provider files the set.',
  access: { kind: 'session', roles: ['appAdmin'] },
  changes: true,
  input: v.object({
    suiteId: f.suiteId,
    no: v.number(),
    chosen: v.pipe(v.array(key), v.maxLength(30, '一次最多申请 30 项权限')),
  }),
  output: dossierView,
})

export const decline = defineAction({
  name: 'permission.decline',
  about: "The admin declines on our page: it informs the provider; WeCom's own message stays until answered there.",
  access: { kind: 'session', roles: ['appAdmin'] },
  changes: true,
  input: v.object({ suiteId: f.suiteId, no: v.number(), remark: v.optional(f.text('说明', 0, 200)) }),
  output: dossierView,
})
