/** The single machine: all edges, the app's pages and the jobs' timer in one process. Several may share one store folder. */
import { runJobs } from '../jobs/edge'
import type { Services } from '../services/services'
import type { Config } from './config'
import { textAnswer, type EdgeAnswer } from './edge'
import { routeOf, startTimer, type Route } from './host'
import { createNodeServer } from './node-server'
import { openServices, requireCanary, type Given } from './services'
import { staticFiles } from './static-files'

export interface ServeOptions {
  /** Folder of the h5 build. */
  readonly pages: string
  /** What tests replace; production passes nothing. */
  readonly given?: Given
}

export interface Serving {
  /** The port it listens on; differs from the configured one only when that is 0. */
  readonly port: number
  readonly services: Services
  /** Takes no more requests, answers those under way, ends the running tick and closes the store. */
  close(): Promise<void>
}

/** Pages of ours are nobody's frame, and links in them tell nobody where they stood. */
const PAGE_HEADERS = { 'content-security-policy': "frame-ancestors 'none'", 'referrer-policy': 'no-referrer' }

/**
 * Opens the services of a deployment and proves that its seal key fits the store; the store is closed again when it does not.
 * @throws AppError INTERNAL for a wrong key, and whatever opening the store throws
 */
export async function openProvenServices(config: Config, given: Given = {}): Promise<Services> {
  const services = await openServices(config, given)
  try {
    await requireCanary(services)
  } catch (error) {
    await services.store.close()
    throw error
  }
  return services
}

/**
 * Starts serving and resolves once requests are answered.
 * @throws AppError for a wrong key; the system's error when the port is taken
 */
export async function startServing(config: Config, options: ServeOptions): Promise<Serving> {
  const services = await openProvenServices(config, options.given)
  const edges = routeOf(services)
  const pages = pageRoutes(options.pages)
  const { log } = services
  const server = createNodeServer({
    routes: (path) => edges(path) ?? pages(path),
    log,
    trustedProxies: config.trustedProxies,
  })
  let port: number
  try {
    port = await server.listen(config.port, config.host)
  } catch (error) {
    await services.store.close()
    throw error
  }
  const stopTimer = startTimer(() => runJobs(services))
  log.info('serve.started', { host: config.host, port, publicUrl: config.publicUrl, pid: process.pid })
  return {
    port,
    services,
    async close() {
      log.info('serve.stopping')
      await Promise.all([server.close(), stopTimer()])
      await services.store.close()
      log.info('serve.stopped')
    },
  }
}

const toApp: EdgeAnswer = { ...textAnswer(302, ''), headers: { location: '/app/', 'cache-control': 'no-store' } }

function pageRoutes(folder: string): (path: string) => Route | undefined {
  const app = staticFiles({ folder, prefix: '/app/', pageHeaders: PAGE_HEADERS })
  return (path) => {
    if (path === '/' || path === '/app') return () => Promise.resolve(toApp)
    return path.startsWith('/app/') ? app : undefined
  }
}
