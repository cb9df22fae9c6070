import * as v from 'valibot'
import { MAX_TEMPLATES } from '../domain/invitation/states'
import { defineAction, STAFF, STAFF_ACT } from './define'
import * as f from './fields'

const setupStep = v.picklist(['authorised', 'exchanged', 'infoRead', 'tokenHad', 'probed'])

/** One app of an invitation and how far its install has come. */
export const itemView = v.object({
  suiteId: f.suiteId,
  kind: v.picklist(['suite', 'template']),
  name: v.string(),
  reason: v.string(),
  skippedAt: v.optional(f.moment),
  /** Present from the first sign of an install on. */
  install: v.optional(
    v.object({
      corpName: v.string(),
      generation: v.number(),
      status: v.picklist(['active', 'cancelled', 'suspectedGone']),
      /** When each step was seen to work; the install is done when `probed` is there. */
      doneAt: v.partial(
        v.object({
          authorised: f.moment,
          exchanged: f.moment,
          infoRead: f.moment,
          tokenHad: f.moment,
          probed: f.moment,
        }),
      ),
      failure: v.optional(
        v.object({
          step: setupStep,
          at: f.moment,
          errcode: v.optional(v.number()),
          advice: v.string(),
          isRetried: v.boolean(),
        }),
      ),
      publishStatus: v.optional(v.object({ value: v.picklist([0, 1, 2, 3]), basis: f.basis, at: f.moment })),
    }),
  ),
})
export type ItemView = v.InferOutput<typeof itemView>

const phase = v.picklist(['revoked', 'waiting', 'opened', 'installing', 'done'])
const opens = v.object({ count: v.number(), firstAt: v.optional(f.moment), lastAt: v.optional(f.moment) })

/** An invitation as staff see it, with the link (only staff get it again). */
export const invitationView = v.object({
  id: f.localId,
  customerName: v.string(),
  note: v.optional(v.string()),
  ownerName: v.string(),
  createdAt: f.moment,
  revokedAt: v.optional(f.moment),
  phase,
  opens,
  /** Our stable https link, shown as text and QR. */
  link: v.string(),
  items: v.array(itemView),
  /** When the WeCom QR behind it was made and ends; renewed by itself. */
  authQr: v.optional(v.object({ createdAt: f.moment, expiresAt: f.moment })),
})
export type InvitationView = v.InferOutput<typeof invitationView>

/** S2-17: 1..9 launched templates (9 is WeCom's limit, WeCom 98744). Item 0, the sign-in suite, is added by the service. */
export const create = defineAction({
  name: 'invitation.create',
  about: 'Invites a customer to authorise one or more templates.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: true,
  input: v.object({
    customerName: f.text('客户名称', 1, 40),
    note: v.optional(f.text('备注', 0, 200)),
    templates: v.pipe(
      v.array(v.object({ suiteId: f.suiteId, reason: v.optional(f.text('理由', 0, 100)) }), '请选择要授权的应用'),
      v.minLength(1, '请至少选择一个应用'),
      v.maxLength(MAX_TEMPLATES, `一次最多邀请 ${MAX_TEMPLATES} 个应用`),
      v.check((list) => new Set(list.map((t) => t.suiteId)).size === list.length, '同一个应用只能选择一次'),
    ),
  }),
  output: invitationView,
})

export const list = defineAction({
  name: 'invitation.list',
  about: 'Invitations, newest first.',
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object({ search: f.searchText, cursor: f.cursor }),
  output: v.object({
    items: v.array(
      v.object({
        id: f.localId,
        customerName: v.string(),
        ownerName: v.string(),
        createdAt: f.moment,
        phase,
        opens,
        apps: v.array(v.object({ name: v.string(), isInstalled: v.boolean(), isDone: v.boolean() })),
      }),
    ),
    cursor: v.optional(v.string()),
  }),
})

/** Polled by the console while it waits; drains what has arrived for this invitation's suites (≤ 5 callbacks, ≤ 2 s). */
export const get = defineAction({
  name: 'invitation.get',
  about: 'One invitation with the progress of every app.',
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object({ id: f.localId }),
  output: invitationView,
})

export const revoke = defineAction({
  name: 'invitation.revoke',
  about: 'Ends an invitation: its link says so from then on; installs already made stay.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: true,
  input: v.object({ id: f.localId }),
  output: invitationView,
})

const link = { provider: f.providerId, token: f.linkToken }

/** What the customer's admin sees behind our link: who asks for what and why. No sign-in. */
export const open = defineAction({
  name: 'invitation.open',
  about: 'What an invitation asks for, and how far it is; by link token.',
  access: { kind: 'link', to: 'invitation' },
  changes: false,
  input: v.object(link),
  output: v.object({
    provider: v.object({ id: f.providerId, name: v.string() }),
    customerName: v.string(),
    ownerName: v.string(),
    note: v.optional(v.string()),
    createdAt: f.moment,
    phase,
    items: v.array(itemView),
  }),
})
export type OpenedInvitation = v.InferOutput<typeof open.output>

/** Sent once by the page when a person sees it (a preview's GET changes nothing). */
export const recordOpen = defineAction({
  name: 'invitation.recordOpen',
  about: 'Records that a person opened the link.',
  access: { kind: 'link', to: 'invitation' },
  changes: true,
  input: v.object(link),
  output: v.object({}),
})

/** The fresh WeCom QR (get_customized_auth_url, 10 days), renewed when little is left. WeCom's own scanner opens it, ours never does. */
export const authQr = defineAction({
  name: 'invitation.authQr',
  about: 'The WeCom QR that authorises the templates.',
  access: { kind: 'link', to: 'invitation' },
  changes: true,
  input: v.object(link),
  output: v.object({ url: v.string(), createdAt: f.moment, expiresAt: f.moment }),
})

/** Item 0: the picture that installs the sign-in suite (get_app_qrcode). */
export const signInSuiteQr = defineAction({
  name: 'invitation.signInSuiteQr',
  about: 'The WeCom QR picture that installs the sign-in suite.',
  access: { kind: 'link', to: 'invitation' },
  changes: true,
  input: v.object(link),
  /** `data:image/png;base64,…` */
  output: v.object({ picture: v.string() }),
})

export const skipSignInSuite = defineAction({
  name: 'invitation.skipSignInSuite',
  about: 'Leaves the sign-in suite out for now; says what is lost.',
  access: { kind: 'link', to: 'invitation' },
  changes: true,
  input: v.object(link),
  output: v.object({}),
})
