/** Carries a deployment plan out through the management API, in an order in which nothing meets what is not there yet. */
import { dirname } from 'node:path'
import type { DeployPlan, PlannedCollection } from './deploy-plan'

/** What we use of `@cloudbase/manager-node` (5.x). It is not installed with the project: only who deploys needs it. */
export interface Manager {
  readonly database: {
    createCollectionIfNotExists(name: string): Promise<unknown>
    describeCollection(name: string): Promise<{ readonly Indexes?: readonly { readonly Name: string }[] }>
    updateCollection(name: string, change: { CreateIndexes: NewIndex[] }): Promise<unknown>
  }
  readonly functions: {
    createFunction(options: { func: NewFunction; functionPath: string; force: boolean }): Promise<unknown>
  }
  readonly access: {
    getAccessList(): Promise<{ readonly APISet?: readonly { readonly Path: string; readonly Name: string }[] }>
    createAccess(options: { path: string; name: string; type: 1 }): Promise<unknown>
  }
  readonly hosting: { uploadFiles(options: { localPath: string; cloudPath: string }): Promise<unknown> }
  commonService(): { call(request: { Action: string; Param: Record<string, unknown> }): Promise<unknown> }
}

interface NewFunction {
  name: string
  handler: string
  runtime: string
  timeout: number
  memorySize: number
  triggers?: { name: string; type: string; config: string }[]
  installDependency: boolean
  envVariables: Record<string, string>
}

interface NewIndex {
  readonly IndexName: string
  readonly MgoKeySchema: {
    readonly MgoIsUnique: boolean
    readonly MgoIndexKeys: { readonly Name: string; readonly Direction: string }[]
  }
}

export interface ApplyDeps {
  readonly manager: Manager
  /** Values of the environment variables of the plan. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute path of a function's bundle. */
  readonly bundleOf: (name: string) => string
  /** Opens the store with the new keys and compares the canary; between collections and code, so that a wrong key stops here. */
  readonly proveKeys: () => Promise<void>
  readonly say: (line: string) => void
}

/**
 * Collections, indexes and rules first, then the key check, then code, routes and pages. Repeating it changes nothing that is right.
 * @throws what the management API threw; the line before says at which step
 */
export async function applyPlan(plan: DeployPlan, deps: ApplyDeps): Promise<void> {
  for (const collection of plan.collections) await applyCollection(plan, collection, deps)
  deps.say('密钥核对')
  await deps.proveKeys()
  await applyFunctions(plan, deps)
  await applyRoutes(plan, deps)
  deps.say(`静态页面 ${plan.hosting.folder} → ${plan.hosting.path}`)
  await deps.manager.hosting.uploadFiles({ localPath: plan.hosting.folder, cloudPath: plan.hosting.path.slice(1) })
}

async function applyCollection(plan: DeployPlan, { name, indexes }: PlannedCollection, deps: ApplyDeps): Promise<void> {
  const { database } = deps.manager
  await database.createCollectionIfNotExists(name)
  const present = new Set(((await database.describeCollection(name)).Indexes ?? []).map((index) => index.Name))
  const missing = indexes.filter((index) => !present.has(index.name))
  deps.say(`集合 ${name}：${missing.length === 0 ? '索引齐全' : `新建索引 ${missing.map((i) => i.name).join('、')}`}`)
  if (missing.length > 0) await database.updateCollection(name, { CreateIndexes: missing.map(newIndex) })
  await deps.manager.commonService().call({
    Action: 'ModifyDatabaseACL',
    Param: { EnvId: plan.envId, CollectionName: name, AclTag: plan.access },
  })
}

const newIndex = (index: { readonly name: string; readonly field: string }): NewIndex => ({
  IndexName: index.name,
  MgoKeySchema: { MgoIsUnique: false, MgoIndexKeys: [{ Name: index.field, Direction: '1' }] },
})

async function applyFunctions(plan: DeployPlan, { manager, env, bundleOf, say }: ApplyDeps): Promise<void> {
  const envVariables: Record<string, string> = {}
  for (const { name } of plan.names) {
    const value = env[name]
    if (value) envVariables[name] = value
  }
  for (const { name, triggers, ...config } of plan.functions) {
    say(`云函数 ${name}`)
    await manager.functions.createFunction({
      func: {
        name,
        ...config,
        ...(triggers ? { triggers: [...triggers] } : {}),
        installDependency: false,
        envVariables,
      },
      functionPath: dirname(bundleOf(name)),
      force: true,
    })
  }
}

async function applyRoutes(plan: DeployPlan, { manager, say }: ApplyDeps): Promise<void> {
  const present = (await manager.access.getAccessList()).APISet ?? []
  for (const { path, name } of plan.routes) {
    const there = present.find((route) => route.Path === path)
    if (there && there.Name !== name) say(`路由 ${path} 已指向 ${there.Name}，请在控制台改为 ${name}`)
    if (there) continue
    say(`路由 ${path} → ${name}`)
    await manager.access.createAccess({ path, name, type: 1 })
  }
}

/**
 * The manager from node_modules, or undefined when it is not installed.
 * @param load loads a package by name, as seen from the checkout
 */
export function loadManager(
  load: (name: string) => unknown,
  options: { readonly envId: string; readonly secretId: string; readonly secretKey: string },
): Manager | undefined {
  try {
    const loaded = load('@cloudbase/manager-node') as { default?: unknown }
    const Constructor = (loaded.default ?? loaded) as new (options: object) => Manager
    return new Constructor(options)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}
