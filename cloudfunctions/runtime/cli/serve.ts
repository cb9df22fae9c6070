/** `npm run serve`: the single machine against the real WeCom, configured by environment. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '@shared/kernel/errors'
import type { ProviderId } from '@shared/wecom/ids'
import { registerProvider } from '../../services/registry/register-provider'
import type { Services } from '../../services/services'
import { makeOwnerLink } from '../../services/session/owner-link'
import { providers } from '../../store/collections/provider'
import { systemClock } from '../clock'
import { parseConfig, type Config } from '../config'
import { createLog, type Log } from '../log'
import { openProvenServices, startServing } from '../serve'
import { checkProviders } from '../serve-check'
import { parseRegistration } from '../serve-register'
import { seenIp } from './deploy-check'
import { ensureBuilt } from './ensure-built'

const USAGE = `npm run serve [-- --pages DIR | --register FILE | --owner-link ID | --check]
  (nothing)        serves callback, api, pages and jobs on ACCORD_HOST:PORT until Ctrl-C
  --pages DIR      serves this h5 build instead of building dist/h5 first
  --register FILE  registers a provider with its suites and first owner from a JSON file, and ends
  --owner-link ID  prints a new one-time link that makes its opener an owner of provider ID, and ends
  --check          asks WeCom once per provider whether its secret is good, prints the IP WeCom saw, and ends
  settings: environment variables, see docs/operations.md`

const OPTIONS = {
  pages: { type: 'string' },
  register: { type: 'string' },
  'owner-link': { type: 'string' },
  check: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

const say = (line: string): void => console.log(line)

/**
 * @returns exit code, once a signal has ended the server or the one-time command is done
 * @throws AppError naming every fault of the configuration or of the registration file, or a seal key that does not fit
 */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS })
  if (values.help || [values.pages, values.register, values['owner-link'], values.check].filter(Boolean).length > 1) {
    console.error(USAGE)
    return values.help ? 0 : 2
  }
  const config = parseConfig(process.env)
  if (values['owner-link'] !== undefined) return ownerLink(config, values['owner-link'])
  if (values.register !== undefined) return register(config, fromCaller(values.register))
  if (values.check) return check(config)
  return serve(config, values.pages)
}

/** Paths are taken from where npm was called. */
const fromCaller = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path)

async function serve(config: Config, pages: string | undefined): Promise<number> {
  const log = createLog(say, systemClock.now, config.logLevel)
  if (pages === undefined) await ensureBuilt('h5', { say: (line) => log.info('serve.building', { line }) })
  const folder = pages === undefined ? resolve('dist/h5') : fromCaller(pages)
  if (!existsSync(resolve(folder, 'index.html'))) {
    throw new AppError('INVALID_INPUT', `no index.html in ${folder}`, {
      userMessage: `${folder} 里没有 index.html：--pages 要指向 npm run build 生成的 h5 文件夹`,
    })
  }
  const ended = new Promise<void>((resolveEnded) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolveEnded())
  })
  const serving = await startServing(config, { pages: folder, given: { log } })
  if (!(await hasProvider(serving.services))) {
    log.warn('serve.no.provider', { hint: '还没有登记服务商：npm run serve -- --register FILE.json' })
  }
  const told = tellEgress(config, log)
  await ended
  await Promise.all([serving.close(), told])
  return 0
}

/** The address WeCom sees belongs on the provider's whitelist. WeCom out of reach is no reason not to serve. */
async function tellEgress({ wecom }: Config, log: Log): Promise<void> {
  const ip = await seenIp(wecom.api, wecom.proxy)
  if (ip === undefined) log.warn('serve.egress.unknown', { hint: '没有连上企业微信，或它没有说出看到的 IP' })
  else log.info('serve.egress', { ip })
}

async function hasProvider({ store }: Services): Promise<boolean> {
  return (await store.list(providers, 'all', ['provider'], { limit: 1 })).items.length > 0
}

async function register(config: Config, path: string): Promise<number> {
  const provider = parseRegistration(await readText(path))
  const services = await openProvenServices(config)
  let ownerLink: string | undefined
  try {
    await registerProvider(services, provider)
    if (provider.staff.length === 0) ownerLink = await makeOwnerLink(services, provider.id)
  } finally {
    await services.store.close()
  }
  say(`已登记 ${provider.name}（${provider.id}），共 ${provider.suites.length} 个应用`)
  if (ownerLink === undefined) say(`第一位负责人：${provider.staff[0]?.name ?? ''}`)
  else sayOwnerLink(ownerLink)
  say('正在运行的服务最多一分钟后生效')
  say('在企业微信服务商后台为每个应用填写回调地址：')
  for (const { name, suiteId } of provider.suites) {
    say(`  ${name}  ${config.publicUrl}/callback/${provider.id}/${suiteId}`)
  }
  say(`密钥已加密保存；请删除 ${path}`)
  return 0
}

/** Once only: whoever opens it and signs in as staff of the provider becomes its owner. */
function sayOwnerLink(link: string): void {
  say('第一位负责人请在 7 天内打开这个一次性链接，用企业微信扫码登录：')
  say(`  ${link}`)
}

/** Another one-time owner link, when the first was lost. */
async function ownerLink(config: Config, provider: string): Promise<number> {
  const services = await openProvenServices(config)
  try {
    const id = provider as ProviderId
    if (!(await services.registry.provider(id))) {
      throw new AppError('NOT_FOUND', `no provider ${provider}`, { userMessage: `没有登记过服务商 ${provider}` })
    }
    sayOwnerLink(await makeOwnerLink(services, id))
    return 0
  } finally {
    await services.store.close()
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new AppError('INVALID_INPUT', `registration file ${path} cannot be read`, {
      userMessage: `读不到登记文件 ${path}`,
      cause,
    })
  }
}

async function check(config: Config): Promise<number> {
  const services = await openProvenServices(config)
  try {
    const checks = await checkProviders(services)
    if (checks.length === 0) say('✗ 还没有登记服务商：npm run serve -- --register FILE.json')
    for (const { name, isOk, note } of checks) say(`${isOk ? '✓' : '✗'} ${name}：${note}`)
    // WeCom names the address in refusals only: where every secret is good, a made-up token is refused with it.
    const ip = checks.find((one) => one.ip !== undefined)?.ip ?? (await seenIp(config.wecom.api, config.wecom.proxy))
    say(ip ? `企业微信看到的 IP：${ip}，它必须在服务商后台的 IP 白名单里` : '企业微信没有说出它看到的 IP')
    return checks.length > 0 && checks.every((one) => one.isOk) ? 0 : 1
  } finally {
    await services.store.close()
  }
}
