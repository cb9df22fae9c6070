/**
 * Configuration: the environment parsed once, every fault named at once. Nothing else of the functions reads `process.env`.
 * The table of names, defaults and examples is in docs/operations.md.
 */
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import { AppError, type FieldIssue } from '@shared/kernel/errors'
import type { SealKey } from '../store/seal'
import type { LogLevel } from './log'

/** Where documents and files are kept. */
export type StoreConfig =
  | {
      readonly kind: 'embedded'
      /** Folder of the LMDB store. */
      readonly dir: string
      /** Folder of uploaded files. */
      readonly filesDir: string
    }
  | {
      readonly kind: 'cloudbase'
      readonly envId: string
      /** Only for the stand-in: where the SDK sends its requests instead of Tencent Cloud. */
      readonly serviceUrl?: string
      /** Absent inside a cloud function: the platform's own credentials rotate and the SDK reads them per request. */
      readonly credentials?: { readonly secretId: string; readonly secretKey: string }
    }

/** Base URLs of WeCom, without a trailing slash; the stand-in's on a laptop. */
export interface WeComConfig {
  readonly api: string
  readonly open: string
  readonly login: string
  readonly oauth: string
  /** Forward proxy with a fixed IP for every call to WeCom. */
  readonly proxy?: string
  /** True when every base URL is a loopback address: then, and only then, nothing real can be reached. */
  readonly isStandIn: boolean
}

export interface Config {
  /** Newest first: the first seals, all open. */
  readonly sealKeys: readonly [SealKey, ...SealKey[]]
  /** 32 bytes; signs sessions. */
  readonly sessionKey: Uint8Array
  /** Where browsers and WeCom reach us: scheme and host, maybe a path, no trailing slash. */
  readonly publicUrl: string
  readonly store: StoreConfig
  readonly wecom: WeComConfig
  /** Address and port of the Node server; unused in cloud functions. */
  readonly host: string
  readonly port: number
  /** Addresses of reverse proxies whose `x-forwarded-for` counts. */
  readonly trustedProxies: readonly string[]
  /** "Sign in as …" without WeCom; only ever true with a stand-in. */
  readonly devSignIn: boolean
  /** Domain proofs served at the root: `WW_verify_….txt` → content. */
  readonly verifyFiles: Readonly<Record<string, string>>
  readonly logLevel: LogLevel
}

export type Environment = Readonly<Record<string, string | undefined>>
// Absent names are present as undefined, so that valibot gives the message of the field and not its own.
type RawValues = Record<string, string | undefined>

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/
const KEY_HINT = '生成一个：node -p "crypto.randomBytes(32).toString(\'base64url\')"'

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)
const isLoopback = (text: string): boolean => LOOPBACK.test(urlOf(text)?.hostname ?? '')
const key32 = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64url')
  return /^[A-Za-z0-9_-]{43}=?$/.test(text) && bytes.length === 32 ? bytes : undefined
}

/** https anywhere, http only to this machine; a trailing slash is dropped. */
const baseUrl = v.pipe(
  v.string(),
  v.check((text) => {
    const url = urlOf(text)
    return url !== undefined && !url.search && !url.hash && !url.username && /^https?:$/.test(url.protocol)
  }, '不是合法的网址；请写成 https://主机名，不带参数'),
  v.check((text) => {
    const url = urlOf(text)
    return url === undefined || url.protocol !== 'http:' || isLoopback(text)
  }, '只有本机地址可以用 http；请改成 https'),
  v.transform((text) => text.replace(/\/+$/, '')),
)

const sealKeys = v.pipe(
  v.string('缺少密封密钥；格式为 编号:密钥，多把用逗号分隔，新的在前。' + KEY_HINT),
  v.transform((text) =>
    text.split(',').map((entry) => {
      const [id = '', secret = ''] = entry.trim().split(':')
      return { id, key: key32(secret) }
    }),
  ),
  v.check((keys) => keys.every((k) => /^[a-z0-9]{1,8}$/.test(k.id)), '密钥编号只能是 1-8 位小写字母或数字'),
  v.check((keys) => keys.every((k) => k.key !== undefined), '密钥必须是 32 字节的 base64url（43 个字符）。' + KEY_HINT),
  v.check((keys) => new Set(keys.map((k) => k.id)).size === keys.length, '密钥编号重复；每把钥匙用不同的编号'),
  v.transform((keys) => keys.flatMap((k): SealKey[] => (k.key ? [{ id: k.id, key: k.key }] : []))),
)

const sessionKey = v.pipe(
  v.string('缺少会话签名密钥。' + KEY_HINT),
  v.check((text) => key32(text) !== undefined, '必须是 32 字节的 base64url（43 个字符）。' + KEY_HINT),
  v.transform((text) => key32(text) ?? new Uint8Array(0)),
)

const verifyFiles = v.pipe(
  v.string(),
  v.check((text) => parseJson(text) !== undefined, '不是合法的 JSON；请写成 {"WW_verify_xxx.txt":"内容"}'),
  v.transform((text) => parseJson(text) ?? {}),
  v.record(
    v.pipe(v.string(), v.regex(/^WW_verify_[A-Za-z0-9]+\.txt$/, '文件名必须形如 WW_verify_xxx.txt')),
    v.pipe(v.string('文件内容必须是文本'), v.maxLength(200, '文件内容过长，请核对是否填错')),
    '必须是 {"WW_verify_xxx.txt":"内容"}',
  ),
)

const port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, '必须是 0-65535 的端口号'),
  v.transform(Number),
  v.maxValue(65535, '必须是 0-65535 的端口号'),
)

const proxyUrl = v.pipe(
  v.string(),
  v.check((text) => /^https?:$/.test(urlOf(text)?.protocol ?? ''), '必须是 http://主机:端口 形式的代理地址'),
)

const addresses = v.pipe(
  v.string(),
  v.transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  ),
  v.array(v.pipe(v.string(), v.ip('必须是 IP 地址，多个用逗号分隔'))),
)

const flag = v.pipe(
  v.picklist(['0', '1', 'true', 'false'], '只能是 1 或 0'),
  v.transform((t) => t === '1' || t === 'true'),
)

const Schema = v.object({
  ACCORD_SEAL_KEYS: sealKeys,
  ACCORD_SESSION_KEY: sessionKey,
  ACCORD_PUBLIC_URL: v.pipe(v.string('缺少对外网址；请填浏览器和企业微信访问本服务的 https 网址'), baseUrl),
  ACCORD_STORE: v.optional(v.picklist(['embedded', 'cloudbase'], '只能是 embedded 或 cloudbase')),
  ACCORD_STORE_DIR: v.optional(v.string(), '.accord/store'),
  ACCORD_FILES_DIR: v.optional(v.string(), '.accord/files'),
  ACCORD_CLOUDBASE_ENV: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{3,40}$/, '不是合法的云开发环境 ID'))),
  ACCORD_CLOUDBASE_URL: v.optional(baseUrl),
  ACCORD_CLOUDBASE_SECRET_ID: v.optional(v.string()),
  ACCORD_CLOUDBASE_SECRET_KEY: v.optional(v.string()),
  ACCORD_WECOM_API: v.optional(baseUrl, 'https://qyapi.weixin.qq.com'),
  ACCORD_WECOM_OPEN: v.optional(baseUrl, 'https://open.work.weixin.qq.com'),
  ACCORD_WECOM_LOGIN: v.optional(baseUrl, 'https://login.work.weixin.qq.com'),
  ACCORD_WECOM_OAUTH: v.optional(baseUrl, 'https://open.weixin.qq.com'),
  ACCORD_WECOM_PROXY: v.optional(proxyUrl),
  ACCORD_HOST: v.optional(v.string(), '127.0.0.1'),
  PORT: v.optional(port, '4680'),
  ACCORD_TRUSTED_PROXIES: v.optional(addresses, ''),
  ACCORD_DEV_SIGN_IN: v.optional(flag, '0'),
  ACCORD_VERIFY_FILES: v.optional(verifyFiles, '{}'),
  ACCORD_LOG: v.optional(v.picklist(['debug', 'info', 'warn', 'error'], '只能是 debug、info、warn 或 error'), 'info'),
})

/** Every name this deployment reads, for `deploy -- --plan` and the docs. */
export const CONFIG_NAMES: readonly string[] = Object.keys(Schema.entries)

/**
 * Reads the environment. An empty value counts as absent.
 * @throws AppError INVALID_INPUT whose `details.issues` names every fault with its way out; `userMessage` holds them all, a line each
 */
export function parseConfig(env: Environment): Config {
  const raw: RawValues = {}
  for (const name of CONFIG_NAMES) {
    const value = env[name]?.trim()
    raw[name] = value || undefined
  }
  const parsed = v.safeParse(Schema, raw)
  const inCloud = env['TENCENTCLOUD_RUNENV'] === 'SCF'
  const issues = [
    ...(parsed.issues ?? []).map((issue) => ({
      field: v.getDotPath(issue)?.split('.')[0] ?? '',
      message: issue.message,
    })),
    ...crossChecks(raw, env, inCloud),
  ]
  if (!parsed.success || issues.length > 0) throw configFault(issues)
  return toConfig(parsed.output, env, inCloud)
}

/** Rules between several names; they look at raw values so that they are reported together with single faults. */
function crossChecks(raw: Readonly<RawValues>, env: Environment, inCloud: boolean): FieldIssue[] {
  const issues: FieldIssue[] = []
  const isCloudBase = raw['ACCORD_STORE'] === 'cloudbase' || (raw['ACCORD_STORE'] === undefined && inCloud)
  if (isCloudBase && !(raw['ACCORD_CLOUDBASE_ENV'] ?? env['TCB_ENV'] ?? env['SCF_NAMESPACE'])) {
    issues.push({
      field: 'ACCORD_CLOUDBASE_ENV',
      message: '使用云开发存储时必须填写环境 ID（云开发控制台 → 环境设置）',
    })
  }
  // Without credentials the SDK dies of an unhandled rejection (cloudbase.md §6), so they are asked for here.
  if (isCloudBase && !inCloud) {
    for (const field of ['ACCORD_CLOUDBASE_SECRET_ID', 'ACCORD_CLOUDBASE_SECRET_KEY']) {
      if (!raw[field]) issues.push({ field, message: '在云函数之外使用云开发存储时必填（访问管理 → API 密钥）' })
    }
  }
  const serviceUrl = raw['ACCORD_CLOUDBASE_URL']
  if (serviceUrl && !isLoopback(serviceUrl)) {
    issues.push({ field: 'ACCORD_CLOUDBASE_URL', message: '只用于本机的替身服务；连接真实环境时请删除这一项' })
  }
  const isOn = raw['ACCORD_DEV_SIGN_IN'] === '1' || raw['ACCORD_DEV_SIGN_IN'] === 'true'
  if (isOn && !WECOM_URLS.every((name) => isLoopback(raw[name] ?? ''))) {
    issues.push({
      field: 'ACCORD_DEV_SIGN_IN',
      message: '只能与本机的企业微信替身一起使用；连接真实企业微信时请删除这一项',
    })
  }
  return issues
}

const WECOM_URLS = ['ACCORD_WECOM_API', 'ACCORD_WECOM_OPEN', 'ACCORD_WECOM_LOGIN', 'ACCORD_WECOM_OAUTH'] as const

function toConfig(c: v.InferOutput<typeof Schema>, env: Environment, inCloud: boolean): Config {
  const [first, ...rest] = c.ACCORD_SEAL_KEYS
  if (!first) throw configFault([{ field: 'ACCORD_SEAL_KEYS', message: '至少需要一把密钥。' + KEY_HINT }])
  const isCloudBase = (c.ACCORD_STORE ?? (inCloud ? 'cloudbase' : 'embedded')) === 'cloudbase'
  const secretId = c.ACCORD_CLOUDBASE_SECRET_ID
  const secretKey = c.ACCORD_CLOUDBASE_SECRET_KEY
  return {
    sealKeys: [first, ...rest],
    sessionKey: c.ACCORD_SESSION_KEY,
    publicUrl: c.ACCORD_PUBLIC_URL,
    store: isCloudBase
      ? {
          kind: 'cloudbase',
          envId: c.ACCORD_CLOUDBASE_ENV ?? env['TCB_ENV'] ?? env['SCF_NAMESPACE'] ?? '',
          ...(c.ACCORD_CLOUDBASE_URL ? { serviceUrl: c.ACCORD_CLOUDBASE_URL } : {}),
          ...(secretId && secretKey ? { credentials: { secretId, secretKey } } : {}),
        }
      : { kind: 'embedded', dir: c.ACCORD_STORE_DIR, filesDir: c.ACCORD_FILES_DIR },
    wecom: {
      api: c.ACCORD_WECOM_API,
      open: c.ACCORD_WECOM_OPEN,
      login: c.ACCORD_WECOM_LOGIN,
      oauth: c.ACCORD_WECOM_OAUTH,
      ...(c.ACCORD_WECOM_PROXY ? { proxy: c.ACCORD_WECOM_PROXY } : {}),
      isStandIn: WECOM_URLS.every((name) => isLoopback(c[name])),
    },
    host: c.ACCORD_HOST,
    port: c.PORT,
    trustedProxies: c.ACCORD_TRUSTED_PROXIES,
    devSignIn: c.ACCORD_DEV_SIGN_IN,
    verifyFiles: c.ACCORD_VERIFY_FILES,
    logLevel: c.ACCORD_LOG,
  }
}

function configFault(issues: readonly FieldIssue[]): AppError {
  const names = [...new Set(issues.map((issue) => issue.field))]
  return new AppError('INVALID_INPUT', `configuration has ${issues.length} fault(s): ${names.join(', ')}`, {
    userMessage: issues.map((issue) => `${issue.field}：${issue.message}`).join('\n'),
    details: { issues },
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
