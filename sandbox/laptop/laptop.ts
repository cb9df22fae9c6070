/** The whole of Accord on one machine with WeCom played by the stand-in: what `npm start` runs and the flow tests drive. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runJobs } from '@cloud/jobs/edge'
import { systemClock, type Clock } from '@cloud/runtime/clock'
import { parseConfig } from '@cloud/runtime/config'
import { textAnswer, jsonAnswer, type EdgeRequest } from '@cloud/runtime/edge'
import { routeOf, startTimer, type Route } from '@cloud/runtime/host'
import { createLog, silentLog, type Log } from '@cloud/runtime/log'
import { createNodeServer } from '@cloud/runtime/node-server'
import { openServices, requireCanary } from '@cloud/runtime/services'
import { staticFiles } from '@cloud/runtime/static-files'
import type { Services } from '@cloud/services/services'
import { startWeComSandbox, type WeComSandbox } from '../wecom/server'
import { openUserId } from '../wecom/world/ids'
import { SEED } from '../wecom/world/seed'
import { deskConfigScript } from '../desk/config'
import { laptopKeys } from './laptop-keys'
import { registerSeed } from './register-seed'

export interface LaptopOptions {
  /** Port of everything of ours; 0 takes a free one. */
  readonly port: number
  /** Port of the WeCom stand-in; 0 takes a free one. */
  readonly wecomPort: number
  /** State folder. */
  readonly dir: string
  /** Built h5 app and desk page; absent: not served. */
  readonly pages?: { readonly h5: string; readonly desk: string }
  readonly clock?: Clock
  /** Where log lines go; absent: nowhere. */
  readonly log?: (line: string) => void
  /** The internal timer of the jobs; tests that call `tick` turn it off. Default true. */
  readonly hasTimer?: boolean
}

export interface Laptop {
  /** `http://127.0.0.1:4680` */
  readonly url: string
  readonly wecom: WeComSandbox
  /** The services as they are now (a reset makes new ones). */
  services(): Services
  /** One tick of the jobs. */
  tick(): Promise<void>
  /** Back to the first start: the store and the stand-in's world are made anew. */
  reset(): Promise<void>
  close(): Promise<void>
}

const HEARTBEAT_MS = 500

/** @throws the system's EADDRINUSE, AppError for a bad configuration or a foreign state folder */
export async function startLaptop(options: LaptopOptions): Promise<Laptop> {
  const wecom = await startWeComSandbox({
    port: options.wecomPort,
    clock: options.clock ?? systemClock,
    stateFile: join(options.dir, 'wecom.json'),
    // Its heart starts below, once there is somebody to push tickets to.
    heartbeat: false,
    ...(options.log ? {} : { loud: () => undefined }),
  })
  const log: Log = options.log ? createLog(options.log, wecom.clock.now) : silentLog
  let services: Services | undefined
  let stopTimer: (() => Promise<void>) | undefined
  const current = (): Services => {
    if (!services) throw new Error('the laptop is not running')
    return services
  }
  const pages = options.pages
    ? pageRoutes(options.pages, () => ({ wecom: wecom.url, app: url }), reset)
    : () => undefined
  const server = createNodeServer({ routes: (path) => (services && routeOf(services)(path)) ?? pages(path), log })
  let url = ''
  try {
    url = `http://127.0.0.1:${await server.listen(options.port, '127.0.0.1')}`
    await open()
  } catch (error) {
    await server.close(0)
    await wecom.close()
    throw error
  }
  wecom.setCallbackBase(url)
  await wecom.beat()
  const heart = options.hasTimer === false ? undefined : setInterval(() => void wecom.beat(), HEARTBEAT_MS)

  async function open(): Promise<void> {
    const keys = await laptopKeys(options.dir)
    const config = parseConfig({
      ACCORD_SEAL_KEYS: keys.sealKeys,
      ACCORD_SESSION_KEY: keys.sessionKey,
      ACCORD_PUBLIC_URL: url,
      ACCORD_STORE: 'embedded',
      ACCORD_STORE_DIR: join(options.dir, 'store'),
      ACCORD_FILES_DIR: join(options.dir, 'files'),
      ACCORD_WECOM_API: wecom.url,
      ACCORD_WECOM_OPEN: wecom.url,
      ACCORD_WECOM_LOGIN: wecom.url,
      ACCORD_WECOM_OAUTH: wecom.url,
      ACCORD_DEV_SIGN_IN: '1',
    })
    const opened = await openServices(config, { clock: wecom.clock, log })
    await requireCanary(opened)
    for (const provider of SEED.providers) {
      const world = wecom.world()
      const corp = world.corps[provider.corpId]
      if (!corp) throw new Error(`the stand-in has no corp ${provider.corpId}`)
      await registerSeed(opened, provider, (userId) => openUserId(world, provider.providerId, corp, userId))
    }
    services = opened
    if (options.hasTimer !== false) stopTimer = startTimer(() => runJobs(opened))
  }

  async function shut(): Promise<void> {
    await stopTimer?.()
    stopTimer = undefined
    const closing = services
    services = undefined
    await closing?.store.close()
  }

  async function reset(): Promise<void> {
    await shut()
    for (const folder of ['store', 'files']) await rm(join(options.dir, folder), { recursive: true, force: true })
    await wecom.control('reset', {})
    await open()
    wecom.setCallbackBase(url)
    await wecom.beat()
  }

  return {
    url,
    wecom,
    services: current,
    tick: async () => {
      await runJobs(current())
    },
    reset,
    close: async () => {
      clearInterval(heart)
      await server.close(1_000)
      await wecom.settled()
      await shut()
      await wecom.close()
    },
  }
}

/** The desk at `/`, its script at `/desk/…`, the app at `/app/…`, and the one button only a laptop has. */
function pageRoutes(
  pages: { readonly h5: string; readonly desk: string },
  bases: () => { readonly wecom: string; readonly app: string },
  reset: () => Promise<void>,
): (path: string) => Route | undefined {
  const app = staticFiles({ folder: pages.h5, prefix: '/app/' })
  const desk = staticFiles({ folder: pages.desk, prefix: '/' })
  const deskFiles = staticFiles({ folder: pages.desk, prefix: '/desk/' })
  const config: Route = () => {
    const { wecom, app: appBase } = bases()
    const script = deskConfigScript({ wecomBase: wecom, appBase })
    return Promise.resolve({
      status: 200,
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' },
      body: script,
    })
  }
  const resetRoute: Route = async (request: EdgeRequest) => {
    if (request.method !== 'POST') return textAnswer(405, 'POST only')
    // Only a page of our own may ask: others cannot set this type without a preflight we never answer.
    if (!request.headers['content-type']?.startsWith('application/json')) return textAnswer(403, 'refused')
    await reset()
    return jsonAnswer(200, { ok: true })
  }
  return (path) => {
    if (path === '/desk/config.js') return config
    if (path === '/desk/reset') return resetRoute
    if (path.startsWith('/desk/')) return deskFiles
    if (path === '/app' || path.startsWith('/app/')) return app
    if (path === '/' || path === '/index.html') return desk
    return undefined
  }
}
