/** A local server that answers api actions as scripted: for what the whole laptop cannot be brought to show quickly (long lists, faults). */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Action name → its answer; what throws `{ code, userMessage }` is refused with that. */
export type Script = Readonly<Record<string, (input: unknown) => unknown>>

export interface ApiDouble {
  readonly url: string
  /** Names of the actions called, in order. */
  readonly calls: string[]
  close(): Promise<void>
}

/** A refusal for scripts: `throw refuse('NOT_FOUND', '没有找到')`. */
export const refuse = (code: string, userMessage: string) => Object.assign(new Error(code), { code, userMessage })

/** @param script what it answers; an action it does not know is NOT_FOUND */
export async function startApiDouble(script: Script): Promise<ApiDouble> {
  const calls: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const action = (request.url ?? '').replace('/api/', '')
      calls.push(action)
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({ ...answerOf(script, action, Buffer.concat(chunks).toString('utf8')), now: Date.now() }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function answerOf(script: Script, action: string, body: string): object {
  try {
    const answer = script[action]
    if (!answer) throw refuse('NOT_FOUND', '没有找到')
    const { input } = JSON.parse(body) as { input: unknown }
    return { ok: true, data: answer(input) }
  } catch (fault) {
    const { code = 'INTERNAL', userMessage = '' } = fault as { code?: string; userMessage?: string }
    return { ok: false, error: { code, userMessage, requestId: 'double' } }
  }
}
