/** A provider's hand for the stand-in's own tests: calls paths, plays the admin, exchanges codes. */
import { manualClock, type ManualClock } from '@cloud/runtime/clock'
import { xmlText } from '../callbacks/xml'
import { startWeComSandbox, type WeComSandbox, type WeComSandboxOptions } from '../server'
import { seededRandom } from '../world/random'
import { SEED } from '../world/seed'
import { type Backend, startBackend } from './backend'

export const YUNQI = SEED.providers[0] as (typeof SEED.providers)[number]
export const QINGHE = SEED.providers[1] as (typeof SEED.providers)[number]
export const HUADONG = SEED.corps[0] as (typeof SEED.corps)[number]
export const BEICHEN = SEED.corps[2] as (typeof SEED.corps)[number]
const suiteOf = (kind: string, n = 0) => YUNQI.suites.filter((s) => s.kind === kind)[n] as (typeof YUNQI.suites)[number]
export const SIGN_IN = suiteOf('signIn')
export const WEB_LOGIN = suiteOf('webLogin')
export const CRM = suiteOf('template')
export const PATROL = suiteOf('template', 1)

/** An answer of WeCom: whatever it holds. */
export type Answer = Record<string, unknown> & { errcode?: number; errmsg?: string }

export interface Bench {
  readonly clock: ManualClock
  readonly backend: Backend
  readonly stand: WeComSandbox
  get(path: string, query?: Record<string, string>): Promise<Answer>
  post(path: string, query?: Record<string, string>, body?: unknown): Promise<Answer>
  suiteToken(suite?: typeof SIGN_IN): Promise<string>
  providerToken(provider?: typeof YUNQI): Promise<string>
  /** Puts 周敏 (or another) on the seat `seat-phone`. */
  sit(userId?: string, corpId?: string): Promise<void>
  /** Authorises templates by parameter QR and returns the auth code of each. */
  scanTemplates(suites?: readonly (typeof SIGN_IN)[], state?: string): Promise<string[]>
  /** Authorises a template and exchanges its code: corp id, secret and agent. */
  installTemplate(suite?: typeof SIGN_IN): Promise<{ corpid: string; secret: string; agentid: number; token: string }>
  /** Installs the sign-in suite by link: corp id, secret, corp token. */
  installSignIn(): Promise<{ corpid: string; secret: string; agentid: number; token: string }>
  close(): Promise<void>
}

type Nested = Record<string, Record<string, unknown>>

export async function startBench(options: Partial<WeComSandboxOptions> = {}): Promise<Bench> {
  const clock = manualClock()
  const backend = await startBackend()
  const stand = await startWeComSandbox({
    port: 0,
    clock,
    callbackBase: backend.base,
    random: seededRandom('bench'),
    heartbeat: false,
    loud: () => undefined,
    ...options,
    switches: { retryDelaysMs: [5, 5, 5], ...options.switches },
  })
  await stand.beat()
  const call = async (method: string, path: string, query: Record<string, string>, body?: unknown): Promise<Answer> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const init = { method, ...(body === undefined ? {} : { body: text }) }
    const response = await fetch(`${stand.url}/cgi-bin/${path}?${new URLSearchParams(query)}`, init)
    return (await response.json()) as Answer
  }
  const bench: Bench = {
    clock,
    backend,
    stand,
    get: (path, query = {}) => call('GET', path, query),
    post: (path, query = {}, body = {}) => call('POST', path, query, body),
    async suiteToken(suite = SIGN_IN) {
      const tickets = backend.received.filter((r) => r.name === 'suite_ticket' && r.receiveId === suite.suiteId)
      const body = {
        suite_id: suite.suiteId,
        suite_secret: suite.secret,
        suite_ticket: xmlText(tickets.at(-1)?.xml ?? '', 'SuiteTicket'),
      }
      return String((await bench.post('service/get_suite_token', {}, body))['suite_access_token'])
    },
    async providerToken(provider = YUNQI) {
      const body = { corpid: provider.corpId, provider_secret: provider.providerSecret }
      return String((await bench.post('service/get_provider_token', {}, body))['provider_access_token'])
    },
    async sit(userId = 'zhoumin', corpId = HUADONG.corpId) {
      await stand.control('seat.set', { seat: 'seat-phone', corpId, userId })
    },
    async scanTemplates(suites = [CRM], state = 'abc123') {
      const from = backend.received.length
      const provider_access_token = await bench.providerToken()
      const link = await bench.post(
        'service/get_customized_auth_url',
        { provider_access_token },
        { state, templateid_list: suites.map((s) => s.suiteId) },
      )
      const url = String(link['qrcode_url'])
      await stand.control('client.authorize', { seat: 'seat-phone', url })
      await stand.settled()
      return suites.map((s) => {
        const event = backend.received.slice(from).find((r) => r.name === 'create_auth' && r.receiveId === s.suiteId)
        return xmlText(event?.xml ?? '', 'AuthCode') ?? ''
      })
    },
    async installTemplate(suite = CRM) {
      const [auth_code] = await bench.scanTemplates([suite])
      const suite_access_token = await bench.suiteToken(suite)
      const got = await bench.post('service/get_permanent_code', { suite_access_token }, { auth_code })
      const corpid = String((got as Nested)['auth_corp_info']?.['corpid'])
      const secret = String(got['permanent_code'])
      const agents = (got as Nested)['auth_info']?.['agent'] as { agentid: number }[]
      const token = String((await bench.get('gettoken', { corpid, corpsecret: secret }))['access_token'])
      return { corpid, secret, agentid: agents[0]?.agentid ?? 0, token }
    },
    async installSignIn() {
      const suite_access_token = await bench.suiteToken()
      const { pre_auth_code } = await bench.get('service/get_pre_auth_code', { suite_access_token })
      const back = `${backend.base}/oauth/installed`
      const query = new URLSearchParams({
        suite_id: SIGN_IN.suiteId,
        pre_auth_code: String(pre_auth_code),
        redirect_uri: back,
        state: 's1',
      })
      const url = `https://open.work.weixin.qq.com/3rdapp/install?${query}`
      const { redirectUrl = '' } = await stand.control('client.authorize', { seat: 'seat-phone', url })
      const auth_code = new URL(redirectUrl).searchParams.get('auth_code')
      const got = await bench.post('service/v2/get_permanent_code', { suite_access_token }, { auth_code })
      const corpid = String((got as Nested)['auth_corp_info']?.['corpid'])
      const secret = String(got['permanent_code'])
      const known = { auth_corpid: corpid, permanent_code: secret }
      const info = await bench.post('service/v2/get_auth_info', { suite_access_token }, known)
      const agents = (info as Nested)['auth_info']?.['agent'] as { agentid: number }[]
      const token = String((await bench.post('service/get_corp_token', { suite_access_token }, known))['access_token'])
      return { corpid, secret, agentid: agents[0]?.agentid ?? 0, token }
    },
    async close() {
      await stand.close()
      await backend.close()
    },
  }
  return bench
}
