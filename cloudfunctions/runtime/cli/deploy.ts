import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { COLLECTIONS } from '../../store/collections'
import { openCloudBaseStore } from '../../store/cloudbase/open-store'
import { createSealer } from '../../store/seal'
import { FUNCTION_NAMES, type FunctionName } from '../bundle'
import { systemClock } from '../clock'
import { parseConfig, type Config } from '../config'
import { cloudbaserc, planDeployment, type DeployPlan, type FunctionConfig } from '../deploy-plan'
import { applyPlan, loadManager } from '../deploy-plan-apply'
import { ROUTES } from '../host'
import { requireCanary } from '../services'
import { checkDeployment } from './deploy-check'
import { ensureBuilt } from './ensure-built'
import { printTable } from './print-table'

const USAGE = `npm run deploy [-- --plan | --check]
  (nothing)  builds, writes dist/cloudbaserc.json and applies the plan to ACCORD_CLOUDBASE_ENV
  --plan     prints functions, routes, indexes, rules and names; needs no credentials
  --check    asks the running deployment at ACCORD_PUBLIC_URL whether every step took effect`

/** `npm run deploy`. */
export async function main(argv: readonly string[]): Promise<number> {
  const [mode, ...rest] = argv
  if (rest.length > 0 || (mode !== undefined && mode !== '--plan' && mode !== '--check')) {
    console.error(USAGE)
    return 2
  }
  const plan = await readPlan()
  if (mode === '--plan') return printPlan(plan)
  // Asking from outside needs no key pair, and works for a single machine too.
  if (mode === '--check') return checkDeployment(parseConfig(process.env), (line) => console.log(line))
  return apply(plan, parseConfig({ ...process.env, ACCORD_STORE: 'cloudbase' }))
}

async function readPlan(): Promise<DeployPlan> {
  const configs = {} as Record<FunctionName, FunctionConfig>
  for (const name of FUNCTION_NAMES) {
    configs[name] = JSON.parse(await readFile(join('cloudfunctions', name, 'config.json'), 'utf8')) as FunctionConfig
  }
  const envId = process.env['ACCORD_CLOUDBASE_ENV'] ?? ''
  return planDeployment({ envId, collections: COLLECTIONS, configs, routes: ROUTES, env: process.env })
}

function printPlan(plan: DeployPlan): number {
  console.log(`环境 ${plan.envId || '（未设置 ACCORD_CLOUDBASE_ENV）'}\n\n云函数`)
  printTable(
    ['name', 'runtime', 'timeout', 'memory', 'trigger'],
    plan.functions.map((f) => [
      f.name,
      f.runtime,
      `${f.timeout} s`,
      `${f.memorySize} MB`,
      f.triggers?.map((trigger) => trigger.config).join() ?? 'HTTP',
    ]),
    [12, 14, 8, 8, 30],
  )
  console.log('\nHTTP 访问服务')
  const routes = [...plan.routes.map(({ path, name }) => [path, `云函数 ${name}`]), [plan.hosting.path, '静态托管']]
  printTable(['path', 'to'], routes, [20, 40])
  console.log(`\n集合（权限 ${plan.access}：客户端不能读写任何集合）`)
  printTable(
    ['collection', 'indexes'],
    plan.collections.map(({ name, indexes }) => [name, indexes.map((index) => index.name).join(' ')]),
    [24, 100],
  )
  console.log('\n环境变量')
  printTable(
    ['name', 'needed', 'set'],
    plan.names.map(({ name, isRequired, isSet }) => [name, isRequired ? '必填' : '可选', isSet ? '已设置' : '—']),
    [30, 8, 8],
  )
  console.log('\ncloudbaserc.json（值由命令行从环境变量填入，文件不含密钥）')
  console.log(JSON.stringify(cloudbaserc(plan), null, 2))
  for (const warning of plan.warnings) console.log(`\n注意：${warning}`)
  return 0
}

async function apply(plan: DeployPlan, config: Config): Promise<number> {
  const say = (line: string): void => console.log(line)
  for (const target of ['functions', 'h5'] as const) await ensureBuilt(target, { say })
  await mkdir('dist', { recursive: true })
  await writeFile('dist/cloudbaserc.json', `${JSON.stringify(cloudbaserc(plan), null, 2)}\n`)
  for (const warning of plan.warnings) say(`注意：${warning}`)
  const { store } = config
  if (store.kind !== 'cloudbase' || !store.credentials) return sayWithoutManager(say)
  const { envId, credentials } = store
  const manager = loadManager(createRequire(resolve('package.json')), { envId, ...credentials })
  if (!manager) return sayWithoutManager(say)
  await applyPlan(plan, {
    manager,
    env: process.env,
    bundleOf: (name) => resolve('dist/cloudfunctions', name, 'index.js'),
    proveKeys: async () => {
      const opened = openCloudBaseStore({ envId, ...credentials, clock: systemClock })
      await requireCanary({ store: opened, sealer: createSealer(config.sealKeys) })
    },
    say,
  })
  say(`完成。现在运行 npm run deploy -- --check 逐项核对`)
  return 0
}

/** Exit code 1: nothing was applied. */
function sayWithoutManager(say: (line: string) => void): number {
  const hasRc = existsSync('dist/cloudbaserc.json')
  say('没有安装管理接口，未做任何改动。两种办法任选其一：')
  say('  npm install --no-save @cloudbase/manager-node@5 && npm run deploy')
  if (hasRc) say('  cd dist && npx @cloudbase/cli login && npx @cloudbase/cli fn deploy --all --force')
  say('  （第二种只发布云函数；集合、索引、权限与路由请按 npm run deploy -- --plan 的清单在控制台建立）')
  return 1
}
