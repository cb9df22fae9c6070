import * as v from 'valibot'
import { defineAction } from './define'
import * as f from './fields'

const role = v.picklist([
  'owner',
  'projectManager',
  'solutionEditor',
  'support',
  'viewer',
  'operator',
  'appAdmin',
  'member',
])

/** Who the caller is, as every page may show it. */
export const me = v.object({
  provider: v.object({ id: f.providerId, name: v.string() }),
  side: v.picklist(['staff', 'customer']),
  corpId: f.corpId,
  corpName: v.optional(v.string()),
  openUserId: f.openUserId,
  /** Declared name, else 管理员 ··3f2a. */
  name: v.string(),
  roles: v.array(role),
  /** What proves the role of a customer's admin. */
  proof: v.optional(v.picklist(['authorisingUser', 'appAdmin', 'adminLogin'])),
})
export type Me = v.InferOutput<typeof me>

/** What a client needs before anybody has signed in. */
export const bootstrap = defineAction({
  name: 'session.bootstrap',
  about: "The provider's name and how to sign in to it.",
  access: { kind: 'public' },
  changes: false,
  input: v.object({ provider: v.optional(f.providerId) }),
  output: v.object({
    provider: v.optional(v.object({ id: f.providerId, name: v.string() })),
    /** The suite the mini-program is linked to, for wx.qy.login. */
    signInSuiteId: v.optional(f.suiteId),
    miniProgramAppId: v.optional(v.string()),
    hasWebLogin: v.boolean(),
    /** Only against the stand-in: providers to choose from and where "sign in as …" gets its codes. */
    standIn: v.optional(
      v.object({ wecomUrl: v.string(), providers: v.array(v.object({ id: f.providerId, name: v.string() })) }),
    ),
  }),
})

/** Where to send the browser to sign in. `challenge` = first 26 characters of base32(sha256(verifier)): binds the answer to this browser. */
export const begin = defineAction({
  name: 'session.begin',
  about: 'Address of WeCom to sign in at, for a browser.',
  access: { kind: 'public' },
  changes: false,
  input: v.object({
    provider: f.providerId,
    /** `oauth`: inside WeCom's browser, as a customer; `webLogin`: the console in any browser, as staff. */
    via: v.picklist(['oauth', 'webLogin']),
    challenge: v.pipe(v.string(), v.regex(/^[a-z2-7]{26}$/, '登录校验值的格式不对')),
  }),
  output: v.object({ url: v.string() }),
})

/** Trades a code of WeCom for a session. Codes are single use and live 5 minutes. */
export const signIn = defineAction({
  name: 'session.signIn',
  about: 'Trades a login code of WeCom for a session.',
  access: { kind: 'public' },
  changes: true,
  input: v.object({
    provider: f.providerId,
    via: v.picklist(['miniProgram', 'oauth', 'webLogin']),
    code: v.pipe(
      v.string('缺少登录凭证'),
      v.minLength(1, '缺少登录凭证'),
      v.maxLength(512, '登录凭证过长'),
      v.regex(/^[\w.~-]+$/, '登录凭证的格式不对'),
    ),
    /** Browser flows: what WeCom gave back, and the verifier behind its challenge (a-z2-7, 26-64). */
    state: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,128}$/, '登录状态的格式不对'))),
    verifier: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{26,64}$/, '登录校验值的格式不对'))),
    /** Web login only: from a one-time owner link; makes the person an owner of the provider. */
    ownerToken: v.optional(f.linkToken),
  }),
  output: v.object({ session: v.string(), me }),
})

/** Looks again at who the caller is: after an install a member may have become an admin. */
export const refresh = defineAction({
  name: 'session.refresh',
  about: 'Reads the caller’s roles afresh.',
  access: {
    kind: 'session',
    roles: ['owner', 'projectManager', 'solutionEditor', 'support', 'viewer', 'operator', 'appAdmin', 'member'],
  },
  changes: false,
  input: v.object({}),
  output: me,
})

export const end = defineAction({
  name: 'session.end',
  about: 'Signs out: the session is removed and its token refused from then on.',
  access: {
    kind: 'session',
    roles: ['owner', 'projectManager', 'solutionEditor', 'support', 'viewer', 'operator', 'appAdmin', 'member'],
  },
  changes: true,
  input: v.object({}),
  output: v.object({}),
})
