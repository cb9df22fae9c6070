import * as v from 'valibot'
import { defineAction, STAFF, STAFF_ACT } from './define'
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
  /** 数据回调 URL: WeCom replaces `$CORPID$`. */
  dataUrl: v.optional(v.string()),
  /** For a button on the provider's website; standard suites only. */
  installUrl: v.optional(v.string()),
  callbackSetAt: v.optional(f.moment),
  /** The keys before the last rotation count until then. */
  oldKeysUntil: v.optional(f.moment),
  /** The age of the ticket against its limits, and what it means in Chinese. */
  ticket: v.optional(v.object({ state: v.picklist(['never', 'fresh', 'late', 'dead']), text: v.string() })),
  /** False: the secret must not be reset in WeCom's console now; the reason is Chinese. */
  canResetSecret: v.optional(v.boolean()),
  resetRefusal: v.optional(v.string()),
  isForwarded: v.optional(v.boolean()),
})
export type SuiteView = v.InferOutput<typeof suiteView>

/** What is set up for the provider itself. */
export const registryProviderView = v.object({
  corpId: f.corpId,
  secretSetAt: f.moment,
  systemCallbackUrl: v.string(),
  systemKeysSetAt: v.optional(f.moment),
  alarmWebhookSetAt: v.optional(f.moment),
  backendKeySetAt: v.optional(f.moment),
  oldBackendKeyUntil: v.optional(f.moment),
})
export type RegistryProviderView = v.InferOutput<typeof registryProviderView>

const OWNER = ['owner'] as const

const secret = (name: string, min: number, max: number) =>
  v.pipe(
    v.string(`请填写${name}`),
    v.minLength(min, `${name}不完整，请从企业微信后台整段复制`),
    v.maxLength(max, `${name}过长`),
    v.regex(/^[A-Za-z0-9_-]+$/, `${name}只含字母、数字、- 和 _，请检查是否多复制了空格`),
  )
/** WeCom 91116: Token 1-32 letters and digits, EncodingAESKey 43. */
const keys = {
  token: v.pipe(v.string('请填写 Token'), v.regex(/^[A-Za-z0-9]{1,32}$/, 'Token 应为 1-32 位字母或数字')),
  encodingAesKey: v.pipe(
    v.string('请填写 EncodingAESKey'),
    v.regex(/^[A-Za-z0-9]{43}$/, 'EncodingAESKey 应为 43 位字母或数字'),
  ),
}
const use = v.picklist(['signIn', 'webLogin', 'customer'])
/** Id in WeCom: `ww`/`wx` of a suite, `dk` of a template. */
const newSuiteId = v.pipe(
  f.suiteId,
  v.regex(/^(?:ww|wx|tj|dk)[A-Za-z0-9]{4,62}$/, '应用标识应以 ww、wx、tj 或 dk 开头'),
)

export const list = defineAction({
  name: 'registry.list',
  about: 'The provider’s suites and templates with their tickets.',
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object({}),
  output: v.object({ suites: v.array(suiteView), provider: v.optional(registryProviderView) }),
})

export const addSuite = defineAction({
  name: 'registry.addSuite',
  about: 'Registers a suite or template; its secrets are sealed and never shown again.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object({
    suiteId: newSuiteId,
    use,
    name: f.text('应用名称', 1, 32),
    reason: f.text('授权理由', 1, 100),
    secret: secret('Secret', 20, 128),
    ...keys,
    /** Declared: WeCom has no API that says so (S2-12). */
    isLaunched: v.boolean(),
  }),
  output: suiteView,
})

export const describe = defineAction({
  name: 'registry.describe',
  about: 'Changes the name, the reason shown to customers, or the declared launch of a suite.',
  access: { kind: 'session', roles: ['owner', 'projectManager'] },
  changes: true,
  input: v.object({
    suiteId: f.suiteId,
    name: f.text('应用名称', 1, 32),
    reason: f.text('授权理由', 1, 100),
    isLaunched: v.boolean(),
  }),
  output: suiteView,
})

export const setUse = defineAction({
  name: 'registry.setUse',
  about: 'Says what a suite is for; there is one sign-in suite and at most one web-login suite.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object({ suiteId: f.suiteId, use }),
  output: suiteView,
})

export const setSecret = defineAction({
  name: 'registry.setSecret',
  about: 'Replaces the secret of a suite or template after it was reset in WeCom; tokens of the old one are dropped.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object({ suiteId: f.suiteId, secret: secret('Secret', 20, 128) }),
  output: suiteView,
})

export const setProviderSecret = defineAction({
  name: 'registry.setProviderSecret',
  about: 'Replaces the ProviderSecret.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object({ secret: secret('ProviderSecret', 20, 128) }),
  output: registryProviderView,
})

export const rotateCallbackKeys = defineAction({
  name: 'registry.rotateCallbackKeys',
  about: 'New Token and EncodingAESKey of a callback URL; the old ones count for one hour more.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object({ suiteId: f.suiteId, ...keys }),
  output: suiteView,
})

export const setSystemKeys = defineAction({
  name: 'registry.setSystemKeys',
  about: 'Token and EncodingAESKey of the provider’s system-event URL; earlier ones count for one hour more.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object(keys),
  output: registryProviderView,
})

export const setAlarmWebhook = defineAction({
  name: 'registry.setAlarmWebhook',
  about: 'The group-robot address alarms go to; without one they are shown in the console only.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object({ url: v.optional(f.outsideUrl('群机器人地址')) }),
  output: registryProviderView,
})

export const simulateVerification = defineAction({
  name: 'registry.simulateVerification',
  about: 'Plays the GET verification WeCom would send to a callback URL and shows the exact request and answer.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: false,
  input: v.object({
    /** A registered suite, or `system` for the system-event URL. */
    suiteId: f.suiteId,
  }),
  output: v.object({
    ok: v.boolean(),
    request: v.object({
      method: v.literal('GET'),
      url: v.string(),
      query: v.array(v.object({ name: v.string(), value: v.string() })),
      /** What the echo was made out to. */
      receiveId: v.string(),
    }),
    answer: v.object({ status: v.number(), body: v.string() }),
    expected: v.string(),
    /** Chinese: what it shows, or why it failed and what to mend. */
    text: v.string(),
  }),
})

export const checkIp = defineAction({
  name: 'registry.checkIp',
  about: 'One cheap call to WeCom; on 60020 says which address was refused and which list to mend.',
  access: { kind: 'session', roles: STAFF_ACT },
  changes: false,
  input: v.object({
    /** Both or neither: an app of a customer, whose own list may refuse as well. */
    suiteId: v.optional(f.suiteId),
    corpId: v.optional(f.corpId),
  }),
  output: v.object({
    result: v.picklist(['allowed', 'refused', 'unknown']),
    /** The address WeCom saw, when it said so. */
    ip: v.optional(v.string()),
    list: v.optional(v.picklist(['provider', 'app', 'providerOrApp'])),
    errcode: v.optional(v.number()),
    text: v.string(),
  }),
})
