/** Asks a running deployment, from outside, whether each step of its set-up took effect. */
import { createHttp } from '../../wecom/http'
import type { Config } from '../config'

/** One step and whether it holds. */
export interface CheckStep {
  readonly what: string
  readonly isOk: boolean
  /** What was seen, or what to do. */
  readonly note: string
}

/** Prints every step; 1 when one does not hold. */
export async function checkDeployment(config: Config, say: (line: string) => void): Promise<number> {
  const steps = await checkSteps(config)
  for (const { what, isOk, note } of steps) say(`${isOk ? '✓' : '✗'} ${what}：${note}`)
  return steps.every((step) => step.isOk) ? 0 : 1
}

/** All steps, asked one after the other. */
export async function checkSteps(config: Config): Promise<CheckStep[]> {
  const ask = asker(config.publicUrl)
  const steps: CheckStep[] = [
    await expectText(ask, '函数 web 与路由', '/healthz', 200, 'ok'),
    await expectText(ask, '数据库与集合', '/readyz', 200, 'ready'),
    // Refused, not "not found": the path reached the function.
    await expectText(ask, '函数 callback 与路由', '/callback/check/check', 403, 'refused'),
    await expectJson(ask, '函数 api 与路由', '/api/check.nothing'),
  ]
  for (const [name, content] of Object.entries(config.verifyFiles)) {
    steps.push(await expectText(ask, `域名校验文件 ${name}`, `/${name}`, 200, content))
  }
  steps.push(await egressStep(config))
  return steps
}

type Ask = (path: string) => Promise<{ status: number; text: string }>

function asker(publicUrl: string): Ask {
  const http = createHttp({ baseUrl: publicUrl })
  return async (path) => {
    try {
      const { status, body } = await http.send({ method: 'GET', path, query: {} })
      return { status, text: body.toString('utf8').trim() }
    } catch (error) {
      return { status: 0, text: error instanceof Error ? error.message : String(error) }
    }
  }
}

async function expectText(ask: Ask, what: string, path: string, status: number, text: string): Promise<CheckStep> {
  const seen = await ask(path)
  const isOk = seen.status === status && seen.text === text
  return { what, isOk, note: isOk ? path : `${path} 得到 ${seen.status} ${seen.text.slice(0, 120)}` }
}

async function expectJson(ask: Ask, what: string, path: string): Promise<CheckStep> {
  const seen = await ask(path)
  const isOk = seen.text.startsWith('{"ok":false')
  return { what, isOk, note: isOk ? path : `${path} 得到 ${seen.status} ${seen.text.slice(0, 120)}` }
}

/** WeCom names the caller's address in the refusal of a made-up token: "from ip: 203.0.113.7". */
async function egressStep(config: Config): Promise<CheckStep> {
  const { api, proxy } = config.wecom
  const what = '企业微信看到的出口 IP'
  if (!proxy) {
    return {
      what,
      isOk: true,
      note: '没有设置 ACCORD_WECOM_PROXY，本机看不到云函数的出口 IP；请在控制台为 api、jobs 开启固定出口 IP 并核对白名单',
    }
  }
  const seen = await seenIp(api, proxy)
  return seen
    ? { what, isOk: true, note: `${seen}（经 ACCORD_WECOM_PROXY）；它必须在服务商后台的 IP 白名单里` }
    : { what, isOk: false, note: '经 ACCORD_WECOM_PROXY 没有得到企业微信的回答，请检查代理地址与账号' }
}

/** The address WeCom sees when we call it, or undefined when it did not say. */
export async function seenIp(api: string, proxy?: string): Promise<string | undefined> {
  const http = createHttp({ baseUrl: api, ...(proxy === undefined ? {} : { proxy }) })
  try {
    const path = '/cgi-bin/get_api_domain_ip'
    const { body } = await http.send({ method: 'GET', path, query: { access_token: 'none' } })
    return /from ip: ([0-9a-f.:]+)/i.exec(body.toString('utf8'))?.[1]
  } catch (error) {
    if (error instanceof Error && error.name === 'NoAnswer') return undefined
    throw error
  } finally {
    http.close()
  }
}
