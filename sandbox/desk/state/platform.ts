import { AppError } from '@shared/kernel/errors'
import type { ControlInput, ControlName, ControlOutput } from '../../wecom/platform/control'

/** Calls the stand-in's control endpoints. */
export type Platform = <N extends ControlName>(name: N, input: ControlInput<N>) => Promise<ControlOutput<N>>

/** The part of `fetch` used here. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body: string },
) => Promise<{
  ok: boolean
  status: number
  text(): Promise<string>
}>

/**
 * A client of `POST <base>/platform/<name>`.
 * @param base base URL of the stand-in, no trailing slash
 * @returns a function that answers what the control table promises
 * @throws AppError `WECOM_UNAVAILABLE` when nothing answers, `WECOM_REJECTED` with the stand-in's own Chinese words when it refuses
 */
export function connectPlatform(base: string, fetch: Fetch): Platform {
  return async <N extends ControlName>(name: N, input: ControlInput<N>) => {
    const response = await send(fetch, `${base}/platform/${name}`, JSON.stringify(input))
    const body = parseBody(await response.text(), name)
    if (!response.ok) throw refusal(name, response.status, body)
    return body as ControlOutput<N>
  }
}

/** What to tell a person about a failed call; unexpected errors keep their own words for the report. */
export function messageOf(cause: unknown): string {
  if (cause instanceof AppError) return cause.userMessage ?? cause.message
  return cause instanceof Error ? `没有做成：${cause.message}` : '没有做成'
}

async function send(fetch: Fetch, url: string, body: string): ReturnType<Fetch> {
  try {
    // Plain text on purpose: the stand-in lives on another port, and JSON would cost a preflight before every poll.
    return await fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body })
  } catch (cause) {
    throw new AppError('WECOM_UNAVAILABLE', `no answer from ${url}`, {
      userMessage: '企业微信替身没有应答。它随 npm start 一起启动，请看终端里是否还在运行。',
      cause,
    })
  }
}

function parseBody(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new AppError('WECOM_UNAVAILABLE', `${name} did not answer JSON`, {
      userMessage: '企业微信替身的应答读不懂，页面和替身可能不是同一版本。',
      cause,
    })
  }
}

function refusal(name: string, status: number, body: unknown): AppError {
  const error = (body as { error?: { message?: unknown } } | null)?.error
  const userMessage = typeof error?.message === 'string' ? error.message : `企业微信替身拒绝了（${status}）`
  return new AppError('WECOM_REJECTED', `${name} refused with ${status}`, { userMessage })
}
