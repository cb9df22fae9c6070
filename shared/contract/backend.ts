import * as v from 'valibot'
import { defineAction, STAFF } from './define'
import * as f from './fields'
import { registryProviderView } from './registry'

const OWNER = ['owner'] as const

export const setKey = defineAction({
  name: 'backend.setKey',
  about: 'The key the provider’s own backend signs its calls with; the one before counts for an hour.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object({
    secret: v.pipe(
      v.string('请填写签名密钥'),
      v.regex(/^[A-Za-z0-9_-]{32,128}$/, '签名密钥应为 32-128 位字母、数字、- 或 _，请用随机生成的值'),
    ),
  }),
  output: registryProviderView,
})

export const removeKey = defineAction({
  name: 'backend.removeKey',
  about: 'Shuts the provider’s own backend out at once.',
  access: { kind: 'session', roles: OWNER },
  changes: true,
  input: v.object({}),
  output: registryProviderView,
})

export const audit = defineAction({
  name: 'backend.audit',
  about: 'Which secrets the provider’s own backend asked for, newest first.',
  access: { kind: 'session', roles: ['owner', 'projectManager'] },
  changes: false,
  input: v.object({ cursor: f.cursor }),
  output: v.object({
    items: v.array(
      v.object({
        what: v.picklist(['ticket', 'corp-token', 'permanent-code']),
        suiteId: v.string(),
        corpId: v.optional(v.string()),
        at: f.moment,
        ip: v.string(),
      }),
    ),
    cursor: v.optional(v.string()),
  }),
})

export const examples = defineAction({
  name: 'backend.examples',
  about: 'Copyable code for calling us and being called, in three languages, with this deployment’s addresses.',
  access: { kind: 'session', roles: STAFF },
  changes: false,
  input: v.object({}),
  output: v.object({
    addresses: v.array(v.object({ what: v.string(), url: v.string() })),
    /** How a call is signed, Chinese. */
    rule: v.string(),
    items: v.array(
      v.object({ language: v.picklist(['Node.js', 'Python', 'Java']), title: v.string(), code: v.string() }),
    ),
  }),
})
