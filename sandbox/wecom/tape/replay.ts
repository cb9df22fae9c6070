/** Plays a tape back: the same answers to the same questions, the same callbacks at the same places, without any world behind it. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TapeCallback, TapeLine, TapeRequest } from './tape'

export interface Replay {
  readonly url: string
  /** Lines not played yet. */
  left(): number
  /** What was asked differently than on the tape, in words. */
  readonly differences: readonly string[]
  close(): Promise<void>
}

const canonical = (query: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)))

/**
 * @param file made by `recordTape`
 * @param callbackBase where recorded callbacks go
 * @throws Error when the file is missing or no tape
 */
export async function startReplay(options: { file: string; port: number; callbackBase: string }): Promise<Replay> {
  const lines = (await readFile(options.file, 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as TapeLine)
  const played = new Set<TapeLine>()
  const differences: string[] = []
  let pushing: Promise<void> = Promise.resolve()

  /** Callbacks before the first unplayed request are due. */
  function pushDue(): void {
    const next = lines.findIndex((line) => line.kind === 'request' && !played.has(line))
    const due = lines
      .slice(0, next < 0 ? undefined : next)
      .filter((line): line is TapeCallback => line.kind === 'callback' && !played.has(line))
    for (const line of due) {
      played.add(line)
      pushing = pushing.then(() => push(line))
    }
  }

  async function push(line: TapeCallback): Promise<void> {
    const url = options.callbackBase + line.path
    try {
      const isEcho = line.body === ''
      await fetch(url, isEcho ? {} : { method: 'POST', body: line.body, headers: { 'content-type': 'text/xml' } })
    } catch {
      differences.push(`nobody took the callback ${line.path.split('?')[0] ?? ''}`)
    }
  }

  function find(method: string, path: string, query: Record<string, string>, body: string): TapeRequest | undefined {
    const open = lines.filter(
      (line): line is TapeRequest =>
        line.kind === 'request' && !played.has(line) && line.path === path && line.method === method,
    )
    const exact = open.find((line) => line.body === body && canonical(line.query) === canonical(query))
    if (!exact && open[0]) differences.push(`asked differently: ${method} ${path}`)
    return exact ?? open[0]
  }

  async function answer(request: IncomingMessage): Promise<{ type: string; body: string | Buffer }> {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    const url = new URL(request.url ?? '/', 'http://tape')
    const method = request.method ?? 'GET'
    const line = find(method, url.pathname, Object.fromEntries(url.searchParams), Buffer.concat(parts).toString('utf8'))
    if (!line) {
      differences.push(`not on the tape: ${method} ${url.pathname}`)
      return { type: 'application/json', body: JSON.stringify({ errcode: -1, errmsg: 'not on the tape' }) }
    }
    played.add(line)
    return { type: line.contentType, body: line.isBase64 ? Buffer.from(line.answer, 'base64') : line.answer }
  }

  const server = createServer((request, response) => {
    void answer(request).then(({ type, body }) => {
      response.writeHead(200, { 'content-type': type }).end(body)
      pushDue()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  pushDue()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    left: () => lines.filter((line) => !played.has(line)).length,
    differences,
    async close() {
      await pushing
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}
