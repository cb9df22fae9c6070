/** All edges on one port, for the single machine: which path belongs to which edge. CloudBase routes the same prefixes. */
import { apiEdge } from '../api/edge'
import { callbackEdge } from '../callback/edge'
import { webEdge } from '../web/edge'
import type { Services } from '../services/services'
import type { EdgeAnswer, EdgeRequest } from './edge'
import { FILES_PREFIX } from './files'
import { filesRoute } from './files-route'

export type Route = (request: EdgeRequest) => Promise<EdgeAnswer>

/** Prefixes of the HTTP access service and of the single machine alike. */
export const ROUTES = [
  { function: 'callback', prefix: '/callback/' },
  { function: 'api', prefix: '/api/' },
  { function: 'web', prefix: '/l/' },
  { function: 'web', prefix: '/r/' },
  { function: 'web', prefix: '/o/' },
  { function: 'web', prefix: '/s/' },
  { function: 'web', prefix: '/oauth/' },
  { function: 'web', prefix: '/backend/' },
  { function: 'web', prefix: '/relay/' },
  { function: 'web', prefix: '/install/' },
  { function: 'web', prefix: '/WW_verify_' },
  { function: 'web', prefix: '/healthz' },
  { function: 'web', prefix: '/readyz' },
] as const

/** The route of a path, or undefined when it belongs to none of the edges and is no file's address. */
export function routeOf(services: Services): (path: string) => Route | undefined {
  const routes = { callback: callbackEdge, api: apiEdge, web: webEdge }
  return (path) => {
    const match = ROUTES.find((route) => path.startsWith(route.prefix))
    if (match) return (request) => routes[match.function](request, services)
    const { serve } = services.files
    return serve && path.startsWith(FILES_PREFIX) ? (request) => filesRoute(request, serve) : undefined
  }
}

const TICK_MS = 2_000

/**
 * The timer of a single machine: one tick after the other, never two at once.
 * @returns stops it, after the running tick
 */
export function startTimer(tick: () => Promise<unknown>): () => Promise<void> {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  const next = () => {
    if (isStopped) return
    timer = setTimeout(() => {
      running = tick().finally(next)
    }, TICK_MS)
  }
  next()
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await running
  }
}
