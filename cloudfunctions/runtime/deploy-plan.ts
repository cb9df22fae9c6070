/** What a CloudBase environment must hold, worked out from the code: functions, routes, collections, indexes, rules, names. */
import type { AnyCollection } from '../store/store'
import { FUNCTION_NAMES, type FunctionName } from './bundle'
import { CONFIG_NAMES } from './config'
import type { ROUTES } from './host'

/** A function's own config.json, next to its index.ts. */
export interface FunctionConfig {
  readonly handler: string
  readonly runtime: string
  /** Seconds. */
  readonly timeout: number
  /** MB. */
  readonly memorySize: number
  readonly triggers?: readonly { readonly name: string; readonly type: string; readonly config: string }[]
}

export interface PlannedFunction extends FunctionConfig {
  readonly name: FunctionName
}

/** A path of the HTTP access service and the function behind it. */
export interface PlannedRoute {
  readonly path: string
  readonly name: FunctionName
}

export interface PlannedIndex {
  readonly name: string
  /** Ascending; lists read it in both directions. */
  readonly field: string
}

export interface PlannedCollection {
  readonly name: string
  readonly about: string
  readonly indexes: readonly PlannedIndex[]
}

export interface PlannedName {
  readonly name: string
  readonly isRequired: boolean
  readonly isSet: boolean
}

export interface DeployPlan {
  readonly envId: string
  readonly functions: readonly PlannedFunction[]
  readonly routes: readonly PlannedRoute[]
  readonly collections: readonly PlannedCollection[]
  /** For every collection: clients may touch none. */
  readonly access: 'ADMINONLY'
  /** Static hosting of the h5 build, on the same origin as `/api`. */
  readonly hosting: { readonly folder: string; readonly path: string }
  readonly names: readonly PlannedName[]
  /** Chinese: what would go wrong, and the way out. */
  readonly warnings: readonly string[]
}

export interface PlanInput {
  /** Empty when not known yet. */
  readonly envId: string
  readonly collections: readonly AnyCollection[]
  readonly configs: Readonly<Record<FunctionName, FunctionConfig>>
  readonly routes: typeof ROUTES
  readonly env: Readonly<Record<string, string | undefined>>
}

const REQUIRED = ['ACCORD_SEAL_KEYS', 'ACCORD_SESSION_KEY', 'ACCORD_PUBLIC_URL']
/** Means nothing in a cloud function. */
const NOT_IN_CLOUD = [
  'ACCORD_STORE',
  'ACCORD_STORE_DIR',
  'ACCORD_FILES_DIR',
  'ACCORD_CLOUDBASE_URL',
  'ACCORD_CLOUDBASE_SECRET_ID',
  'ACCORD_CLOUDBASE_SECRET_KEY',
  'ACCORD_HOST',
  'PORT',
  'ACCORD_TRUSTED_PROXIES',
  'ACCORD_DEV_SIGN_IN',
]
/** Limits of an environment (cloudbase.md §5). */
const MAX_COLLECTIONS = 100
const MAX_INDEXES = 20
const MAX_ENV_BYTES = 4096

/** Works the plan out; asks nobody. */
export function planDeployment(input: PlanInput): DeployPlan {
  const { env } = input
  const collections = input.collections.map(planCollection)
  const names = CONFIG_NAMES.filter((name) => !NOT_IN_CLOUD.includes(name)).map((name) => ({
    name,
    isRequired: REQUIRED.includes(name),
    isSet: Boolean(env[name]),
  }))
  return {
    envId: input.envId,
    functions: FUNCTION_NAMES.map((name) => ({ name, ...input.configs[name] })),
    routes: planRoutes(input.routes),
    collections,
    access: 'ADMINONLY',
    hosting: { folder: 'dist/h5', path: '/app' },
    names,
    warnings: [...warnAboutNames(names, env), ...warnAboutLimits(collections), ...warnAboutEgress(env)],
  }
}

/** Every declared index is one ASCII field; `exp` serves the sweep. */
function planCollection(def: AnyCollection): PlannedCollection {
  const fields = [...Object.keys(def.indexes).map((name) => `x_${name}`), 'exp']
  return { name: def.name, about: def.about, indexes: fields.map((field) => ({ name: `${field}_1`, field })) }
}

/**
 * A route per function: its own prefix where it has just one, else `/`. The access service may hand over the path without the
 * route's prefix; with one prefix per function it can be put back (`readEvent`), and `/` takes nothing away.
 */
function planRoutes(routes: PlanInput['routes']): PlannedRoute[] {
  return FUNCTION_NAMES.flatMap((name) => {
    const [only, ...others] = routes.filter((route) => route.function === name)
    if (!only) return []
    return [{ path: others.length === 0 ? only.prefix.replace(/\/$/, '') : '/', name }]
  })
}

function warnAboutNames(names: readonly PlannedName[], env: PlanInput['env']): string[] {
  const missing = names.filter((name) => name.isRequired && !name.isSet).map((name) => name.name)
  const bytes = names.reduce((sum, { name }) => sum + Buffer.byteLength(`${name}${env[name] ?? ''}`), 0)
  return [
    ...(missing.length > 0 ? [`缺少环境变量 ${missing.join('、')}；没有它们函数拒绝启动，见 docs/operations.md`] : []),
    ...(bytes > MAX_ENV_BYTES
      ? [`环境变量共 ${bytes} 字节，云函数最多 ${MAX_ENV_BYTES} 字节；请删去旧密钥或不用的项`]
      : []),
  ]
}

function warnAboutLimits(collections: readonly PlannedCollection[]): string[] {
  const heavy = collections.filter((collection) => collection.indexes.length > MAX_INDEXES).map(({ name }) => name)
  return [
    ...(collections.length > MAX_COLLECTIONS ? [`集合 ${collections.length} 个，超过环境上限 ${MAX_COLLECTIONS}`] : []),
    ...(heavy.length > 0 ? [`索引超过 ${MAX_INDEXES} 个的集合：${heavy.join('、')}`] : []),
  ]
}

// Third-party calls from an IP that is not on the provider's list are refused with 60020 (wecom-api §1, WeCom 90455).
function warnAboutEgress(env: PlanInput['env']): string[] {
  if (env['ACCORD_WECOM_PROXY']) return []
  return [
    '企业微信只接受来自 IP 白名单的调用（否则 60020），而云函数的出口 IP 默认不固定：请为 api、jobs 开启“固定出口 IP”，' +
      '或设置 ACCORD_WECOM_PROXY 指向有固定 IP 的代理；再把这个 IP 填进服务商后台“服务商信息 → IP 白名单”和每个代开发应用的“企业可信 IP”',
  ]
}

/**
 * Content of cloudbaserc.json. Values stay out of it: `{{env.NAME}}` is filled in by the command line from the shell or .env,
 * so that the file holds no secret.
 */
export function cloudbaserc(plan: DeployPlan): Record<string, unknown> {
  const envVariables = Object.fromEntries(
    plan.names.filter((name) => name.isSet || name.isRequired).map(({ name }) => [name, `{{env.${name}}}`]),
  )
  return {
    version: '2.0',
    envId: plan.envId || '{{env.ACCORD_CLOUDBASE_ENV}}',
    // Seen from dist/, where the file is written.
    functionRoot: 'cloudfunctions',
    functions: plan.functions.map(({ name, handler, runtime, timeout, memorySize, triggers }) => ({
      name,
      handler,
      runtime,
      timeout,
      memorySize,
      // The bundle holds all it needs.
      installDependency: false,
      envVariables,
      ...(triggers ? { triggers } : {}),
    })),
  }
}
