/** `serve -- --check`: does WeCom accept each provider's secret from this machine, and which address does it see? */
import { credentialSource } from '../services/registry/credentials'
import type { Services } from '../services/services'
import { providers } from '../store/collections/provider'
import { createHttp, NoAnswer, type HttpClient } from '../wecom/http'

/** One provider and what WeCom answered. */
export interface ProviderCheck {
  readonly name: string
  readonly isOk: boolean
  /** Chinese: what was seen and what to do. Never a token. */
  readonly note: string
  /** The address WeCom says it saw; it names it in refusals only. */
  readonly ip?: string
}

const PATH = '/cgi-bin/service/get_provider_token'

/**
 * Asks for one provider_access_token per registered provider (WeCom 91200), straight, without the client's pauses and caches.
 * @returns empty when no provider is registered
 */
export async function checkProviders(
  deps: Pick<Services, 'store' | 'sealer' | 'registry' | 'config'>,
): Promise<ProviderCheck[]> {
  const { api, proxy } = deps.config.wecom
  const http = createHttp({ baseUrl: api, ...(proxy === undefined ? {} : { proxy }) })
  try {
    const page = await deps.store.list(providers, 'all', ['provider'], { limit: 200 })
    const checks: ProviderCheck[] = []
    for (const { body } of page.items) {
      const { corpId, providerSecret } = await credentialSource(deps).provider(body.id)
      checks.push({ name: body.name, ...(await askToken(http, corpId, providerSecret)) })
    }
    return checks
  } finally {
    http.close()
  }
}

async function askToken(
  http: HttpClient,
  corpId: string,
  providerSecret: string,
): Promise<Omit<ProviderCheck, 'name'>> {
  try {
    const answer = await http.send({
      method: 'POST',
      path: PATH,
      query: {},
      body: { corpid: corpId, provider_secret: providerSecret },
    })
    return readAnswer(answer.body.toString('utf8'))
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    return { isOk: false, note: '没有连上企业微信，请检查网络、ACCORD_WECOM_API 和 ACCORD_WECOM_PROXY' }
  }
}

/** A missing errcode means success (WeCom leaves it out here). */
function readAnswer(text: string): Omit<ProviderCheck, 'name'> {
  const errcode = Number(/"errcode"\s*:\s*(-?\d+)/.exec(text)?.[1] ?? 0)
  if (errcode === 0 && text.includes('provider_access_token')) return { isOk: true, note: '密钥有效' }
  const ip = /from ip: ([0-9a-f.:]+)/i.exec(text)?.[1]
  const advice = errcode === 60020 ? '请把这台机器的出口 IP 加进服务商后台的白名单' : '请核对 corpId 与 provider_secret'
  return { isOk: false, note: `企业微信返回 ${errcode}，${advice}`, ...(ip === undefined ? {} : { ip }) }
}
