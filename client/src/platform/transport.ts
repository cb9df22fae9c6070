import Taro from '@tarojs/taro'

export interface Posted {
  readonly status: number
  /** The parsed body; undefined when it was no JSON. */
  readonly body: unknown
}

const TIMEOUT_MS = 20_000

/** One POST with a JSON body. Rejects when no answer came: no network, refused, too slow. */
export function post(url: string, body: unknown, token: string | undefined): Promise<Posted> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  return process.env.TARO_ENV === 'h5' ? postByFetch(url, body, headers) : postByTaro(url, body, headers)
}

async function postByFetch(url: string, body: unknown, headers: Record<string, string>): Promise<Posted> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS)
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      credentials: 'omit',
      signal: stop.signal,
    })
    return { status: answer.status, body: parse(await answer.text()) }
  } finally {
    clearTimeout(timer)
  }
}

async function postByTaro(url: string, body: unknown, header: Record<string, string>): Promise<Posted> {
  const answer = await Taro.request<unknown, string>({
    url,
    method: 'POST',
    header,
    data: JSON.stringify(body),
    dataType: 'text',
    timeout: TIMEOUT_MS,
  })
  return { status: answer.statusCode, body: typeof answer.data === 'string' ? parse(answer.data) : answer.data }
}

/** The JSON of an answer, or undefined when it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined
    throw fault
  }
}
