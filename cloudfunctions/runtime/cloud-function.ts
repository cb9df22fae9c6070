/** Turns an edge into what CloudBase calls: `main(event, context)`. Services are opened by the first call and kept warm. */
import { readEvent, toReply, type HttpReply } from './cloudbase-event'
import { parseConfig, type Config } from './config'
import type { Edge } from './edge'
import { textAnswer } from './edge'

/** What CloudBase exports and calls. */
export type Main = (event: unknown, context?: unknown) => Promise<unknown>

/** One promise for all calls of an instance; a failed opening is tried again by the next call. */
function once<Deps>(open: (config: Config) => Promise<Deps>): () => Promise<Deps> {
  let opened: Promise<Deps> | undefined
  return () => {
    opened ??= Promise.resolve()
      .then(() => open(parseConfig(process.env)))
      .catch((error: unknown) => {
        opened = undefined
        throw error
      })
    return opened
  }
}

/**
 * A function behind the HTTP access service. Answers 503 when it cannot start, so that WeCom and clients try again.
 * @param route its path there, when it has just one (`readEvent`)
 */
export function httpFunction<Deps>(edge: Edge<Deps>, open: (config: Config) => Promise<Deps>, route?: string): Main {
  const deps = once(open)
  return async (event, context): Promise<HttpReply> => {
    const read = readEvent(event, process.env, context, route)
    if (read.kind === 'refused') return read.reply
    if (read.kind !== 'http') return toReply(textAnswer(400, 'not an HTTP call'))
    try {
      return toReply(await edge(read.request, await deps()))
    } catch (error) {
      process.stderr.write(`${JSON.stringify({ level: 'error', event: 'function.failed', message: String(error) })}\n`)
      return toReply(textAnswer(503, 'not ready'))
    }
  }
}

/** A function behind a timer; anything else is refused. */
export function timerFunction<Deps>(
  tick: (deps: Deps) => Promise<unknown>,
  open: (config: Config) => Promise<Deps>,
): Main {
  const deps = once(open)
  return async (event, context) => {
    const read = readEvent(event, process.env, context)
    if (read.kind === 'refused') return read.reply
    if (read.kind !== 'timer') return toReply(textAnswer(400, 'not a timer'))
    return tick(await deps())
  }
}
