/** A WeCom of a few lines for the client's own tests: real HTTP on a free port, answers scripted by path, every request kept. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}

/** A JSON object, raw bytes or text, the word `silence` for no answer at all, or a function that answers by hand. */
export type Scripted = object | Buffer | string | ((asked: Asked, response: ServerResponse) => unknown)

export interface ScriptedWeCom {
  readonly url: string
  readonly asked: Asked[]
  /** Answers of a path: each is used once, the last for ever. Unscripted paths answer 404 and fail `close`. */
  on(path: string, ...answers: [Scripted, ...Scripted[]]): void
  /** Requests of one path so far. */
  countOf(path: string): number
  /** @throws Error when a path was asked that nobody scripted */
  close(): Promise<void>
}

/** Starts it. */
export async function startScriptedWeCom(): Promise<ScriptedWeCom> {
  const script = new Map<string, Scripted[]>()
  const asked: Asked[] = []
  const unknown: string[] = []

  const answer = async (request: Asked, response: ServerResponse): Promise<void> => {
    const left = script.get(request.path)
    const next = left && left.length > 1 ? left.shift() : left?.[0]
    if (next === undefined) unknown.push(request.path)
    const value =
      typeof next === 'function' ? await (next as (a: Asked, r: ServerResponse) => unknown)(request, response) : next
    if (response.writableEnded || response.destroyed || value === 'silence') return
    if (Buffer.isBuffer(value) || typeof value === 'string') response.end(value)
    else {
      response.statusCode = next === undefined ? 404 : 200
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(value ?? {}))
    }
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://wecom')
      const text = Buffer.concat(parts).toString()
      const one: Asked = {
        method: request.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      }
      asked.push(one)
      void answer(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    on: (path, ...answers) => void script.set(path, answers),
    countOf: (path) => asked.filter((one) => one.path === path).length,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      if (unknown.length > 0) throw new Error(`asked without a script: ${unknown.join(', ')}`)
    },
  }
}
